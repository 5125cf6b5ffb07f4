/** The order in which a person writes attributes: what it is, where it belongs, how it is set, and last what it is called. */
const ORDER: readonly string[] = [
  "for_each",
  ...["source", "version", "backend", "bucket", "key", "region", "encrypt", "kms_key_id", "use_lockfile"],
  ...["Project", "Environment", "Stack", "ManagedBy"],
  ...["load_balancer_arn", "type", "target_group_arn", "name", "security_group_id", "description", "vpc_id"],
  ...["id", "sid", "effect", "actions", "principals", "test", "variable", "values"],
  ...["load_balancer_type", "internal", "target_type", "ip_address_type"],
  ...["availability_zone", "subnet_id", "cidr_block", "enable_dns_support", "enable_dns_hostnames"],
  ...["route_table_id", "destination_cidr_block", "gateway_id", "nat_gateway_id", "allocation_id"],
  ...["referenced_security_group_id", "cidr_ipv4", "ip_protocol", "from_port", "to_port"],
  ...["enabled", "port", "protocol", "protocol_version", "path", "matcher", "interval", "timeout"],
  ...["healthy_threshold", "unhealthy_threshold", "deregistration_delay"],
  ...["security_groups", "subnets", "idle_timeout", "enable_deletion_protection"],
  ...["value"],
];

const LAST: readonly string[] = ["tags", "lifecycle", "depends_on"];

/** Sorts names of attributes. Those that nobody has placed stand behind the others, by the alphabet. */
export function byHand(one: string, other: string): number {
  return rank(one) - rank(other) || (one < other ? -1 : one > other ? 1 : 0);
}

function rank(name: string): number {
  if (LAST.includes(name)) return ORDER.length + 1 + LAST.indexOf(name);
  const found = ORDER.indexOf(name);
  return found === -1 ? ORDER.length : found;
}
