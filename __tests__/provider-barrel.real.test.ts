import { execFile } from "node:child_process";
import { join, resolve } from "node:path";

// Put together, so that a search for the barrel finds the real ones only.
const PACKAGE = ["@cdktf", "provider-aws"].join("/");

const IMPORTS = [PACKAGE, `${PACKAGE}/lib`, `${PACKAGE}/lib/index`, `${PACKAGE}/lib/lb`];

/** Lints a stack with these imports, one a line, and gives the lines that the rule on imports refuses, with its words. */
function refusedImports(modules: readonly string[]): Promise<[number, string][]> {
  const root = resolve(__dirname, "..");
  const eslint = join(root, "node_modules/eslint/bin/eslint.js");
  const args = [eslint, "--format", "json", "--stdin", "--stdin-filename", "stacks/front-door.ts"];
  return new Promise((done) => {
    const child = execFile(process.execPath, args, { cwd: root }, (_, stdout) => {
      const [result] = JSON.parse(stdout) as { messages: { ruleId: string; line: number; message: string }[] }[];
      const messages = (result?.messages ?? []).filter(({ ruleId }) => ruleId === "no-restricted-imports");
      done(messages.map(({ line, message }) => [line, message]));
    });
    child.stdin?.end(modules.map((module, index) => `import * as m${index} from "${module}";`).join("\n"));
  });
}

test("an import of the provider's barrel is refused under each of its names, an import of one resource is not", async () => {
  expect(await refusedImports(IMPORTS)).toEqual(
    IMPORTS.slice(0, 3).map((name, index) => [
      index + 1,
      `'${name}' import is restricted from being used. The barrel costs 8 s and 1.4 GB at every synth: import one resource, as in '@cdktf/provider-aws/lib/lb'.`,
    ]),
  );
}, 60_000);
