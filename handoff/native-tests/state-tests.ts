import type { Environment } from "../../environments/environment";
import { settingsTests } from "./settings-tests";
import { stateBucketTests } from "./state-bucket-tests";
import type { TestFiles } from "./test-file";

/** Tests of the stack `state`. None applies: `prevent_destroy` would keep terraform from clearing up after them. */
export function stateTests(environment: Environment): TestFiles {
  return {
    "tests/state_bucket.tftest.hcl": stateBucketTests(environment.state.kmsKeyArn !== undefined),
    "tests/settings.tftest.hcl": settingsTests({ environment, stack: "state", region: "state_region" }),
  };
}
