import { mkdirSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";

import type { Environment } from "./started-program";

/** A shell's environment, as in `process.env`. */
export type ShellEnvironment = Readonly<Record<string, string | undefined>>;

/** What the programs that work on a local AWS have to know. */
export interface LocalAwsAccess {
  /** Where the local AWS answers: a loopback URL, see loopback.ts. */
  readonly endpointUrl: string;
  readonly region: string;
  /** Of the environment that is deployed, 12 digits. LocalStack and MiniStack take the access key id as the account. */
  readonly accountId?: string | undefined;
  /** A folder of ours for the files that stand in for those of the user's home. */
  readonly homeFolder: string;
  /** See terraform-cli-config.ts. */
  readonly terraformCliConfig: string;
  /** terraform as it was found, for cdktf. */
  readonly terraformFile: string;
  /**
   * Whether terraform finds its provider on this machine. Without, what it downloads is kept for the stacks that follow.
   */
  readonly hasProviderMirror: boolean;
}

/**
 * Variables that could change what a run does, and where:
 * - AWS_*: credentials, profiles, endpoints and regions of a real account, all of them whatever their name;
 * - TF_*: variables, arguments, workspaces, folders, logging of a user's own terraform runs;
 * - CDKTF_*: the CLI takes each as one of its options (CDKTF_AUTO_APPROVE, CDKTF_OUTPUT, CDKTF_VAR ...);
 * - MOTO_*: how the local AWS behaves, its account for one;
 * - TERRAFORM_CONFIG and SYNTH_HCL_OUTPUT: older names of the same kind; SENTRY_*: where crash reports would go;
 * - FORCE_COLOR: would put colours into output that we read.
 * TERRAFORM_BINARY_NAME is set anew, to the terraform that was checked.
 */
const CHANGES_A_RUN =
  /^(AWS_.*|TF_.*|CDKTF_.*|MOTO_.*|SENTRY_.*|TERRAFORM_CONFIG|TERRAFORM_BINARY_NAME|SYNTH_HCL_OUTPUT|FORCE_COLOR)$/i;

/** The user's environment without anything that could change what a run does, and without colours. */
export function neutralEnvironment(shell: ShellEnvironment): Environment {
  const kept = Object.entries(shell).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !CHANGES_A_RUN.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), NO_COLOR: "1", ...withoutProxy(shell) };
}

/**
 * Hides from the AWS SDK in this very process whatever a user's shell and home say of AWS: FIPS and dual-stack endpoints, retry
 * modes, profiles. What the SDK needs is given to each client; the rest could only lead elsewhere.
 *
 * @param env this process's own environment, which is changed
 * @returns a copy of it as it was, for what the user did mean: PATH, AWS_EMULATOR_URL, TERRAFORM_BINARY_NAME
 */
export function hideAwsOfShell(env: NodeJS.ProcessEnv): ShellEnvironment {
  const shell = { ...env };
  for (const name of Object.keys(env)) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- an environment has no other way
    if (/^AWS_/i.test(name)) delete env[name];
  }
  env["AWS_CONFIG_FILE"] = devNull;
  env["AWS_SHARED_CREDENTIALS_FILE"] = devNull;
  return shell;
}

/** The credentials that a local AWS takes: it checks none, but tells accounts apart by the key's id. */
export function localCredentials(accountId?: string): { accessKeyId: string; secretAccessKey: string } {
  return { accessKeyId: accountId ?? "test", secretAccessKey: "test" };
}

/**
 * The complete environment for terraform and cdktf to work on a local AWS, whatever the user's shell holds. Writes the
 * empty files that stand in for those in ~/.aws, so that no profile there can redirect anything.
 */
export function localAwsEnvironment(shell: ShellEnvironment, access: LocalAwsAccess): Environment {
  const { homeFolder } = access;
  for (const file of Object.values(emptyAwsFiles(homeFolder))) writeFileSync(file, "");
  return {
    ...neutralEnvironment(shell),
    ...awsVariables(access),
    TF_CLI_CONFIG_FILE: access.terraformCliConfig,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    // Neither terraform nor cdktf calls home.
    CHECKPOINT_DISABLE: "1",
    DISABLE_VERSION_CHECK: "1",
    TERRAFORM_BINARY_NAME: access.terraformFile,
    // What cdktf would keep in the user's home.
    CDKTF_HOME: homeFolder,
    // Else cdktf creates ~/.terraform.d/plugin-cache.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    ...(access.hasProviderMirror ? {} : pluginCache(shell, homeFolder)),
    // cdktf then prints each line once and draws no moving picture.
    CI: "1",
  };
}

/**
 * What a person types to try `aws` and `terraform` by hand against the local AWS, one shell command a line. What their
 * shell holds of a real account, or of terraform runs of their own, is unset first.
 */
export function localAwsExports(shell: ShellEnvironment, access: LocalAwsAccess): string[] {
  const variables = {
    ...awsVariables(access),
    TF_CLI_CONFIG_FILE: access.terraformCliConfig,
    CHECKPOINT_DISABLE: "1",
    ...withoutProxy(shell),
  };
  const others = Object.keys(shell).filter(
    (name) => /^(AWS|TF)_/.test(name) && name !== "AWS_EMULATOR_URL" && !(name in variables),
  );
  return [
    ...(others.length > 0 ? [`unset ${others.sort().join(" ")}`] : []),
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${quoteForShell(value)}`),
  ];
}

function awsVariables({ endpointUrl, region, accountId, homeFolder }: LocalAwsAccess): Record<string, string> {
  const { accessKeyId, secretAccessKey } = localCredentials(accountId);
  return {
    AWS_ENDPOINT_URL: endpointUrl,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    ...emptyAwsFiles(homeFolder),
  };
}

/** They stand in for those in ~/.aws. */
function emptyAwsFiles(homeFolder: string): Record<string, string> {
  return {
    AWS_CONFIG_FILE: join(homeFolder, "aws-config"),
    AWS_SHARED_CREDENTIALS_FILE: join(homeFolder, "aws-credentials"),
  };
}

/** A proxy must never see what is meant for this machine. Programs differ in which of the two spellings they read. */
function withoutProxy(shell: ShellEnvironment): Record<string, string> {
  const given = `${shell["NO_PROXY"] ?? ""},${shell["no_proxy"] ?? ""}`.split(",").map((host) => host.trim());
  const hosts = [...new Set([...given, "127.0.0.1", "localhost", "::1"])].filter((host) => host !== "").join(",");
  return { NO_PROXY: hosts, no_proxy: hosts };
}

/**
 * One download serves all stacks of a run. The user's own cache is used if there is one; ours is in the workspace, since
 * terraform does not promise that two runs may share one. The lock files of a run are thrown away with it, so nothing is
 * lost by letting the cache fill them with this platform's checksum alone.
 * Source: Terraform documentation, CLI Configuration File, Provider Plugin Cache.
 */
function pluginCache(shell: ShellEnvironment, homeFolder: string): Record<string, string> {
  const own = join(homeFolder, "plugin-cache");
  mkdirSync(own, { recursive: true }); // Terraform refuses a cache that does not exist.
  return {
    TF_PLUGIN_CACHE_DIR: shell["TF_PLUGIN_CACHE_DIR"] ?? own,
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
  };
}

function quoteForShell(value: string): string {
  return /^[\w./:@%+,=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
