import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type UserTools, userAwsEnvironment } from "../../toolchain/user-aws-environment";
import { temporaryFolder } from "./support/fake-programs";

const folder = temporaryFolder();
const tools: UserTools = { folder, providerMirror: undefined };
const ours = join(folder, "terraform-cli.tfrc");

/** A home with files in it. */
function home(...files: string[]): string {
  const path = mkdtempSync(join(folder, "home-"));
  for (const file of files) writeFileSync(join(path, file), "");
  return path;
}

test.each([
  "AWS_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_REGION",
  "AWS_CONFIG_FILE",
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_ENDPOINT_URL",
  "AWS_ENDPOINT_URL_S3",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_ROLE_ARN",
  "AWS_CA_BUNDLE",
  "AWS_SOMETHING_YET_TO_COME",
  "TF_TOKEN_app_terraform_io",
  "TF_TOKEN_registry_example_com",
  "PATH",
  "HTTPS_PROXY",
  "SSL_CERT_FILE",
])("%s of the user's shell reaches terraform", (name) => {
  expect(userAwsEnvironment({ [name]: "from the shell" }, tools)).toHaveProperty([name], "from the shell");
});

test.each([
  "TF_VAR_region",
  "TF_VAR_AWS_PROFILE",
  "TF_WORKSPACE",
  "TF_CLI_ARGS",
  "TF_CLI_ARGS_plan",
  "TF_CLI_ARGS_apply",
  "TF_DATA_DIR",
  "TF_INPUT",
  "TF_IN_AUTOMATION",
  "TF_LOG",
  "TF_LOG_PATH",
  "TF_REATTACH_PROVIDERS",
  "TF_ENCRYPTION",
  "TF_STATE_PERSIST_INTERVAL",
  "TF_TOKENS",
  "TERRAFORM_CONFIG",
  "TERRAFORM_BINARY_NAME",
  "CDKTF_OUTDIR",
  "CDKTF_CONTEXT_JSON",
  "CDKTF_HOME",
  "SYNTH_HCL_OUTPUT",
  "MOTO_ACCOUNT_ID",
  "SENTRY_DSN",
  "FORCE_COLOR",
])("%s does not", (name) => {
  expect(Object.values(userAwsEnvironment({ [name]: "from the shell" }, tools))).not.toContain("from the shell");
});

test("what is unset stays unset, and what is empty stays empty", () => {
  const environment = userAwsEnvironment({ AWS_PROFILE: undefined, PATH: undefined, AWS_SESSION_TOKEN: "" }, tools);
  expect(environment).not.toHaveProperty("AWS_PROFILE");
  expect(environment).not.toHaveProperty("PATH");
  expect(environment).toHaveProperty("AWS_SESSION_TOKEN", "");
});

test("terraform asks nothing, calls nobody and draws no colours, whatever the shell says", () => {
  const shell = { TF_INPUT: "1", TF_IN_AUTOMATION: "", CHECKPOINT_DISABLE: "", NO_COLOR: "" };
  expect(userAwsEnvironment(shell, tools)).toMatchObject({
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    NO_COLOR: "1",
  });
});

test("the user's proxy is used, but not for this machine", () => {
  const shell = { HTTPS_PROXY: "http://proxy:1", NO_PROXY: "internal.example.com" };
  expect(userAwsEnvironment(shell, tools)).toMatchObject({
    HTTPS_PROXY: "http://proxy:1",
    NO_PROXY: "internal.example.com,127.0.0.1,localhost,::1",
    no_proxy: "internal.example.com,127.0.0.1,localhost,::1",
  });
});

describe("the CLI configuration of terraform", () => {
  const configurationWith = (shell: Record<string, string>): string | undefined =>
    userAwsEnvironment(shell, tools)["TF_CLI_CONFIG_FILE"];

  test("is the file that the user names, where it exists", () => {
    const named = join(home("named.tfrc"), "named.tfrc");
    expect(configurationWith({ TF_CLI_CONFIG_FILE: named, HOME: home() })).toBe(named);
    expect(configurationWith({ TF_CLI_CONFIG_FILE: named, HOME: home(".terraformrc") })).toBe(named);
  });

  test.each(["/does/not/exist.tfrc", ""])("is one of ours, where the user names %j", (named) => {
    expect(configurationWith({ TF_CLI_CONFIG_FILE: named, HOME: home() })).toBe(ours);
  });

  test("is ~/.terraformrc, which terraform finds itself, where there is one", () => {
    expect(configurationWith({ HOME: home(".terraformrc") })).toBeUndefined();
    expect(
      configurationWith({ HOME: home(".terraformrc"), TF_CLI_CONFIG_FILE: "/does/not/exist.tfrc" }),
    ).toBeUndefined();
  });

  test("is one of ours, where there is nothing, and takes the provider from a mirror if there is one", () => {
    expect(configurationWith({ HOME: home() })).toBe(ours);
    expect(configurationWith({})).toBe(ours);
    expect(readFileSync(ours, "utf8")).not.toContain("provider_installation");
    userAwsEnvironment({ HOME: home() }, { folder, providerMirror: "/mirrors/one" });
    expect(readFileSync(ours, "utf8")).toContain('path    = "/mirrors/one"');
  });
});

test.each([
  ["AWS_ENDPOINT_URL", "http://localhost:5000", "http://127.0.0.1:5000"],
  ["AWS_ENDPOINT_URL_S3", "https://LOCALHOST:5000/", "https://127.0.0.1:5000/"],
  ["AWS_ENDPOINT_URL", "http://localhost.example.com", "http://localhost.example.com"],
  ["AWS_ENDPOINT_URL", "http://127.0.0.1:5000", "http://127.0.0.1:5000"],
  ["AWS_PROFILE", "http://localhost", "http://localhost"],
])("%s=%s is %s for terraform, which would look for bucket.localhost", (name, given, expected) => {
  expect(userAwsEnvironment({ [name]: given }, tools)).toHaveProperty(name, expected);
});

describe("the plugin cache", () => {
  test("is the user's, where it exists: terraform refuses another", () => {
    const cache = join(folder, "plugin-cache");
    expect(userAwsEnvironment({ TF_PLUGIN_CACHE_DIR: cache }, tools)).not.toHaveProperty("TF_PLUGIN_CACHE_DIR");
    mkdirSync(cache);
    expect(userAwsEnvironment({ TF_PLUGIN_CACHE_DIR: cache }, tools)).toHaveProperty("TF_PLUGIN_CACHE_DIR", cache);
    // Without it, terraform makes no use of a cache for a folder that has no lock file.
    expect(userAwsEnvironment({ TF_PLUGIN_CACHE_DIR: cache }, tools)).toHaveProperty(
      "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE",
      "1",
    );
  });

  test.each([{}, { TF_PLUGIN_CACHE_DIR: "" }])("is none with %j", (shell) => {
    expect(userAwsEnvironment(shell, tools)).not.toHaveProperty("TF_PLUGIN_CACHE_DIR");
  });
});
