/** What is a thing of its own in the model, and the resource types that make one. */
export const THINGS = {
  VPC: ["aws_vpc"],
  subnet: ["aws_subnet"],
  "route table": ["aws_route_table", "aws_default_route_table"],
  "internet gateway": ["aws_internet_gateway"],
  "egress-only internet gateway": ["aws_egress_only_internet_gateway"],
  "NAT gateway": ["aws_nat_gateway"],
  "network ACL": ["aws_network_acl", "aws_default_network_acl"],
  "security group": ["aws_security_group", "aws_default_security_group"],
  "load balancer": ["aws_lb", "aws_alb"],
  listener: ["aws_lb_listener", "aws_alb_listener"],
  "target group": ["aws_lb_target_group", "aws_alb_target_group"],
  service: ["aws_ecs_service"],
} as const;

/** A kind of thing, in AWS's words. */
export type Kind = keyof typeof THINGS;

/** The resource types that say more of a thing, or what belongs to what. */
export const ADDITIONS = [
  "aws_vpc_ipv4_cidr_block_association",
  "aws_vpc_ipv6_cidr_block_association",
  "aws_internet_gateway_attachment",
  "aws_route",
  "aws_vpn_gateway_route_propagation",
  "aws_route_table_association",
  "aws_main_route_table_association",
  "aws_network_acl_rule",
  "aws_network_acl_association",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
  "aws_security_group_rule",
  "aws_lb_listener_rule",
  "aws_alb_listener_rule",
] as const;

/** A resource type that is read. */
export type ReadType = (typeof THINGS)[Kind][number] | (typeof ADDITIONS)[number];

/**
 * What our own stacks make besides. It decides nothing about who reaches whom; a test makes sure that every type of theirs
 * is either here or read.
 */
export const NOT_PART_OF_THE_NETWORK = [
  "aws_eip",
  "aws_s3_bucket",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
] as const;
