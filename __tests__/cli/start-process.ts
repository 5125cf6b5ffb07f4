import { CommandProcess } from "./command-process";

/** `npm start`, run as a person does, but with a temporary folder of the test's own. */
export class Start extends CommandProcess {
  constructor(temporaryFolder: string, args: readonly string[] = [], env: Record<string, string | undefined> = {}) {
    super(temporaryFolder, { program: "cli/start.js", args, env });
  }
}
