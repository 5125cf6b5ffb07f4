import { ToolError } from "../../toolchain/tool-error";
import type { Name } from "../model";
import { type KindMadeWithVpc, MADE_WITH_VPC } from "./made-with-vpc";
import { type Kind, THINGS } from "./resource-types";
import type { NamedThing, Things } from "./things";

/** In a graph in which two of a kind have one name, nobody could say which is meant. @throws ToolError naming both */
export function refuseSharedNames(environment: string, things: Things): void {
  for (const kind of Object.keys(THINGS) as Kind[]) {
    const seen = new Map<Name, string>();
    for (const { name, origin } of [...things.ofCode(kind), ...ofAws(kind, things)]) {
      const other = seen.get(name);
      if (other !== undefined) {
        throw new ToolError({
          where: environment,
          what: `the ${kind} ${origin} has the same name as ${other}: ${name}`,
          remedy: "Give one of them a Name tag of its own, and synthesize again.",
        });
      }
      seen.set(name, origin);
    }
  }
}

/** Those that AWS makes with each VPC. */
function ofAws(kind: Kind, things: Things): NamedThing[] {
  if (!(kind in MADE_WITH_VPC)) return [];
  return things.ofCode("VPC").flatMap(({ name: vpc }) => {
    const name = things.untouched(vpc, kind as KindMadeWithVpc);
    return name === undefined ? [] : [{ name, origin: `that AWS makes with the VPC ${vpc}` }];
  });
}
