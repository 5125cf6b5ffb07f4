import type { Kind } from "./resource-types";
import type { Resource } from "./stack";

/** Of what AWS makes one with every VPC ("Default VPC components" and others, Amazon VPC User Guide). */
export type KindMadeWithVpc = Extract<Kind, "route table" | "network ACL" | "security group">;

interface MadeWithVpc {
  /** Our name for it is `<vpc>/<suffix>`. */
  readonly suffix: string;
  /** The attributes of aws_vpc that are its id. */
  readonly attributes: readonly string[];
  /** The resource type by which code takes it over, and that one's attribute that says of which VPC. */
  readonly adopter: "aws_default_route_table" | "aws_default_network_acl" | "aws_default_security_group";
  readonly through: string;
}

export const MADE_WITH_VPC: Readonly<Record<KindMadeWithVpc, MadeWithVpc>> = {
  "route table": {
    suffix: "main",
    attributes: ["default_route_table_id", "main_route_table_id"],
    adopter: "aws_default_route_table",
    through: "default_route_table_id",
  },
  "network ACL": {
    suffix: "default",
    attributes: ["default_network_acl_id"],
    adopter: "aws_default_network_acl",
    through: "default_network_acl_id",
  },
  "security group": {
    suffix: "default",
    attributes: ["default_security_group_id"],
    adopter: "aws_default_security_group",
    through: "vpc_id",
  },
};

export function isMadeWithVpc(kind: Kind): kind is KindMadeWithVpc {
  return kind in MADE_WITH_VPC;
}

/** Whether an attribute is the id of what AWS made with a VPC. */
export function isIdMadeWithVpc(kind: KindMadeWithVpc, { type }: Resource, attribute: string): boolean {
  return type === "aws_vpc" && MADE_WITH_VPC[kind].attributes.includes(attribute);
}

const KINDS = Object.keys(MADE_WITH_VPC) as KindMadeWithVpc[];

/** The kind that a resource type takes over. */
export function adoptedKind(type: string): KindMadeWithVpc | undefined {
  return KINDS.find((kind) => MADE_WITH_VPC[kind].adopter === type);
}
