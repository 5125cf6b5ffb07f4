import type { Listener, LoadBalancer, NetworkAcl, RouteTable, SecurityGroup, Subnet, Vpc } from "../../topology/model";
import {
  formatEntry,
  formatListener,
  formatListenerRule,
  formatRoute,
  formatRule,
} from "../../topology/reachability/words";

/** Something that the code makes, with what was put on it by hand. */
export interface Added<T> {
  readonly thing: T;
  /** That in words. */
  readonly parts: readonly string[];
}

/** Blocks that somebody gave a VPC. */
export function addedCidrs(code: Vpc, live: Vpc, states: Vpc): Added<Vpc> {
  const cidrs = additions(code.cidrs, live.cidrs, states.cidrs, (cidr) => cidr);
  return { thing: { ...code, cidrs: [...code.cidrs, ...cidrs] }, parts: cidrs.map((cidr) => `block ${cidr}`) };
}

/**
 * The route table and the network ACL that somebody gave a subnet. Where Terraform had given it one, it has seen that; where it
 * had given it none, it sees nothing.
 */
export function addedAssociations(code: Subnet, live: Subnet, states: Subnet): Added<Subnet> {
  const isOther = (key: "routeTable" | "networkAcl"): boolean => code[key] === states[key] && live[key] !== states[key];
  return {
    thing: {
      ...code,
      routeTable: (isOther("routeTable") ? live : code).routeTable,
      networkAcl: (isOther("networkAcl") ? live : code).networkAcl,
    },
    parts: [
      ...(isOther("routeTable") ? [`route table ${live.routeTable} instead of ${states.routeTable}`] : []),
      ...(isOther("networkAcl") ? [`network ACL ${live.networkAcl} instead of ${states.networkAcl}`] : []),
    ],
  };
}

/** Routes: a table has one for each destination. */
export function addedRoutes(code: RouteTable, live: RouteTable, states: RouteTable): Added<RouteTable> {
  const routes = additions(code.routes, live.routes, states.routes, ({ destination }) => destination);
  return {
    thing: { ...code, routes: [...code.routes, ...routes] },
    parts: routes.map((route) => `route ${formatRoute(route)}`),
  };
}

/** Entries: an ACL has one for each number and direction. */
export function addedEntries(code: NetworkAcl, live: NetworkAcl, states: NetworkAcl): Added<NetworkAcl> {
  const entries = additions(
    code.entries,
    live.entries,
    states.entries,
    ({ direction, ruleNumber }) => `${direction} ${ruleNumber}`,
  );
  return { thing: { ...code, entries: [...code.entries, ...entries] }, parts: entries.map(formatEntry) };
}

/** Rules of a security group: all that is in one tells it from others. */
export function addedRules(code: SecurityGroup, live: SecurityGroup, states: SecurityGroup): Added<SecurityGroup> {
  const rules = additions(code.rules, live.rules, states.rules, (rule) => `${rule.peer.kind}: ${formatRule(rule)}`);
  return {
    thing: { ...code, rules: [...code.rules, ...rules] },
    parts: rules.map((rule) => `rule ${formatRule(rule)}`),
  };
}

/** Listeners, of which a port has one, and rules of listeners that Terraform made, of which a priority has one. */
export function addedListeners(code: LoadBalancer, live: LoadBalancer, states: LoadBalancer): Added<LoadBalancer> {
  const listeners = additions(code.listeners, live.listeners, states.listeners, ({ port }) => String(port));
  const own = code.listeners.map((listener) => {
    const [there, known] = [live, states].map((balancer) =>
      balancer.listeners.find(({ port }) => port === listener.port),
    );
    return there === undefined || known === undefined
      ? { thing: listener, parts: [] }
      : addedListenerRules(listener, there, known);
  });
  return {
    thing: { ...code, listeners: [...own.map(({ thing }) => thing), ...listeners] },
    parts: [
      ...listeners.map((listener) => `listener ${formatListener(listener)}`),
      ...own.flatMap(({ parts }) => parts),
    ],
  };
}

function addedListenerRules(code: Listener, live: Listener, states: Listener): Added<Listener> {
  const rules = additions(code.rules, live.rules, states.rules, ({ priority }) => String(priority));
  return {
    thing: { ...code, rules: [...code.rules, ...rules] },
    parts: rules.map((rule) => `${formatListenerRule(rule)}, of the listener on port ${code.port}`),
  };
}

/** What is in AWS, and neither in the states nor in the code. */
function additions<T>(
  code: readonly T[],
  live: readonly T[],
  states: readonly T[],
  keyOf: (part: T) => string,
): readonly T[] {
  const keys = new Set([...code, ...states].map(keyOf));
  return live.filter((part) => !keys.has(keyOf(part)));
}
