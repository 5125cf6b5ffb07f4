import type { LoadBalancer, Name, Subnet } from "../model";
import { type Attributes, isUnknown } from "./attributes";
import { groupsOrDefault } from "./default-security-group";
import { readListeners } from "./listeners";
import type { Things } from "./things";

const TYPES: readonly LoadBalancer["type"][] = ["application", "network", "gateway"];

export function readLoadBalancers(things: Things, subnets: readonly Subnet[]): LoadBalancer[] {
  const listeners = readListeners(things);
  return things.code.all("aws_lb", "aws_alb").map((attributes) => {
    const name = things.nameOf(attributes);
    const writtenType = attributes.text("load_balancer_type") ?? "application";
    const type = TYPES.find((each) => each === writtenType);
    const internal = attributes.flag("internal") ?? false;
    const stands = subnetsOf(attributes, things);
    const groups =
      (type ?? "application") === "application" || attributes.has("security_groups")
        ? groupsOrDefault(attributes, things, stands, subnets)
        : [];
    // What it is decides who reaches it: where that is not known, neither is where it stands.
    const doubts = [
      ...(type === undefined ? [writtenType] : []),
      ...(isUnknown(internal) ? [internal.expression] : []),
    ];
    return {
      name,
      type: type ?? "application",
      // A Gateway Load Balancer is reached by way of endpoints, and never from the internet.
      scheme: internal === true || type === "gateway" ? "internal" : "internet-facing",
      subnets: doubts.length > 0 ? doubts : stands,
      securityGroups: groups,
      listeners: listeners(name),
    };
  });
}

function subnetsOf(attributes: Attributes, things: Things): Name[] {
  const listed = things.references(attributes, "subnets", "subnet").map(({ name }) => name);
  const mapped = attributes
    .blocks("subnet_mapping")
    .map((block) => (block.isCertain ? things.nameAt(block, "subnet_id", "subnet") : block.expression()));
  const all = [...listed, ...mapped];
  return all.length > 0 ? all : [attributes.expression("subnets")];
}
