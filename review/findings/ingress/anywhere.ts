import { AddressSet, type Family, prefixLength } from "../../../topology/reachability/address-set";
import { internetAddresses } from "../../../topology/reachability/internet-addresses";

export const FAMILIES: readonly Family[] = ["ipv4", "ipv6"];

/**
 * No single network on the internet holds more than this: an IPv4 block of /8 (IANA IPv4 Address Space Registry), and an
 * IPv6 block of /16 (the largest that registries gave to one holder). What is larger is anywhere, in however many pieces
 * it is written: 0.0.0.0/1 and 128.0.0.0/1 are 0.0.0.0/0.
 */
const ONE_NETWORK: Readonly<Record<Family, bigint>> = { ipv4: 1n << (32n - 8n), ipv6: 1n << (128n - 16n) };

const BITS: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };

/** The part of these blocks that is on the internet. Text that is no block is left out. */
export function onInternet(family: Family, cidrs: readonly string[]): AddressSet {
  const sets = cidrs.flatMap((cidr) => AddressSet.of(family, [cidr]) ?? []);
  return sets.reduce((all, set) => all.union(set), AddressSet.none(family)).intersection(internetAddresses(family));
}

/** Whether these are more addresses than one network on the internet has. */
export function isAnywhere(set: AddressSet): boolean {
  const size = set.toCidrs().reduce((sum, cidr) => sum + (1n << BigInt(BITS[set.family] - prefixLength(cidr))), 0n);
  return size > ONE_NETWORK[set.family];
}

/** Whether what was let in from one set of addresses is let in from anywhere, now that it is from the other. */
export function isNewlyAnywhere(before: AddressSet, after: AddressSet): boolean {
  if (!isAnywhere(after)) return false;
  const added = after.without(before);
  // A few more addresses do not open what was as good as open.
  return isAnywhere(added) || !isAnywhere(before);
}
