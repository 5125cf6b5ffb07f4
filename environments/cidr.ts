import { Address4 } from "ip-address";

import type { Mistake, Rule } from "./mistake";
import { quote } from "./quote";

const LINK_LOCAL = "169.254.0.0/16";

/** The block of a VPC or a subnet: /16 to /28 ("VPC CIDR blocks" and "Subnet CIDR blocks", Amazon VPC User Guide). */
export const subnetBlockRule: Rule<string> = (block) => blockMistake(block, 16, 28);

/**
 * The block of a VPC: as a subnet's, and not from 169.254.0.0/16, whose blocks "are reserved [...] and cannot be assigned
 * to VPCs" ("VPC CIDR blocks", IPv4 CIDR block association restrictions, Amazon VPC User Guide).
 */
export const vpcBlockRule: Rule<string> = (block) => {
  const mistake = subnetBlockRule(block);
  if (mistake) return mistake;
  return isInside(rangeOf(LINK_LOCAL), rangeOf(block))
    ? {
        what: `AWS gives no VPC a link-local block (${LINK_LOCAL}), got ${quote(block)}`,
        remedy: 'Choose a private block, such as "10.0.0.0/16".',
      }
    : undefined;
};

/** A block of clients: any IPv4 block, from everywhere (/0) to one address (/32). */
export const clientBlockRule: Rule<string> = (block) => blockMistake(block, 0, 32);

/** The addresses of a block, as numbers, both ends included. */
export interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** The addresses of a block that has kept its rule. */
export function rangeOf(block: string): AddressRange {
  const address = new Address4(block);
  return { first: address.startAddress().bigInt(), last: address.endAddress().bigInt() };
}

/** Whether all addresses of `inner` are in `outer`. */
export function isInside(outer: AddressRange, inner: AddressRange): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether two ranges share an address. */
export function overlap(one: AddressRange, other: AddressRange): boolean {
  return one.first <= other.last && other.first <= one.last;
}

function blockMistake(block: string, from: number, to: number): Mistake | undefined {
  if (block.includes(":")) {
    return { what: `only IPv4 blocks are supported, got ${quote(block)}`, remedy: "Give an IPv4 block." };
  }
  const parsed = parse(block);
  if (parsed === undefined) {
    return {
      what: `an IPv4 block is an address, a slash and a prefix length from 0 to 32, got ${quote(block)}`,
      remedy: 'Write it as in "10.0.0.0/16".',
    };
  }
  if (parsed.subnetMask < from || parsed.subnetMask > to) {
    return {
      what: `the prefix length is /${from} to /${to}, got ${quote(block)}`,
      remedy: parsed.subnetMask < from ? "Choose a smaller block." : "Choose a larger block.",
    };
  }
  const network = parsed.networkForm();
  return network === block
    ? undefined
    : { what: `the host bits are not zero in ${quote(block)}`, remedy: `Write ${quote(network)}.` };
}

function parse(block: string): Address4 | undefined {
  // The library reads a bare address as a /32, which here is more likely a slip.
  if (!/\/(0|[1-9]\d?)$/.test(block)) return undefined;
  try {
    return new Address4(block);
  } catch {
    return undefined;
  }
}
