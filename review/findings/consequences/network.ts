import type { Consequence, Consequences } from "./consequence";

const route: Consequence = {
  severity: "critical",
  destroyed: ["What its subnets send to that destination has no way any more, and neither have the answers."],
  replaced: ["Between the two, what its subnets send to that destination has no way."],
  replacedSeverity: "high",
};

const routeTable: Consequence = {
  severity: "critical",
  destroyed: ["Its subnets fall back to the main route table of the VPC, which may lead nowhere."],
  replaced: ["Until its subnets are associated with the new one, they follow the main route table of the VPC."],
  replacedSeverity: "high",
};

const networkAcl: Consequence = {
  severity: "high",
  destroyed: ["Its subnets fall back to the default network ACL, which usually lets everything pass."],
};

/** The VPC and the ways in it. */
export const NETWORK: Consequences = {
  aws_vpc: {
    severity: "critical",
    destroyed: ["Nothing is left of the network. AWS deletes it only once nothing stands in it."],
    replaced: [
      "Everything that stands in it is made anew as well: subnets, gateways, security groups, load balancers, containers.",
      "AWS deletes it only once nothing stands in it: what other stacks or hands made there stops the apply (DependencyViolation).",
    ],
  },
  aws_subnet: {
    severity: "critical",
    destroyed: ["What runs in it stops. AWS deletes it only once no network interface is left in it."],
    replaced: [
      "What stands in it has to move: load balancers, containers, NAT gateways.",
      "AWS deletes it only once no network interface is left in it: what other stacks have there stops the apply (DependencyViolation).",
    ],
  },
  aws_internet_gateway: {
    severity: "critical",
    destroyed: ["Nothing in the VPC reaches the internet, or is reached from there."],
    replaced: ["Between the two, nothing in the VPC reaches the internet, or is reached from there."],
  },
  aws_internet_gateway_attachment: {
    severity: "critical",
    destroyed: ["Nothing in the VPC reaches the internet, or is reached from there."],
  },
  aws_egress_only_internet_gateway: { severity: "high", destroyed: ["Nothing goes out by IPv6 through it any more."] },
  aws_nat_gateway: {
    severity: "critical",
    destroyed: ["Private subnets do not reach the internet any more: no image is pulled, no other API is called."],
    replaced: [
      "The address from which containers call others may be another: allow-lists of others that hold the old one refuse them.",
      "Between the two, private subnets do not reach the internet, and connections break off.",
    ],
  },
  aws_eip: {
    severity: "critical",
    destroyed: ["Its address goes back to AWS, and somebody else may get it. It does not come back."],
    replaced: [
      "The address is another: allow-lists of others and records that hold the old one are wrong, and somebody else may get it.",
    ],
  },
  aws_eip_association: { severity: "high", destroyed: ["What had the address is not reached under it any more."] },
  aws_route: route,
  aws_route_table: routeTable,
  aws_default_route_table: routeTable,
  aws_main_route_table_association: routeTable,
  aws_route_table_association: {
    ...routeTable,
    destroyed: ["Its subnet falls back to the main route table of the VPC, which may lead nowhere."],
    replaced: ["Between the two, its subnet follows the main route table of the VPC."],
  },
  aws_vpc_endpoint: {
    severity: "high",
    destroyed: ["The service is reached by way of the internet, or not at all."],
  },
  aws_vpc_peering_connection: {
    severity: "critical",
    destroyed: ["The two networks do not reach each other any more."],
  },
  aws_vpn_gateway: { severity: "critical", destroyed: ["What comes by VPN does not reach the VPC any more."] },
  aws_network_acl: networkAcl,
  aws_network_acl_association: networkAcl,
  aws_network_acl_rule: {
    severity: "high",
    destroyed: ["What it let pass is stopped, or what it stopped passes."],
    replacedSeverity: "medium",
  },
  aws_flow_log: { severity: "medium", destroyed: ["The traffic is not recorded any more."], replacedSeverity: "low" },
};
