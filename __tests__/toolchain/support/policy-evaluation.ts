/** What somebody wants to do, as AWS asks its policies. */
export interface AccessRequest {
  /** An IAM action, such as `s3:GetObject`. */
  readonly action: string;
  /** An ARN, or `*` for an action that concerns no resource. */
  readonly resource: string;
  /** Condition keys and their values, such as `{ "aws:SecureTransport": "true" }`. @default none is known */
  readonly context?: Readonly<Record<string, string>>;
}

/** The JSON of a policy, as far as an evaluation looks into it: what we generate, and what AWS or Terraform hand out. */
export interface EvaluatedPolicy {
  readonly Statement: EvaluatedStatement | readonly EvaluatedStatement[];
}

/** One statement; what stands in it is checked when it is evaluated. */
export type EvaluatedStatement = Readonly<Partial<Record<StatementElement, unknown>>>;

const STATEMENT_ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
] as const;
type StatementElement = (typeof STATEMENT_ELEMENTS)[number];

/**
 * Whether these policies together allow a request: at least one statement allows it and none denies it ("Policy evaluation
 * logic", AWS IAM User Guide). For identity policies, and for the policies of resources in the same account.
 *
 * Knows what this project's policies are made of and no more.
 *
 * @throws Error for everything else, so that nothing is believed to hold that was not understood
 */
export function isAllowed(policies: readonly EvaluatedPolicy[], request: AccessRequest): boolean {
  return effects(policies, request).has("Allow") && !isDenied(policies, request);
}

/** Whether a statement denies the request explicitly, and so whatever else allows it. @throws Error as isAllowed() does */
export function isDenied(policies: readonly EvaluatedPolicy[], request: AccessRequest): boolean {
  return effects(policies, request).has("Deny");
}

/** The effects of all statements that apply. Every statement is looked at, so that none can be wrong unnoticed. */
function effects(policies: readonly EvaluatedPolicy[], request: AccessRequest): Set<"Allow" | "Deny"> {
  const statements = policies.flatMap(({ Statement }) => Statement);
  return new Set(statements.filter((statement) => applies(statement, request)).map(effectOf));
}

function applies(statement: EvaluatedStatement, { action, resource, context = {} }: AccessRequest): boolean {
  for (const element of Object.keys(statement)) {
    if (!(STATEMENT_ELEMENTS as readonly string[]).includes(element)) throw notUnderstood("element", element);
  }
  effectOf(statement);
  requireEverybody(statement.Principal);
  const aboutAction = isAbout(statement, "Action", (pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
  const aboutResource = isAbout(statement, "Resource", (pattern) => matches(pattern, resource));
  const conditionHolds = holds(statement.Condition, context);
  return aboutAction && aboutResource && conditionHolds;
}

function effectOf({ Effect }: EvaluatedStatement): "Allow" | "Deny" {
  if (Effect === "Allow" || Effect === "Deny") return Effect;
  throw notUnderstood("Effect", Effect);
}

/** Only the policy of a resource names one. Whether a request comes from a certain principal is not known here. */
function requireEverybody(principal: unknown): void {
  const named = isObject(principal) && Object.keys(principal).join() === "AWS" ? principal["AWS"] : principal;
  if (named !== undefined && named !== "*") throw notUnderstood("Principal", principal);
}

/** Whether one of the patterns fits, or with `Not` none of them. */
function isAbout(
  statement: EvaluatedStatement,
  element: "Action" | "Resource",
  fits: (pattern: string) => boolean,
): boolean {
  const { [element]: wanted, [`Not${element}` as const]: unwanted } = statement;
  if ((wanted === undefined) === (unwanted === undefined)) {
    throw notUnderstood(`${element} and Not${element}`, [wanted, unwanted]);
  }
  return wanted === undefined ? !strings(unwanted).some(fits) : strings(wanted).some(fits);
}

/** All operators must hold, with all their keys, each with one of its values. A key that the request lacks never does. */
function holds(condition: unknown, context: Readonly<Record<string, string>>): boolean {
  if (condition === undefined) return true;
  if (!isObject(condition)) throw notUnderstood("Condition", condition);
  const given = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  const results = Object.entries(condition).flatMap(([operator, keys]) => {
    if (operator === "Null") return areMissing(keys, given);
    const compare = comparison(operator);
    if (!isObject(keys)) throw notUnderstood(operator, keys);
    return Object.entries(keys).map(([key, values]) => {
      const value = given.get(key.toLowerCase());
      return strings(values).map((wanted) => value !== undefined && compare(wanted, value));
    });
  });
  return results.every((oneOf) => oneOf.includes(true));
}

/** `Null`: `true` where the request must lack the key, `false` where it must have it. */
function areMissing(keys: unknown, given: ReadonlyMap<string, string>): boolean[][] {
  if (!isObject(keys)) throw notUnderstood("Null", keys);
  return Object.entries(keys).map(([key, values]) =>
    strings(values).map((wanted) => {
      if (wanted !== "true" && wanted !== "false") throw notUnderstood("value", wanted);
      return given.has(key.toLowerCase()) !== (wanted === "true");
    }),
  );
}

/** "IAM JSON policy elements: Condition operators", AWS IAM User Guide. */
function comparison(operator: string): (wanted: string, given: string) => boolean {
  switch (operator) {
    case "Bool":
      return (wanted, given) => wanted.toLowerCase() === given.toLowerCase();
    case "StringEquals":
      return (wanted, given) => wanted === given;
    case "StringLike":
      return matches;
    default:
      throw notUnderstood("condition operator", operator);
  }
}

/** `*` is any number of characters, `/` included; `?` is exactly one ("IAM JSON policy elements: Resource", AWS IAM User Guide). */
function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "s").test(text);
}

/** IAM takes one value for a list of one, and a boolean for its name. */
function strings(values: unknown): readonly string[] {
  return (Array.isArray(values) ? (values as unknown[]) : [values]).map((value) => {
    if (typeof value !== "string" && typeof value !== "boolean") throw notUnderstood("value", value);
    if (String(value).includes("${")) throw notUnderstood("policy variable", value);
    return String(value);
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notUnderstood(what: string, value: unknown): Error {
  return new Error(`policy evaluation does not understand the ${what} ${JSON.stringify(value)}`);
}
