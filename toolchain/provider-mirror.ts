import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

import type { ShellEnvironment } from "./aws-environment";
import { terraformPlatform } from "./terraform-platform";

/** The AWS provider that @cdktf/provider-aws 20.1 is generated from. */
export const AWS_PROVIDER_VERSION = "5.100.0";

/** The provider's address in a mirror, and in the CLI configuration. */
export const AWS_PROVIDER_ADDRESS = "registry.terraform.io/hashicorp/aws";

/** Which provider is looked for, and where. */
export interface MirrorSearch {
  /** @default AWS_PROVIDER_VERSION */
  readonly version?: string;
  /** In Terraform's notation. @default this machine's */
  readonly platform?: string;
  /** The folders to look in, the first that has it wins. @default mirrorFolders(...) */
  readonly folders?: readonly string[];
}

/** What decides where mirrors may lie. */
export interface MirrorPlaces {
  readonly env: ShellEnvironment;
  /** The folder that terraform is run in, for its `terraform.d/plugins`. */
  readonly cwd: string;
  /** @default process.platform */
  readonly system?: NodeJS.Platform;
  /** Folders whose subfolders may each be a mirror. @default ["/opt"] */
  readonly parents?: readonly string[];
}

/**
 * A folder from which terraform can install the AWS provider without its registry, or undefined.
 * Source: Terraform documentation, CLI Configuration File, Provider Installation (unpacked and packed layout).
 */
export function findProviderMirror(search: MirrorSearch & MirrorPlaces): string | undefined {
  const { version = AWS_PROVIDER_VERSION, platform = terraformPlatform(), folders = mirrorFolders(search) } = search;
  return folders.find((folder) => {
    const provider = join(folder, ...AWS_PROVIDER_ADDRESS.split("/"));
    const unpacked = namesIn(join(provider, version, platform)).some((name) =>
      name.startsWith("terraform-provider-aws"),
    );
    return unpacked || existsSync(join(provider, `terraform-provider-aws_${version}_${platform}.zip`));
  });
}

/**
 * Where mirrors may lie: the directories that Terraform itself looks in when nothing is configured, then each folder one
 * level below /opt.
 * Source: Terraform documentation, CLI Configuration File, Implied Local Mirror Directories.
 */
export function mirrorFolders({ env, cwd, system = process.platform, parents = ["/opt"] }: MirrorPlaces): string[] {
  const below = parents.flatMap((parent) => namesIn(parent).map((name) => join(parent, name)));
  return [join(cwd, "terraform.d", "plugins"), ...impliedByUser(env, system), ...below];
}

function impliedByUser(env: ShellEnvironment, system: NodeJS.Platform): string[] {
  const home = env["HOME"] ?? env["USERPROFILE"];
  const inHome = (...path: string[]): string[] => (home === undefined || home === "" ? [] : [join(home, ...path)]);
  if (system === "win32") {
    const data = env["APPDATA"];
    return data === undefined
      ? []
      : [join(data, "terraform.d", "plugins"), join(data, "HashiCorp", "Terraform", "plugins")];
  }
  if (system === "darwin") {
    const application = ["Library", "Application Support", "io.terraform", "plugins"];
    return [...inHome(".terraform.d", "plugins"), ...inHome(...application), join("/", ...application)];
  }
  const dataHome = env["XDG_DATA_HOME"];
  const dataFolders = env["XDG_DATA_DIRS"] ?? "";
  return [
    ...inHome(".terraform.d", "plugins"),
    ...(dataHome ? [join(dataHome, "terraform", "plugins")] : inHome(".local", "share", "terraform", "plugins")),
    ...(dataFolders === "" ? ["/usr/local/share", "/usr/share"] : dataFolders.split(delimiter))
      .filter((folder) => folder !== "")
      .map((folder) => join(folder, "terraform", "plugins")),
  ];
}

/** What a folder holds, in order; nothing if there is no such folder, or it may not be read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
