import { ToolError } from "./tool-error";

const SYSTEMS: Readonly<Record<string, string>> = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
  freebsd: "freebsd",
  openbsd: "openbsd",
  sunos: "solaris",
};

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64", arm: "arm", ia32: "386" };

/**
 * What Terraform calls this platform, `linux_amd64` for one, from what Node calls it.
 *
 * @throws ToolError where there is no terraform.
 */
export function terraformPlatform(platform: string = process.platform, architecture: string = process.arch): string {
  const system = SYSTEMS[platform];
  const cpu = ARCHITECTURES[architecture];
  if (system !== undefined && cpu !== undefined) return `${system}_${cpu}`;
  throw new ToolError({
    where: "terraform",
    what: `there is none for ${platform} on ${architecture}`,
    remedy: "Use Linux, macOS or Windows on x64 or arm64.",
  });
}
