import { canonical } from "../../topology/canonical";
import type { NetworkAclEntry, Route, SecurityGroupRule, Topology } from "../../topology/model";
import { ALL_PORTS } from "../../topology/protocol";
import { frontDoor } from "./front-door-topology";

/** The lists of a topology that hold things with names. */
type Kind = {
  [K in keyof Topology]: Topology[K] extends readonly { readonly name: string }[] ? K : never;
}[keyof Topology];

/** One change of a topology. */
export type Change = (topology: Topology) => Topology;

/** The tutorial's front door after some changes. */
export function changed(...changes: readonly Change[]): Topology {
  return canonical(changes.reduce((topology, change) => change(topology), frontDoor));
}

/** Other values for one thing; it must be there. */
export function set<K extends Kind>(kind: K, name: string, values: Partial<Topology[K][number]>): Change {
  return (topology) => {
    if (!topology[kind].some((thing) => thing.name === name)) throw new Error(`there is no ${name} to change`);
    return {
      ...topology,
      [kind]: topology[kind].map((thing) => (thing.name === name ? { ...thing, ...values } : thing)),
    };
  };
}

/** One thing more. */
export function add<K extends Kind>(kind: K, thing: Topology[K][number]): Change {
  return (topology) => ({ ...topology, [kind]: [...topology[kind], thing] });
}

/** One thing less; it must be there. */
export function remove(kind: Kind, name: string): Change {
  return (topology) => {
    const rest = topology[kind].filter((thing) => thing.name !== name);
    if (rest.length === topology[kind].length) throw new Error(`there is no ${name} to remove`);
    return { ...topology, [kind]: rest };
  };
}

/** The routes of a table, instead of those that it has. */
export function routes(table: string, ...others: readonly Route[]): Change {
  return set("routeTables", table, { routes: others });
}

/** One rule of a security group more. */
export function addRule(group: string, added: SecurityGroupRule): Change {
  return (topology) => {
    const { rules } = topology.securityGroups.find(({ name }) => name === group) ?? { rules: [] };
    return set("securityGroups", group, { rules: [...rules, added] })(topology);
  };
}

/** The rules of one direction of a security group, instead of those that it has. */
export function rules(group: string, direction: "ingress" | "egress", ...others: readonly SecurityGroupRule[]): Change {
  return (topology) => {
    const { rules: before } = topology.securityGroups.find(({ name }) => name === group) ?? { rules: [] };
    const kept = before.filter((each) => each.direction !== direction);
    return set("securityGroups", group, { rules: [...kept, ...others] })(topology);
  };
}

/** Entries of the default network ACL, beside the two that allow everything at number 100. */
export function aclEntries(
  ...entries: readonly (Pick<NetworkAclEntry, "direction" | "ruleNumber" | "action"> & Partial<NetworkAclEntry>)[]
): Change {
  return (topology) => {
    const [acl] = topology.networkAcls;
    if (acl === undefined) throw new Error("there is no network ACL");
    const added = entries.map((entry) => ({
      protocol: "tcp" as const,
      cidr: "0.0.0.0/0",
      ports: ALL_PORTS,
      ...entry,
    }));
    return set("networkAcls", acl.name, { entries: [...acl.entries, ...added] })(topology);
  };
}
