import { canonical } from "../../topology/canonical";
import type {
  Listener,
  ListenerAction,
  LoadBalancer,
  Name,
  Route,
  SecurityGroupRule,
  Service,
  Topology,
} from "../../topology/model";
import { type KindMadeWithVpc, MADE_WITH_VPC } from "../../topology/synthesized/made-with-vpc";
import type { Renames } from "./names-by-address";

/** What something will be called. */
type NewName = (name: Name) => Name;
type NewNames = Readonly<Record<keyof Topology, NewName>>;

/**
 * A topology in which things have the names that they get, and so has whatever refers to them. Something else that has such a
 * name already is called `<name> (another)`: in a graph in which two have one name, nobody could say which is meant.
 */
export function renamedTopology(topology: Topology, renames: Renames): Topology {
  const names = newNames(topology, renames);
  return canonical({
    vpcs: topology.vpcs.map((vpc) => ({ ...vpc, name: names.vpcs(vpc.name) })),
    subnets: topology.subnets.map((subnet) => ({
      ...subnet,
      name: names.subnets(subnet.name),
      vpc: names.vpcs(subnet.vpc),
      routeTable: names.routeTables(subnet.routeTable),
      networkAcl: names.networkAcls(subnet.networkAcl),
    })),
    routeTables: topology.routeTables.map((table) => ({
      name: names.routeTables(table.name),
      vpc: names.vpcs(table.vpc),
      routes: table.routes.map((route) => renamedRoute(route, names)),
    })),
    internetGateways: topology.internetGateways.map(({ name, vpc }) => ({
      name: names.internetGateways(name),
      vpc: vpc && names.vpcs(vpc),
    })),
    natGateways: topology.natGateways.map((gateway) => ({
      ...gateway,
      name: names.natGateways(gateway.name),
      subnet: names.subnets(gateway.subnet),
    })),
    networkAcls: topology.networkAcls.map((acl) => ({
      ...acl,
      name: names.networkAcls(acl.name),
      vpc: names.vpcs(acl.vpc),
    })),
    securityGroups: topology.securityGroups.map((group) => ({
      name: names.securityGroups(group.name),
      vpc: names.vpcs(group.vpc),
      rules: group.rules.map((rule) => renamedRule(rule, names)),
    })),
    loadBalancers: topology.loadBalancers.map((balancer) => renamedBalancer(balancer, names)),
    targetGroups: topology.targetGroups.map((group) => ({
      ...group,
      name: names.targetGroups(group.name),
      vpc: names.vpcs(group.vpc),
    })),
    services: topology.services.map((service) => renamedService(service, names)),
  });
}

function newNames(topology: Topology, renames: Renames): NewNames {
  // A service refers to others, and no other to it.
  const of = (key: keyof Topology): NewName =>
    newNamesOf(topology[key], new Map([...ofAws(key, renames), ...renames[key]]));
  return {
    vpcs: of("vpcs"),
    subnets: of("subnets"),
    routeTables: of("routeTables"),
    internetGateways: of("internetGateways"),
    natGateways: of("natGateways"),
    networkAcls: of("networkAcls"),
    securityGroups: of("securityGroups"),
    loadBalancers: of("loadBalancers"),
    targetGroups: of("targetGroups"),
    services: of("services"),
  };
}

function newNamesOf(things: readonly { readonly name: Name }[], names: ReadonlyMap<Name, Name>): NewName {
  const taken = new Set(things.flatMap(({ name }) => names.get(name) ?? []));
  return (name) => names.get(name) ?? (taken.has(name) ? `${name} (another)` : name);
}

/** What AWS makes with a VPC is called after it. */
function ofAws(key: keyof Topology, { vpcs }: Renames): [Name, Name][] {
  const kind = MADE_OF[key];
  if (kind === undefined) return [];
  const { suffix } = MADE_WITH_VPC[kind];
  return [...vpcs].map(([name, other]) => [`${name}/${suffix}`, `${other}/${suffix}`]);
}

const MADE_OF: Readonly<Partial<Record<keyof Topology, KindMadeWithVpc>>> = {
  routeTables: "route table",
  networkAcls: "network ACL",
  securityGroups: "security group",
};

function renamedRoute(route: Route, { internetGateways, natGateways }: NewNames): Route {
  switch (route.target.kind) {
    case "internet gateway":
      return { ...route, target: { ...route.target, name: internetGateways(route.target.name) } };
    case "nat gateway":
      return { ...route, target: { ...route.target, name: natGateways(route.target.name) } };
    case "egress-only internet gateway":
    case "blackhole":
    case "other":
      return route;
  }
}

function renamedRule(rule: SecurityGroupRule, { securityGroups }: NewNames): SecurityGroupRule {
  const { peer } = rule;
  return peer.kind === "security group" ? { ...rule, peer: { ...peer, name: securityGroups(peer.name) } } : rule;
}

function renamedBalancer(balancer: LoadBalancer, names: NewNames): LoadBalancer {
  const action = (each: ListenerAction): ListenerAction =>
    each.kind === "forward" ? { ...each, targetGroups: each.targetGroups.map(names.targetGroups) } : each;
  return {
    ...balancer,
    name: names.loadBalancers(balancer.name),
    subnets: balancer.subnets.map(names.subnets),
    securityGroups: balancer.securityGroups.map(names.securityGroups),
    listeners: balancer.listeners.map((listener): Listener => ({
      ...listener,
      defaultAction: action(listener.defaultAction),
      rules: listener.rules.map((rule) => ({ ...rule, action: action(rule.action) })),
    })),
  };
}

function renamedService(service: Service, names: NewNames): Service {
  return {
    ...service,
    name: names.services(service.name),
    subnets: service.subnets.map(names.subnets),
    securityGroups: service.securityGroups.map(names.securityGroups),
    targets: service.targets.map((target) => ({ ...target, targetGroup: names.targetGroups(target.targetGroup) })),
  };
}
