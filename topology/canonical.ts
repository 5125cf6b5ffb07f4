import type { Listener, ListenerAction, Topology } from "./model";

/** Nothing at all. */
export const NOTHING: Topology = {
  vpcs: [],
  subnets: [],
  routeTables: [],
  internetGateways: [],
  natGateways: [],
  networkAcls: [],
  securityGroups: [],
  loadBalancers: [],
  targetGroups: [],
  services: [],
};

/**
 * The same topology with everything in one order, and what is said twice only once: two readers that found the same give the
 * same, whatever the order in which they found it. Where an order means something (entries of an ACL, rules of a listener) it
 * follows from the numbers.
 */
export function canonical(topology: Topology): Topology {
  return {
    vpcs: byName(topology.vpcs).map((vpc) => ({ ...vpc, cidrs: sorted(vpc.cidrs) })),
    subnets: byName(topology.subnets).map((subnet) => ({ ...subnet, cidrs: sorted(subnet.cidrs) })),
    routeTables: byName(topology.routeTables).map((table) => ({ ...table, routes: sorted(table.routes) })),
    internetGateways: byName(topology.internetGateways),
    natGateways: byName(topology.natGateways),
    networkAcls: byName(topology.networkAcls).map((acl) => ({
      ...acl,
      entries: sorted(acl.entries).sort((a, b) => a.ruleNumber - b.ruleNumber),
    })),
    securityGroups: byName(topology.securityGroups).map((group) => ({ ...group, rules: sorted(group.rules) })),
    loadBalancers: byName(topology.loadBalancers).map((balancer) => ({
      ...balancer,
      subnets: sorted(balancer.subnets),
      securityGroups: sorted(balancer.securityGroups),
      listeners: sorted(balancer.listeners.map(canonicalListener)).sort((a, b) => a.port - b.port),
    })),
    targetGroups: byName(topology.targetGroups),
    services: byName(topology.services).map((service) => ({
      ...service,
      subnets: sorted(service.subnets),
      securityGroups: sorted(service.securityGroups),
      targets: sorted(service.targets),
    })),
  };
}

function canonicalListener(listener: Listener): Listener {
  const rules = listener.rules.map((rule) => ({ ...rule, action: canonicalAction(rule.action) }));
  return {
    ...listener,
    defaultAction: canonicalAction(listener.defaultAction),
    rules: sorted(rules).sort((a, b) => a.priority - b.priority),
  };
}

function canonicalAction(action: ListenerAction): ListenerAction {
  return action.kind === "forward" ? { ...action, targetGroups: sorted(action.targetGroups) } : action;
}

function byName<T extends { readonly name: string }>(things: readonly T[]): T[] {
  return [...things].sort((a, b) => compare(a.name, b.name));
}

/** In the order of how they are written, each once. */
function sorted<T>(things: readonly T[]): T[] {
  const written = new Map(things.map((thing) => [inWriting(thing), thing]));
  return [...written].sort(([a], [b]) => compare(a, b)).map(([, thing]) => thing);
}

/** JSON with the keys of objects in alphabetical order. */
function inWriting(thing: unknown): string {
  return JSON.stringify(thing, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compare(a, b)))
      : value,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
