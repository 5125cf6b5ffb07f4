import { existsSync } from "node:fs";
import { join } from "node:path";

import { neutralEnvironment, type ShellEnvironment } from "./aws-environment";
import type { Environment } from "./started-program";
import { writeTerraformCliConfig } from "./terraform-cli-config";

/** What terraform needs to know beside what is in the user's shell. */
export interface UserTools {
  /** A folder of ours, for a CLI configuration. */
  readonly folder: string;
  /** The folder where terraform finds its provider without the registry, if there is one. */
  readonly providerMirror: string | undefined;
}

/**
 * The complete environment for terraform to work on the AWS that the user's shell names: credentials, profiles, endpoints and
 * proxies are the user's, and nothing else that could change what terraform does (see neutralEnvironment()).
 */
export function userAwsEnvironment(shell: ShellEnvironment, tools: UserTools): Environment {
  const kept = Object.entries(shell).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && /^(AWS_|TF_TOKEN_)/i.test(entry[0]),
  );
  return {
    ...neutralEnvironment(shell),
    ...Object.fromEntries(kept.map(([name, value]) => [name, withAddressFor(name, value)])),
    ...cliConfiguration(shell, tools),
    ...pluginCache(shell),
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
  };
}

/** With an address as host, terraform puts the bucket into the path; `bucket.localhost` is served by nobody. */
function withAddressFor(name: string, value: string): string {
  return /^AWS_ENDPOINT_URL/i.test(name) ? value.replace(/^(https?:\/\/)localhost(?=[:/]|$)/i, "$1127.0.0.1") : value;
}

/**
 * The user's own CLI configuration where there is one. TF_CLI_CONFIG_FILE may name a file that does not exist: terraform would
 * say so at each call.
 * Source: Terraform documentation, CLI Configuration File.
 */
function cliConfiguration(shell: ShellEnvironment, { folder, providerMirror }: UserTools): Record<string, string> {
  const named = shell["TF_CLI_CONFIG_FILE"];
  if (named && existsSync(named)) return { TF_CLI_CONFIG_FILE: named };
  const home = process.platform === "win32" ? shell["APPDATA"] : shell["HOME"];
  const implied = process.platform === "win32" ? "terraform.rc" : ".terraformrc";
  if (home && existsSync(join(home, implied))) return {};
  return { TF_CLI_CONFIG_FILE: writeTerraformCliConfig(folder, providerMirror) };
}

/**
 * Terraform refuses a cache that does not exist, and makes no use of one for a folder without a lock file unless it may fill
 * that with this platform's checksum alone. Ours are thrown away after the run.
 * Source: Terraform documentation, CLI Configuration File, Provider Plugin Cache.
 */
function pluginCache(shell: ShellEnvironment): Record<string, string> {
  const cache = shell["TF_PLUGIN_CACHE_DIR"];
  return cache && existsSync(cache)
    ? { TF_PLUGIN_CACHE_DIR: cache, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1" }
    : {};
}
