// A process that deploys as the CLI does; the test kills it with SIGKILL in the middle. Prints each event as JSON.
import { deploy } from "../../../toolchain/cdktf-cli";
import { setUpDeployment } from "./deployment";

void setUpDeployment(process.env).then(({ run }) =>
  deploy(
    {
      ...run,
      onEvent: (event) => {
        console.log(JSON.stringify(event));
      },
    },
    ["dev-*"],
  ),
);
