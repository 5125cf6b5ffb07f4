import { ToolError } from "./tool-error";

/**
 * One way to write it, and no other: `URL` would also take 2130706433, 0x7f.1 or 127.1 for 127.0.0.1, and everything before
 * an @ for a user name. What is compared is what was written.
 */
const LOOPBACK = /^(https?):\/\/(localhost|127(?:\.(?:0|[1-9]\d{0,2})){3}|\[::1\]):([1-9]\d{0,4})\/?$/i;

/**
 * The address of a local AWS, normalised; a guard against ever working on a real one.
 *
 * Takes http and https URLs with a port, whose host is an address in 127.0.0.0/8, [::1] or `localhost`. `localhost` becomes
 * 127.0.0.1: it may be pointed elsewhere, and with an IP address as host S3 clients put the bucket into the path and not into
 * a host name that nobody serves.
 *
 * @param url as in AWS_EMULATOR_URL
 * @throws ToolError for everything else.
 */
export function requireLoopback(url: string): string {
  const [, scheme, host, port] = LOOPBACK.exec(url) ?? [];
  if (scheme === undefined || host === undefined || !isLoopbackHost(host) || Number(port) > 65_535)
    throw notLoopback(url);
  const address = host.toLowerCase() === "localhost" ? "127.0.0.1" : host;
  return `${scheme.toLowerCase()}://${address}:${String(Number(port))}`;
}

function isLoopbackHost(host: string): boolean {
  return !/^\d/.test(host) || host.split(".").every((octet) => Number(octet) <= 255);
}

function notLoopback(url: string): ToolError {
  return new ToolError({
    where: "AWS_EMULATOR_URL",
    what: `"${url}" is not the address of a local AWS: only this machine's own loopback addresses are, with a port`,
    remedy: "Set it to one like http://127.0.0.1:4566, or unset it to have one started.",
  });
}
