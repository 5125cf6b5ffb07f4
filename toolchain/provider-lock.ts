import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { AWS_PROVIDER_ADDRESS, AWS_PROVIDER_VERSION } from "./provider-mirror";
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
  /** Why it is not for more platforms, if it should be. */
  readonly limitedBy?: string;
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

/** Where a provider comes from. */
interface Source {
  readonly name: string;
  readonly mirror?: string;
}

/** The provider's block in a lock file. Source: Terraform documentation, Dependency Lock File. */
const LOCKED = new RegExp(
  `^provider "${AWS_PROVIDER_ADDRESS}" \\{\\n +version += "([^"]*)"[^}]*?\\n +hashes += \\[([^\\]]*)\\]`,
  "m",
);

const REGISTRY: Source = { name: "the registry" };

/**
 * Locks the AWS provider of a folder: its checksums for every platform that can be had.
 *
 * The folder mirror comes first, as everywhere in this project. Where neither it nor the registry's list can be had, terraform
 * may still find the provider for this platform as its CLI configuration says (a network mirror, a proxy).
 *
 * @throws ToolError where the provider cannot be had, or not for a platform that was asked for
 * @throws AbortError when called off
 */
export async function lockProvider(question: LockQuestion): Promise<ProviderLock> {
  const { mirror, platforms } = question;
  const held = mirror === undefined ? [] : mirrorPlatforms(mirror, question);
  const isHeld = mirror !== undefined && (platforms ?? held).every((platform) => held.includes(platform));
  const source = isHeld ? { name: "the mirror", mirror } : REGISTRY;
  if (platforms !== undefined) return lockAll(question, source, platforms);
  try {
    return await lockAll(question, source, isHeld ? held : await registryPlatforms(question));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return isHeld ? lockOneByOne(question, source, held) : lockAsConfigured(question, error);
  }
}

async function lockAll(
  question: LockQuestion,
  { name, mirror }: Source,
  platforms: readonly string[],
): Promise<ProviderLock> {
  question.onProgress?.(`for ${platforms.join(", ")}, from ${name}`);
  await lockProviders(question.run, { platforms, ...(mirror === undefined ? {} : { mirror }) });
  return { text: lockFileOf(question), platforms, from: name };
}

/** What one platform has in a mirror may be broken: the others are locked all the same. */
async function lockOneByOne(
  question: LockQuestion,
  source: Source,
  platforms: readonly string[],
): Promise<ProviderLock> {
  const locked: string[] = [];
  const failures: ToolError[] = [];
  for (const platform of platforms) {
    try {
      await lockAll(question, source, [platform]);
      locked.push(platform);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      failures.push(error);
    }
  }
  const [failure] = failures;
  if (failure !== undefined && locked.length === 0) throw failure;
  return {
    text: lockFileOf(question),
    platforms: locked,
    from: source.name,
    ...(failure === undefined ? {} : { limitedBy: failure.message }),
  };
}

async function lockAsConfigured(question: LockQuestion, reason: ToolError): Promise<ProviderLock> {
  question.onProgress?.("for this platform alone, as terraform is configured");
  await init(question.run);
  return {
    text: lockFileOf(question),
    platforms: [terraformPlatform()],
    from: "where terraform is configured to find it",
    limitedBy: reason.message,
  };
}

/** What terraform wrote, if it is what Terraform reads: another program of its kind may lock the provider of another registry. */
function lockFileOf({ run, version: wanted = AWS_PROVIDER_VERSION }: LockQuestion): string {
  const file = join(run.cwd, ".terraform.lock.hcl");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const [, version, hashes] = LOCKED.exec(text) ?? [];
  if (version === wanted && hashes?.includes('"') === true) return text;
  throw new ToolError({
    where: run.terraform.file,
    what: `it locked something other than ${AWS_PROVIDER_ADDRESS} ${wanted}`,
    remedy: "Set TERRAFORM_BINARY_NAME to HashiCorp's terraform.",
  });
}
