import type { NatGateways } from "../../environments/environment";
import type { Expected } from "../../topology/expected";
import type { Name, Topology } from "../../topology/model";

/**
 * What was asked of a network before a change, as far as it can be told from what Terraform last made: a zone that is yet to come
 * was not asked for, and clients were those whom the load balancer's security group lets in. Containers listened where their
 * target group sends: its port never changes while it stands (Elastic Load Balancing API Reference, ModifyTargetGroup).
 *
 * @param applied - what Terraform last made, with what is in both by its new name
 */
export function expectedBefore(expected: Expected, applied: Topology): Expected {
  const group = applied.targetGroups.find(({ name }) => name === expected.targetGroup);
  return {
    ...expected,
    publicSubnets: thoseThere(expected.publicSubnets, applied),
    privateSubnets: thoseThere(expected.privateSubnets, applied),
    containerPort: group?.port ?? expected.containerPort,
    allowedCidrs: clientsBefore(expected, applied),
    natGateways: natGatewaysBefore(expected, applied),
  };
}

/** Where none is there, all are missing. */
function thoseThere(names: readonly Name[], { subnets }: Topology): readonly Name[] {
  const there = names.filter((name) => subnets.some((subnet) => subnet.name === name));
  return there.length === 0 ? names : there;
}

/** Who may come by HTTP. In the order of now, if they are the same: what differs is what is asked. */
function clientsBefore({ allowedCidrs, albSecurityGroup }: Expected, { securityGroups }: Topology): readonly string[] {
  const rules = securityGroups.find(({ name }) => name === albSecurityGroup)?.rules ?? [];
  const cidrs = rules.flatMap(({ direction, protocol, ports, peer }) => {
    const isHttp = direction === "ingress" && protocol === "tcp" && ports.from <= 80 && 80 <= ports.to;
    return isHttp && peer.kind === "cidr" && !peer.cidr.includes(":") ? [peer.cidr] : [];
  });
  const isTheSame = new Set([...cidrs, ...allowedCidrs]).size === allowedCidrs.length;
  return cidrs.length === 0 || (isTheSame && new Set(cidrs).size === allowedCidrs.length) ? allowedCidrs : cidrs;
}

/** None were asked for where private subnets had neither one nor any way out. */
function natGatewaysBefore({ natGateways, privateSubnets }: Expected, applied: Topology): NatGateways {
  const subnets = applied.subnets.filter(({ name }) => privateSubnets.includes(name));
  if (subnets.length === 0) return natGateways;
  if (applied.natGateways.length === 0) {
    const routes = applied.routeTables
      .filter(({ name }) => subnets.some(({ routeTable }) => routeTable === name))
      .flatMap((table) => table.routes);
    return routes.length === 0 ? "none" : natGateways;
  }
  return applied.natGateways.length === 1 ? "single" : "one-per-zone";
}
