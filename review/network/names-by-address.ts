import { KINDS } from "../../topology/drift";
import type { Name, Topology } from "../../topology/model";
import { Code } from "../../topology/synthesized/code";
import { THINGS } from "../../topology/synthesized/resource-types";
import { Things } from "../../topology/synthesized/things";
import type { ResourceValues } from "../plan/change";
import { codeOfStates } from "./code-of-states";

/** What things are called so far, and what they will be; of what keeps its name, nothing. */
export type Renames = Readonly<Record<keyof Topology, ReadonlyMap<Name, Name>>>;

/** What is called otherwise afterwards and has the same address in its stack: Terraform knows it by that, and not by a name. */
export function renamesOf(before: readonly ResourceValues[], after: readonly ResourceValues[]): Renames {
  const [was, will] = [before, after].map((resources) => new Things(new Code(codeOfStates(resources))));
  const of = (key: keyof Topology): ReadonlyMap<Name, Name> => {
    const names = will && namesByAddress(will, key);
    const pairs = was === undefined ? [] : [...namesByAddress(was, key)];
    return new Map(
      pairs.flatMap(([address, name]): [Name, Name][] => {
        const other = names?.get(address);
        return other === undefined || other === name ? [] : [[name, other]];
      }),
    );
  };
  return ofEveryKind(of);
}

/**
 * What two share a name in AWS are told apart by their ids, as `<name> (<id>)`, see distinctNames(): by which of these Terraform
 * knows its own, and what it calls that.
 */
export function namesByIdOf(resources: readonly ResourceValues[]): Renames {
  const things = new Things(new Code(codeOfStates(resources)));
  const ids = new Map(
    resources.map(({ stack, address, values }) => [`${stack} ${address}`, [values["id"], values["arn"]]]),
  );
  return ofEveryKind(
    (key) =>
      new Map(
        [...namesByAddress(things, key)].flatMap(([address, name]) =>
          (ids.get(address) ?? []).flatMap((id): [Name, Name][] =>
            typeof id === "string" ? [[`${name} (${id})`, name]] : [],
          ),
        ),
      ),
  );
}

function ofEveryKind(of: (key: keyof Topology) => ReadonlyMap<Name, Name>): Renames {
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

/** A line for each thing that is there and gets another name: `VPC Fargate-VPC is called x-Fargate-VPC`. */
export function renamesInWords(topology: Topology, renames: Renames): string[] {
  return pairsIn(topology, renames).map(({ kind, name, other }) => `${kind} ${name} is called ${other}`);
}

/** The same things, by kind and by the names that they get: `VPC x-Fargate-VPC`. */
export function renamedThings(topology: Topology, renames: Renames): Set<string> {
  return new Set(pairsIn(topology, renames).map(({ kind, other }) => `${kind} ${other}`));
}

interface Pair {
  readonly kind: string;
  readonly name: Name;
  readonly other: Name;
}

function pairsIn(topology: Topology, renames: Renames): Pair[] {
  return (Object.keys(KINDS) as (keyof Topology)[]).flatMap((key) =>
    topology[key].flatMap(({ name }): Pair[] => {
      const other = renames[key].get(name);
      return other === undefined ? [] : [{ kind: KINDS[key], name, other }];
    }),
  );
}

function namesByAddress(things: Things, key: keyof Topology): Map<string, Name> {
  const types = THINGS[KIND_OF[key]];
  return new Map(
    things.code.all(...types).map((attributes) => {
      const { stack, address } = attributes.resource;
      return [`${stack.name} ${address}`, things.nameOf(attributes)];
    }),
  );
}

const KIND_OF = {
  vpcs: "VPC",
  subnets: "subnet",
  routeTables: "route table",
  internetGateways: "internet gateway",
  natGateways: "NAT gateway",
  networkAcls: "network ACL",
  securityGroups: "security group",
  loadBalancers: "load balancer",
  targetGroups: "target group",
  services: "service",
} as const satisfies Record<keyof Topology, keyof typeof THINGS>;
