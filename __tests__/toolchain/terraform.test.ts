import { join } from "node:path";

import { findTerraform } from "../../toolchain/terraform";
import { ToolError } from "../../toolchain/tool-error";
import { BARE_PATH, fakeProgram, rejection, temporaryFolder } from "./support/fake-programs";

const folder = temporaryFolder();
/** An environment in which terraform is this script. */
const having = (script: string, name = "terraform"): Record<string, string> => ({
  PATH: `${fakeProgram(folder, name, script)}:${BARE_PATH}`,
});
const saying = (version: string): string => `echo '{"terraform_version":"${version}","platform":"linux_amd64"}'`;
const why =
  "; Terraform >= 1.10.0 is needed, because it locks its state in S3 by itself. Install it from https://developer.hashicorp.com/terraform/install, or set TERRAFORM_BINARY_NAME to one that is new enough.";

test.each(["1.10.0", "1.10.1", "1.11.4", "1.12.0-beta1", "2.0.0"])("Terraform %s will do", async (version) => {
  expect(await findTerraform(having(saying(version)))).toEqual({ file: join(folder, "bin", "terraform"), version });
});

test.each(["0.13.0", "1.9.8", "1.10.0-rc1"])("Terraform %s is too old", async (version) => {
  const error = await rejection(findTerraform(having(saying(version))));
  expect(error).toBeInstanceOf(ToolError);
  expect(error.message).toBe(`terraform: found ${version} (${join(folder, "bin", "terraform")})${why}`);
});

test("so is one that knows no JSON yet", async () => {
  const error = await rejection(
    findTerraform(having("echo 'Terraform v0.12.31'; echo; echo 'Your version is out of date!'")),
  );
  expect(error.message).toContain("found 0.12.31");
});

test("TERRAFORM_BINARY_NAME names another, as a name or as a path", async () => {
  const env = having(saying("1.12.0"), "tofu");
  const found = { file: join(folder, "bin", "tofu"), version: "1.12.0" };
  expect(await findTerraform({ ...env, TERRAFORM_BINARY_NAME: "tofu" })).toEqual(found);
  expect(await findTerraform({ ...env, TERRAFORM_BINARY_NAME: found.file })).toEqual(found);
});

test("an empty TERRAFORM_BINARY_NAME is none, as to cdktf", async () => {
  expect(await findTerraform({ ...having(saying("1.11.0")), TERRAFORM_BINARY_NAME: "" })).toMatchObject({
    version: "1.11.0",
  });
});

test.each([
  [{}, `terraform: not found on the PATH${why}`],
  [{ PATH: "/no/such/folder" }, `terraform: not found on the PATH${why}`],
  [
    { TERRAFORM_BINARY_NAME: "/no/tf" },
    `/no/tf: TERRAFORM_BINARY_NAME is "/no/tf", and there is no such program${why}`,
  ],
])("with %j none is found", async (env, message) => {
  expect((await rejection(findTerraform(env))).message).toBe(message);
});

test.each([
  ["echo nonsense", "exited with status 0 and said: nonsense"],
  ["echo '{}'", "exited with status 0 and said: nothing"],
  ["echo null", "exited with status 0 and said: null"],
  [`echo '{"terraform_version":"new"}'`, "exited with status 0 and said: "],
  ["echo 'pyenv: not here' >&2; exit 127", "exited with status 127 and said: pyenv: not here"],
  ["exit 0", "exited with status 0 and said: nothing"],
  ["kill -9 $$", "was ended by SIGKILL and said: nothing"],
])("a program that does `%s` is not terraform", async (script, said) => {
  const { message } = await rejection(findTerraform(having(script)));
  expect(message).toContain(`does not answer like terraform: \`version -json\` ${said}`);
});

test("neither the user's arguments nor a CLI configuration reach it", async () => {
  const env = {
    ...having('[ -z "$TF_CLI_ARGS$TF_CLI_CONFIG_FILE" ] && ' + saying("1.11.4")),
    TF_CLI_ARGS: "-x",
    TF_CLI_CONFIG_FILE: "/no",
  };
  expect(await findTerraform(env)).toMatchObject({ version: "1.11.4" });
});
