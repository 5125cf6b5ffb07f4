import { canonicalJson, isObject, type Json, type JsonObject } from "../../plan/json";
import { isUnknown, itemsOf } from "../reading";

/** One statement of a policy, in one way of writing: lists in order, and a single thing as a list of one. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** In small letters: their case does not matter. */
  readonly actions: readonly string[];
  /** All actions but those. */
  readonly isNotAction: boolean;
  readonly resources: readonly string[];
  readonly isNotResource: boolean;
  /** Such as `AWS arn:aws:iam::123456789012:root` or `*`; none in a policy of a role or a user. */
  readonly principals: readonly string[];
  readonly isNotPrincipal: boolean;
  readonly conditions: readonly Condition[];
}

/** One test of a condition block. */
export interface Condition {
  /** Such as `StringEquals`. */
  readonly operator: string;
  /** Such as `aws:sourceip`, in small letters: their case does not matter. */
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * The statements of a policy; none of none; undefined where they cannot be told: the policy is known only after apply, or is
 * no JSON. Names and order of statements mean nothing, nor does the order of their lists.
 * Source: IAM User Guide, IAM JSON policy elements reference.
 */
export function statementsOf(policy: Json | undefined): readonly Statement[] | undefined {
  if (policy === undefined || policy === null || policy === "") return [];
  if (typeof policy !== "string" || isUnknown(policy)) return undefined;
  const document = parse(policy);
  if (!isObject(document)) return undefined;
  const statements = itemsOf(document["Statement"]);
  return statements.every(isObject) ? statements.map(statementOf) : undefined;
}

/** The same for equal statements. */
export function keyOf(statement: Statement): string {
  return canonicalJson(statement as unknown as Json);
}

/** Those of the one list that are not in the other. */
export function without(statements: readonly Statement[], others: readonly Statement[]): Statement[] {
  const keys = new Set(others.map(keyOf));
  return statements.filter((statement) => !keys.has(keyOf(statement)));
}

function statementOf(raw: JsonObject): Statement {
  return {
    effect: raw["Effect"] === "Deny" ? "Deny" : "Allow",
    actions: texts(raw["Action"] ?? raw["NotAction"]).map((each) => each.toLowerCase()),
    isNotAction: raw["NotAction"] !== undefined,
    resources: texts(raw["Resource"] ?? raw["NotResource"]),
    isNotResource: raw["NotResource"] !== undefined,
    principals: principalsIn(raw["Principal"] ?? raw["NotPrincipal"]),
    isNotPrincipal: raw["NotPrincipal"] !== undefined,
    conditions: conditionsIn(raw["Condition"]),
  };
}

function principalsIn(raw: Json | undefined): string[] {
  if (!isObject(raw)) return texts(raw);
  // "Principal": "*" and "Principal": { "AWS": "*" } are equivalent (IAM User Guide, Principal, All principals).
  const named = Object.entries(raw).flatMap(([kind, names]) =>
    texts(names).map((name) => (kind === "AWS" && name === "*" ? "*" : `${kind} ${accountRoot(kind, name)}`)),
  );
  return [...new Set(named)].sort();
}

/** An account is written as its number, too. */
function accountRoot(kind: string, name: string): string {
  return kind === "AWS" && /^\d{12}$/.test(name) ? `arn:aws:iam::${name}:root` : name;
}

function conditionsIn(raw: Json | undefined): Condition[] {
  if (!isObject(raw)) return [];
  return Object.entries(raw)
    .flatMap(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => ({
        operator,
        key: key.toLowerCase(),
        values: texts(values),
      })),
    )
    .sort((a, b) => (`${a.operator} ${a.key}` < `${b.operator} ${b.key}` ? -1 : 1));
}

/** Without what is there twice, in order. */
function texts(value: Json | undefined): string[] {
  return [...new Set(itemsOf(value).map((each) => (typeof each === "string" ? each : canonicalJson(each))))].sort();
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
