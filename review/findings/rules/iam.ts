import { isObject, type JsonObject } from "../../plan/json";
import { type Statement, statementsOf, without } from "../iam-policy/document";
import { permissionsInWords, severityOfNew } from "../iam-policy/permissions";
import { attachmentOf, handedOut } from "../iam-policy/handed-out";
import { blocksOf, type Reading, SENSITIVE } from "../reading";
import { changesTagsAlone } from "../resources";
import type { Attention, FindingRule } from "../rule";
import { worstOf } from "../worst-first";

/**
 * What somebody may do in AWS. Who may take a role is `trust`; permissions that end altogether with what is destroyed are
 * `destroy`, unless they were to keep somebody from something.
 */
export const iam: FindingRule = {
  kind: "iam",
  find: (reading) => {
    const { type, action } = reading.change;
    if (action === "forget" || action === "move" || changesTagsAlone(reading.change)) return undefined;
    if (!type.startsWith("aws_iam_")) return handedOut(reading);
    return worst([policies(reading), attachmentOf(reading), handedOut(reading)]);
  },
};

/** Of several reasons one finding, as bad as the worst. */
function worst(found: readonly (Attention | undefined)[]): Attention | undefined {
  const all = found.filter((each) => each !== undefined);
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first;
  return {
    severity: worstOf(all.map(({ severity }) => severity)),
    what: all.map(({ what }) => what).join("; "),
    meaning: all.flatMap(({ meaning }) => meaning),
  };
}

/** The policies that are written in a resource, by meaning: how they are written is no news. */
function policies(reading: Reading): Attention | undefined {
  const { before, after } = reading;
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((name) =>
    ["policy", "inline_policy"].includes(name),
  );
  return worst(names.map((name) => policyChange(reading, name)));
}

function policyChange(reading: Reading, name: string): Attention | undefined {
  const [was, is] = [policyOf(reading.before, name), policyOf(reading.after, name)];
  if (is === undefined) {
    // The policies that a role has in AWS; they are the role's only where the code says so.
    if (name === "inline_policy") return undefined;
    const severity = reading.before === undefined ? "medium" : "high";
    return {
      severity,
      what: "has a policy that is known only after apply",
      meaning: ["It cannot be told what it allows."],
    };
  }
  const [added, removed] = [without(is, was ?? []), without(was ?? [], is)];
  const denials = removed.filter(({ effect }) => effect === "Deny");
  if (reading.after === undefined && denials.length === 0) return undefined;
  if (added.length + removed.length === 0) return undefined;
  const words = (statement: Statement): string =>
    reading.isSensitive(name) ? SENSITIVE : permissionsInWords(statement);
  return {
    severity: denials.length > 0 ? worstOf(["high", severityOfNew(added)]) : severityOf(added, removed),
    what: "changes what may be done",
    meaning: [
      ...added.map((each) => `New: it ${words(each)}.`),
      ...removed.map((each) => `No longer: it ${words(each)}.`),
    ],
  };
}

function severityOf(added: readonly Statement[], removed: readonly Statement[]) {
  // The same under fewer conditions is more.
  const loosened = added.some((each) =>
    removed.some(
      (other) =>
        each.conditions.length < other.conditions.length &&
        without([{ ...each, conditions: [] }], [{ ...other, conditions: [] }]).length === 0,
    ),
  );
  return loosened ? worstOf(["high", severityOfNew(added)]) : severityOfNew(added);
}

function policyOf(values: JsonObject | undefined, name: string): readonly Statement[] | undefined {
  const value = values?.[name];
  if (!Array.isArray(value) && !isObject(value)) return statementsOf(value);
  const each = blocksOf(value).map(({ policy }) => statementsOf(policy));
  return each.every((statements) => statements !== undefined) ? each.flat() : undefined;
}
