import { readFileSync, statSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";

import {
  type LocalAwsAccess,
  localAwsEnvironment,
  hideAwsOfShell,
  localAwsExports,
  localCredentials,
  neutralEnvironment,
} from "../../toolchain/aws-environment";
import { runProgram } from "../../toolchain/program";
import { BARE_PATH, temporaryFolder } from "./support/fake-programs";

const folder = temporaryFolder();
const access: LocalAwsAccess = {
  endpointUrl: "http://127.0.0.1:5000",
  region: "eu-central-1",
  homeFolder: folder,
  terraformCliConfig: join(folder, "terraform-cli.tfrc"),
  terraformFile: "/somewhere/terraform",
  hasProviderMirror: true,
};

test("what the AWS SDK in this process would read of the shell and of ~/.aws is hidden from it, and kept for us", () => {
  const env: NodeJS.ProcessEnv = {
    PATH: "/bin",
    AWS_USE_FIPS_ENDPOINT: "true",
    AWS_PROFILE: "prod",
    AWS_CONFIG_FILE: "/home/somebody/.aws/config",
    AWS_EMULATOR_URL: "http://127.0.0.1:4566",
  };
  const before = { ...env };
  expect(hideAwsOfShell(env)).toEqual(before);
  expect(env).toEqual({ PATH: "/bin", AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull });
});

test.each([
  "AWS_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_ENDPOINT_URL_S3",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_SOMETHING_YET_TO_COME",
  "AWS_EMULATOR_URL",
  "TF_VAR_name",
  "TF_CLI_ARGS",
  "TF_CLI_ARGS_plan",
  "TF_WORKSPACE",
  "TF_DATA_DIR",
  "TF_LOG",
  "TF_LOG_PATH",
  "TF_REATTACH_PROVIDERS",
  "TF_PLUGIN_CACHE_DIR",
  "TERRAFORM_CONFIG",
  "CDKTF_OUTPUT",
  "CDKTF_APP",
  "CDKTF_VAR",
  "CDKTF_CONTEXT_JSON",
  "SYNTH_HCL_OUTPUT",
  "MOTO_ACCOUNT_ID",
  "SENTRY_DSN",
  "FORCE_COLOR",
])("%s of the user's shell does not reach a run", (name) => {
  expect(localAwsEnvironment({ [name]: "from the shell" }, access)).not.toHaveProperty(name, "from the shell");
  expect(Object.values(localAwsEnvironment({ [name]: "from the shell" }, access))).not.toContain("from the shell");
});

test("everything else does", () => {
  const shell = {
    PATH: "/bin",
    HOME: "/home/x",
    HTTPS_PROXY: "http://proxy:1",
    MY_AWS_THING: "1",
    XTF_A: "2",
    UNSET: undefined,
  };
  const environment = localAwsEnvironment(shell, access);
  const { UNSET, ...set } = shell;
  expect(UNSET).toBeUndefined();
  expect(environment).toMatchObject(set);
  expect(environment).not.toHaveProperty("UNSET");
});

test("the local AWS is all that is left of AWS", () => {
  const environment = localAwsEnvironment({ AWS_ACCESS_KEY_ID: "AKIAREAL", AWS_REGION: "us-gov-west-1" }, access);
  expect(Object.fromEntries(Object.entries(environment).filter(([name]) => name.startsWith("AWS_")))).toEqual({
    AWS_ENDPOINT_URL: "http://127.0.0.1:5000",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "eu-central-1",
    AWS_DEFAULT_REGION: "eu-central-1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: join(folder, "aws-config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "aws-credentials"),
  });
  for (const name of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]) {
    expect(readFileSync(environment[name] ?? "", "utf8")).toBe("");
  }
});

test("terraform and cdktf are told what they need, and neither calls home nor writes there", () => {
  expect(localAwsEnvironment({ TERRAFORM_BINARY_NAME: "other" }, access)).toMatchObject({
    TF_CLI_CONFIG_FILE: access.terraformCliConfig,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    DISABLE_VERSION_CHECK: "1",
    TERRAFORM_BINARY_NAME: "/somewhere/terraform",
    CDKTF_HOME: folder,
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    NO_COLOR: "1",
  });
});

test("without a mirror, downloads are kept: where the user keeps them, else in a folder of ours", () => {
  const downloading = { ...access, hasProviderMirror: false };
  const own = localAwsEnvironment({}, downloading)["TF_PLUGIN_CACHE_DIR"] ?? "";
  expect(own.startsWith(folder)).toBe(true);
  expect(statSync(own).isDirectory()).toBe(true);
  expect(localAwsEnvironment({ TF_PLUGIN_CACHE_DIR: "/cache" }, downloading)).toMatchObject({
    TF_PLUGIN_CACHE_DIR: "/cache",
  });
  expect(localAwsEnvironment({}, access)).not.toHaveProperty("TF_PLUGIN_CACHE_DIR");
});

test.each([
  [{}, "127.0.0.1,localhost,::1"],
  [{ NO_PROXY: "a.com, localhost" }, "a.com,localhost,127.0.0.1,::1"],
  [{ NO_PROXY: "a.com", no_proxy: "b.com" }, "a.com,b.com,127.0.0.1,localhost,::1"],
])("with %j no proxy sees what is meant for this machine", (shell, hosts) => {
  expect(neutralEnvironment(shell)).toMatchObject({ NO_PROXY: hosts, no_proxy: hosts });
});

test("an environment's account id is the access key id", () => {
  expect(localCredentials("111122223333")).toEqual({ accessKeyId: "111122223333", secretAccessKey: "test" });
  expect(localAwsEnvironment({}, { ...access, accountId: "111122223333" })).toMatchObject({
    AWS_ACCESS_KEY_ID: "111122223333",
  });
});

test("the lines to type leave a shell with the local AWS alone, whatever it held and whatever the folder is called", async () => {
  const shell = {
    PATH: BARE_PATH,
    AWS_PROFILE: "prod",
    AWS_SESSION_TOKEN: "t",
    TF_CLI_ARGS: "-x",
    AWS_REGION: "us-west-1",
  };
  const lines = localAwsExports(shell, { ...access, terraformCliConfig: "/a folder/it's" });
  expect(lines).toEqual([
    "unset AWS_PROFILE AWS_SESSION_TOKEN TF_CLI_ARGS",
    "export AWS_ENDPOINT_URL=http://127.0.0.1:5000",
    "export AWS_ACCESS_KEY_ID=test",
    "export AWS_SECRET_ACCESS_KEY=test",
    "export AWS_REGION=eu-central-1",
    "export AWS_DEFAULT_REGION=eu-central-1",
    "export AWS_EC2_METADATA_DISABLED=true",
    `export AWS_CONFIG_FILE=${join(folder, "aws-config")}`,
    `export AWS_SHARED_CREDENTIALS_FILE=${join(folder, "aws-credentials")}`,
    "export TF_CLI_CONFIG_FILE='/a folder/it'\\''s'",
    "export CHECKPOINT_DISABLE=1",
    "export NO_PROXY=127.0.0.1,localhost,::1",
    "export no_proxy=127.0.0.1,localhost,::1",
  ]);
  const { stdout } = await runProgram("sh", ["-c", [...lines, "env"].join("\n")], { cwd: folder, env: shell });
  expect(stdout).toContain("TF_CLI_CONFIG_FILE=/a folder/it's\n");
  expect(stdout).not.toContain("AWS_PROFILE");
  expect(localAwsExports({}, access)[0]).toMatch(/^export /);
});
