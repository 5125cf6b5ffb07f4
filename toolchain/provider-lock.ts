import { readFileSync } from "node:fs";
import { join } from "node:path";

import { AbortError } from "./program";
import { mirrorPlatforms, registryPlatforms, type RegistryQuestion } from "./provider-platforms";
import { init, lockProviders, type TerraformRun } from "./terraform-commands";
import { terraformPlatform } from "./terraform-platform";
import { ToolError } from "./tool-error";

/** `.terraform.lock.hcl`, and for what. */
export interface ProviderLock {
  readonly text: string;
  /** The platforms whose checksum of the unpacked provider is in it, in Terraform's notation. */
  readonly platforms: readonly string[];
  /** Where the provider came from, for people. */
  readonly from: string;
}

/** How a provider is locked. */
export interface LockQuestion extends RegistryQuestion {
  /** terraform in a folder that holds nothing but what requires the provider. A lock file will be in it. */
  readonly run: TerraformRun;
  /** The folder mirror that holds the provider, if there is one. */
  readonly mirror: string | undefined;
  /** In Terraform's notation. @default every one that the mirror, or else the registry, offers */
  readonly platforms?: readonly string[] | undefined;
  /** Told what is done, in a few words. */
  readonly onProgress?: (what: string) => void;
}

/**
 * Locks the AWS provider of a folder: its checksums for every platform that can be had.
 *
 * The folder mirror comes first, as everywhere in this project. Where neither it nor the registry's list can be had, terraform
 * may still find the provider for this platform as its CLI configuration says (a network mirror, a proxy).
 *
 * @throws ToolError where the provider cannot be had, or not for a platform that was asked for
 */
export async function lockProvider(question: LockQuestion): Promise<ProviderLock> {
  const { run, mirror, platforms, onProgress = () => undefined } = question;
  const locked = async (from: string, chosen: readonly string[], fromMirror?: string): Promise<ProviderLock> => {
    onProgress(`for ${chosen.join(", ")}, from ${from}`);
    await lockProviders(run, { platforms: chosen, ...(fromMirror === undefined ? {} : { mirror: fromMirror }) });
    return { text: lockFileOf(run), platforms: chosen, from };
  };
  const held = mirror === undefined ? [] : mirrorPlatforms(mirror, question);
  if (mirror !== undefined && (platforms ?? held).every((platform) => held.includes(platform))) {
    return locked("the mirror", platforms ?? held, mirror);
  }
  if (platforms !== undefined) return locked("the registry", platforms);
  try {
    return await locked("the registry", await registryPlatforms(question));
  } catch (error) {
    if (error instanceof AbortError || !(error instanceof ToolError)) throw error;
    onProgress("for this platform alone, as terraform is configured");
    await init(run);
    return {
      text: lockFileOf(run),
      platforms: [terraformPlatform()],
      from: "where terraform is configured to find it",
    };
  }
}

function lockFileOf({ cwd }: TerraformRun): string {
  return readFileSync(join(cwd, ".terraform.lock.hcl"), "utf8");
}
