import type { Name, Subnet } from "../model";
import type { Attributes } from "./attributes";
import type { Things } from "./things";

/** The security groups that are named, or else the default one of the VPC: AWS lets no network interface be without. */
export function groupsOrDefault(
  attributes: Attributes,
  things: Things,
  stands: readonly Name[],
  subnets: readonly Subnet[],
): Name[] {
  const named = things.references(attributes, "security_groups", "security group").map(({ name }) => name);
  if (named.length > 0) return named;
  const vpc = subnets.find(({ name }) => stands.includes(name))?.vpc;
  return [vpc === undefined ? attributes.expression("security_groups") : things.madeWith(vpc, "security group").name];
}
