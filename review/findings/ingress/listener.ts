import type { ResourceValues } from "../../plan/change";
import type { JsonObject } from "../../plan/json";
import { isTrue, itemsOf, type Reading, textOf } from "../reading";
import type { Attention, Context } from "../rule";
import { quoted } from "../value-words";

/**
 * A listener on another port of a load balancer that no security group stands before: a Network Load Balancer may have none.
 * Before an Application Load Balancer there always is one, and its rules are what opens a port.
 */
export function listenerOpened(reading: Reading, { plans }: Context): Attention | undefined {
  const { change, before, after } = reading;
  if (!/^aws_(lb|alb)_listener$/.test(change.type) || after === undefined) return undefined;
  const port = after["port"];
  if (typeof port !== "number" || [80, 443].includes(port) || before?.["port"] === port) return undefined;
  const arn = textOf(after["load_balancer_arn"]);
  const balancers = plans
    .flatMap(({ stack, resourcesAfter }) => (arn === undefined && stack !== change.stack ? [] : resourcesAfter))
    .filter(({ type }) => /^aws_(lb|alb)$/.test(type))
    .filter(({ values }) => (arn === undefined ? values["arn"] === undefined : values["arn"] === arn));
  if (!balancers.some(isOpen)) return undefined;
  return {
    severity: "critical",
    what: `listens to the internet on another port than 80 and 443: ${quoted(reading, ["port"], String(port))}`,
    meaning: ["Its load balancer is internet-facing, and no security group is seen before it."],
  };
}

function isOpen({ values }: Pick<ResourceValues, "values">): boolean {
  const { load_balancer_type: kind, internal, security_groups: groups }: JsonObject = values;
  return kind === "network" && !isTrue(internal) && itemsOf(groups).length === 0;
}
