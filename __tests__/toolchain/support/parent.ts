// A process that starts programs as the CLI does, and is then killed by the test with SIGKILL: argv[2] is a shell script.
import { startProgram } from "../../../toolchain/started-program";

const [, , script = ""] = process.argv;
startProgram("sh", ["-c", script], {
  cwd: process.cwd(),
  env: { PATH: process.env["PATH"] ?? "" },
  onLine: (line) => {
    console.log(line);
  },
});
