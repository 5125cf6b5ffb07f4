import { canonical } from "../../topology/canonical";
import { KINDS } from "../../topology/drift";
import type { Topology } from "../../topology/model";
import {
  addedAssociations,
  addedCidrs,
  addedEntries,
  addedListeners,
  addedRoutes,
  addedRules,
  type Added,
} from "./made-by-hand-parts";
import { inDetail } from "./thing-words";

/** What is compared to find what was made by hand. */
export interface Known {
  /** Everything in AWS, whoever made it. */
  readonly live: Topology;
  /** What Terraform made. */
  readonly states: Topology;
  /** What of it Terraform leaves standing: what was put on the rest ends with it. */
  readonly lasting: Topology;
  /** What Terraform will have made. */
  readonly code: Topology;
}

/** What was made by hand, and the network with it. */
export interface MadeByHand {
  /** What the code makes, with what is in AWS and in no state: Terraform leaves that as it is. */
  readonly after: Topology;
  /** A line for each thing, and for each part of something that Terraform made. */
  readonly lines: readonly string[];
  /** How many of those things have the name of one that the code makes: they look as if Terraform had made them. */
  readonly namesakes: number;
}

interface Thing {
  readonly name: string;
}

/** Of one kind, everything of `Known`. */
type Lists<T> = Readonly<Record<keyof Known, readonly T[]>>;

/**
 * Finds what is in AWS and in no state: whole things, and parts of things that Terraform made. Services are left as they are and
 * not mentioned, for they are nobody's here.
 */
export function madeByHand(known: Known): MadeByHand {
  const lists = <K extends keyof Topology>(key: K): Readonly<Record<keyof Known, Topology[K]>> => ({
    live: known.live[key],
    states: known.states[key],
    lasting: known.lasting[key],
    code: known.code[key],
  });
  const none = <T>(thing: T): Added<T> => ({ thing, parts: [] });
  const kinds = {
    vpcs: merged("vpcs", lists("vpcs"), addedCidrs),
    subnets: merged("subnets", lists("subnets"), addedAssociations),
    routeTables: merged("routeTables", lists("routeTables"), addedRoutes),
    internetGateways: merged("internetGateways", lists("internetGateways"), none),
    natGateways: merged("natGateways", lists("natGateways"), none),
    networkAcls: merged("networkAcls", lists("networkAcls"), addedEntries),
    securityGroups: merged("securityGroups", lists("securityGroups"), addedRules),
    loadBalancers: merged("loadBalancers", lists("loadBalancers"), addedListeners),
    targetGroups: merged("targetGroups", lists("targetGroups"), none),
  };
  const { things: services } = merged("services", lists("services"), none);
  return {
    after: canonical({
      vpcs: kinds.vpcs.things,
      subnets: kinds.subnets.things,
      routeTables: kinds.routeTables.things,
      internetGateways: kinds.internetGateways.things,
      natGateways: kinds.natGateways.things,
      networkAcls: kinds.networkAcls.things,
      securityGroups: kinds.securityGroups.things,
      loadBalancers: kinds.loadBalancers.things,
      targetGroups: kinds.targetGroups.things,
      services,
    }),
    lines: Object.values(kinds).flatMap(({ lines }) => lines),
    namesakes: Object.values(kinds).reduce((sum, { namesakes }) => sum + namesakes, 0),
  };
}

function merged<K extends keyof Topology, T extends Topology[K][number]>(
  key: K,
  { live, states, lasting, code }: Lists<T>,
  add: (code: T, live: T, states: T) => Added<T>,
): { readonly things: T[]; readonly lines: string[]; readonly namesakes: number } {
  const made = code.map((thing): Added<T> => {
    const [there, own] = [named(live, thing.name), named(states, thing.name)];
    const isTheSame = named(lasting, thing.name) !== undefined;
    return there === undefined || own === undefined || !isTheSame ? { thing, parts: [] } : add(thing, there, own);
  });
  const others = live.filter(({ name }) => named(states, name) === undefined);
  const isMadeToo = ({ name }: Thing): boolean => named(code, name) !== undefined;
  return {
    things: [...made.map(({ thing }) => thing), ...others.filter((thing) => !isMadeToo(thing))],
    lines: [
      ...others.map((thing) => {
        const line = `${KINDS[key]} ${thing.name}${inDetail(key, thing)}`;
        // In a graph in which two have one name, nobody could say which is meant.
        return isMadeToo(thing) ? `${line}; it is not looked at afterwards, for the code makes one of that name` : line;
      }),
      ...made.flatMap(({ thing, parts }) => parts.map((part) => `${KINDS[key]} ${thing.name}: ${part}`)),
    ],
    namesakes: others.filter(isMadeToo).length,
  };
}

function named<T extends Thing>(things: readonly T[], name: string): T | undefined {
  return things.find((thing) => thing.name === name);
}
