import { join } from "node:path";

import { AbortError } from "./program";
import { AWS_PROVIDER_ADDRESS, AWS_PROVIDER_VERSION, namesIn } from "./provider-mirror";
import { reasonOf } from "./reason";
import { ToolError } from "./tool-error";

/** Whose platforms are asked for. */
export interface ProviderQuestion {
  /** @default AWS_PROVIDER_VERSION */
  readonly version?: string;
}

/** The registry that is asked. */
export interface RegistryQuestion extends ProviderQuestion {
  /** Its address, such as `https://registry.terraform.io`. @default the one of the provider's own address */
  readonly registry?: string;
  readonly signal?: AbortSignal;
  /** How long each of two answers may take, in milliseconds. @default 10,000 */
  readonly patienceMs?: number;
}

const [REGISTRY_HOST = "", ...PROVIDER_PATH] = AWS_PROVIDER_ADDRESS.split("/");

/**
 * The platforms for which a folder mirror holds the AWS provider, in Terraform's notation and in order.
 * Source: Terraform documentation, CLI Configuration File, Provider Installation (unpacked and packed layout).
 */
export function mirrorPlatforms(mirror: string, { version = AWS_PROVIDER_VERSION }: ProviderQuestion = {}): string[] {
  const provider = join(mirror, ...AWS_PROVIDER_ADDRESS.split("/"));
  const unpacked = namesIn(join(provider, version)).filter((platform) =>
    namesIn(join(provider, version, platform)).some((name) => name.startsWith("terraform-provider-aws")),
  );
  const [before, after] = [`terraform-provider-aws_${version}_`, ".zip"];
  const packed = namesIn(provider)
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .map((name) => name.slice(before.length, -after.length));
  return [...new Set([...unpacked, ...packed])].filter(isPlatform).sort();
}

/**
 * The platforms for which a registry offers the AWS provider, in Terraform's notation and in order.
 * Source: Terraform documentation, Provider Registry Protocol, List Available Versions.
 *
 * @throws ToolError when the registry does not answer, or does not know the version
 * @throws AbortError when called off
 */
export async function registryPlatforms({
  version = AWS_PROVIDER_VERSION,
  registry = `https://${REGISTRY_HOST}`,
  signal,
  patienceMs = 10_000,
}: RegistryQuestion = {}): Promise<string[]> {
  const ask = async (url: URL): Promise<unknown> => {
    const signals = [AbortSignal.timeout(patienceMs), ...(signal === undefined ? [] : [signal])];
    const answer = await fetch(url, { signal: AbortSignal.any(signals) });
    if (!answer.ok) throw new Error(`${url.pathname} answers ${String(answer.status)}`);
    return answer.json();
  };
  try {
    const services = (await ask(new URL("/.well-known/terraform.json", registry))) as {
      "providers.v1"?: string;
    } | null;
    const path = services?.["providers.v1"];
    if (typeof path !== "string") throw new Error("it is no registry of providers");
    const list = new URL(`${PROVIDER_PATH.join("/")}/versions`, new URL(path, registry));
    const { versions = [] } = ((await ask(list)) ?? {}) as VersionList;
    const { platforms = [] } = versions.find((each) => each.version === version) ?? {};
    const offered = platforms.flatMap(({ os, arch }) => (os && arch ? `${os}_${arch}` : [])).filter(isPlatform);
    if (offered.length === 0) throw new Error(`it has no version ${version}`);
    return offered.sort();
  } catch (error) {
    if (signal?.aborted === true) throw new AbortError(`${registry} was not waited for: called off`);
    throw new ToolError({
      where: registry,
      what: `the platforms of the AWS provider cannot be asked for: ${reasonOf((error as Error).cause ?? error)}`,
      remedy: "Name them yourself with --platform, or see whether the registry can be reached.",
    });
  }
}

interface VersionList {
  readonly versions?: readonly {
    readonly version: string;
    readonly platforms?: readonly { readonly os?: string; readonly arch?: string }[];
  }[];
}

/** A system and an architecture, such as `linux_amd64`. Source: Terraform documentation, Command: providers lock. */
export function isPlatform(name: string): boolean {
  return /^[a-z0-9]+_[a-z0-9]+$/.test(name);
}
