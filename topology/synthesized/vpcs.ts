import type { Vpc } from "../model";
import { Additions } from "./additions";
import type { Attributes } from "./attributes";
import type { Things } from "./things";

export function readVpcs(things: Things): Vpc[] {
  const { code } = things;
  const associated = new Additions<string>();
  for (const attributes of code.all("aws_vpc_ipv4_cidr_block_association")) {
    const cidr = attributes.text("cidr_block") ?? attributes.expression("cidr_block");
    associated.add(things.owner(attributes, "vpc_id", "VPC"), [cidr], (expression) => [expression]);
  }
  for (const attributes of code.all("aws_vpc_ipv6_cidr_block_association")) {
    const cidr = attributes.text("ipv6_cidr_block") ?? attributes.expression("ipv6_cidr_block");
    associated.add(things.owner(attributes, "vpc_id", "VPC"), [cidr], (expression) => [expression]);
  }
  return code.all("aws_vpc").map((attributes) => {
    const name = things.nameOf(attributes);
    const own = attributes.text("cidr_block") ?? attributes.expression("cidr_block");
    return { name, cidrs: [own, ...ownIpv6(attributes), ...associated.to(name)] };
  });
}

/** Whether a VPC has an IPv6 block, as far as can be told: what AWS chooses is an expression here. */
export function mayHaveIpv6({ cidrs }: Vpc): boolean {
  return cidrs.some((cidr) => !/^[\d./]+$/.test(cidr));
}

/** A block that is given, or that AWS gives from its own or from a pool. */
function ownIpv6(attributes: Attributes): string[] {
  const given = attributes.text("ipv6_cidr_block");
  if (given !== undefined) return [given];
  const isAsked = (attributes.flag("assign_generated_ipv6_cidr_block") ?? false) !== false;
  return isAsked || attributes.has("ipv6_ipam_pool_id") ? [attributes.expression("ipv6_cidr_block")] : [];
}
