import { isObject, type Json } from "../../plan/json";
import { type Reading, textOf } from "../reading";
import type { Context } from "../rule";
import { inWords } from "../value-words";

/** What AWS does not delete while something stands in it or uses it, and by which attributes others say that they do. */
const USED_BY: Readonly<Record<string, RegExp>> = {
  aws_vpc: /^vpc_id$/,
  aws_subnet: /^subnet(s|_ids?|_mapping)$|^network_configuration$/,
  aws_security_group: /^(vpc_)?security_groups?(_ids?)?$|^referenced_security_group_id$|^network_configuration$/,
};

/**
 * What stands on a resource that goes, in a stack that is applied after it: there it still stands when this one is to go.
 * "The VPC has dependencies and cannot be deleted", and the like for subnets and security groups: DependencyViolation
 * ("Error codes for the Amazon EC2 API", Amazon EC2 API Reference).
 */
export function stillUsed({ change, before }: Reading, { plan, plans }: Context): string[] {
  const attribute = USED_BY[change.type];
  const id = textOf(before?.["id"]);
  if (attribute === undefined || id === undefined) return [];
  const later = plans.slice(plans.indexOf(plan) + 1);
  return later.flatMap(({ stack, resourcesBefore }) => {
    const users = resourcesBefore.filter(({ values }) =>
      Object.entries(values).some(([name, value]) => attribute.test(name) && holds(value, id)),
    );
    if (users.length === 0) return [];
    const [verb, pronoun] = users.length === 1 ? ["uses", "it"] : ["use", "them"];
    return [
      `${inWords(users.map(({ address }) => address))} in ${stack} still ${verb} it, and that stack is applied later: AWS does not delete it (DependencyViolation), and the apply stops there. First take ${pronoun} off it in ${stack}, in a change of its own.`,
    ];
  });
}

function holds(value: Json, id: string): boolean {
  if (value === id) return true;
  if (Array.isArray(value)) return (value as readonly Json[]).some((each) => holds(each, id));
  return isObject(value) && Object.values(value).some((each) => holds(each, id));
}
