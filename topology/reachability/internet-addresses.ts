import { AddressSet, type Family } from "./address-set";

/**
 * Blocks that no router of the internet carries. Source: IANA IPv4 and IPv6 Special-Purpose Address Registries. Those for
 * documentation are left in: they stand for clients wherever an example needs some.
 */
const NOT_ON_THE_INTERNET = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
];

/** All of IPv6 that is given out ("Global Unicast Address Assignments", IANA). */
const IPV6_INTERNET = "2000::/3";

const INTERNET: Readonly<Record<Family, AddressSet>> = {
  ipv4: AddressSet.all("ipv4").without(blocks("ipv4", NOT_ON_THE_INTERNET)),
  ipv6: blocks("ipv6", [IPV6_INTERNET]),
};

/** Every address that a client on the internet can have. */
export function internetAddresses(family: Family): AddressSet {
  return INTERNET[family];
}

function blocks(family: Family, cidrs: readonly string[]): AddressSet {
  const set = AddressSet.of(family, cidrs);
  if (set === undefined) throw new Error(`one of ${cidrs.join(", ")} is no block`);
  return set;
}
