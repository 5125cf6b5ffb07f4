import { type Statement, statementsOf, without } from "../iam-policy/document";
import { NAMED_PRINCIPALS, RESOURCE_POLICIES } from "../iam-policy/resource-policies";
import { type Trusted, trustedBy } from "../iam-policy/trusted";
import { isForAnybody } from "../iam-policy/narrowing";
import { isUnknown, type Reading, SENSITIVE, textOf } from "../reading";
import { accountsIn } from "../resources";
import type { Attention, Context, FindingRule } from "../rule";
import { inWords } from "../value-words";
import { worstOf } from "../worst-first";

/** Who may take a role, or use a queue, a key, an image of ours: they may be in another account, or anybody. */
export const trust: FindingRule = {
  kind: "trust",
  find: (reading, context) => {
    const { type, action } = reading.change;
    if (action === "forget" || action === "move") return undefined;
    const policy = RESOURCE_POLICIES[type];
    if (policy !== undefined) return policyChange(reading, context, policy);
    return byName(reading, context) ?? withoutProof(reading);
  },
};

function policyChange(
  reading: Reading,
  context: Context,
  { attribute, optional = false }: { readonly attribute: string; readonly optional?: boolean },
): Attention | undefined {
  const { change, before, after } = reading;
  const [was, is] = [statementsOf(before?.[attribute]), statementsOf(after?.[attribute])];
  const isOfBucket = change.type === "aws_s3_bucket_policy";
  if (is === undefined) {
    // Of a bucket's, `public-bucket` says so.
    if (isOfBucket || (optional && before === undefined)) return undefined;
    return {
      severity: "high",
      what: `has ${attribute} that is known only after apply`,
      meaning: ["It cannot be told whom it lets in."],
    };
  }
  const [added, removed] = [without(is, was ?? []), without(was ?? [], is)];
  // With the resource its policy goes, which is `destroy`; with a policy the denials in it end.
  const denials = removed.filter((each) => each.effect === "Deny" && !isTlsDenial(each));
  if (after === undefined && (denials.length === 0 || optional || change.type === "aws_iam_role")) return undefined;
  const own = accountsIn(context);
  const newcomers = added.filter((each) => !isOfBucket || !isForAnybody(each)).flatMap((each) => trustedBy(each, own));
  const leavers = removed
    .flatMap((each) => trustedBy(each, own))
    .filter(({ who }) => !newcomers.some((each) => each.who === who));
  if (newcomers.length + leavers.length + denials.length === 0) return undefined;
  return inAttention(reading, attribute, newcomers, after === undefined ? [] : leavers, denials);
}

function inAttention(
  reading: Reading,
  attribute: string,
  newcomers: readonly Trusted[],
  leavers: readonly Trusted[],
  denials: readonly Statement[],
): Attention {
  const isHidden = reading.isSensitive(attribute);
  const names = (trusted: readonly Trusted[]): string =>
    isHidden ? SENSITIVE : inWords([...new Set(trusted.map(({ who }) => who))]);
  return {
    severity: worstOf([...newcomers.map(({ severity }) => severity), ...(denials.length > 0 ? ["high" as const] : [])]),
    what: [
      ...(newcomers.length > 0 ? [`lets in ${names(newcomers)}`] : []),
      ...(leavers.length > 0 ? [`no longer lets in ${names(leavers)}`] : []),
      ...(denials.length > 0 ? ["no longer keeps out whom it did"] : []),
    ].join(", "),
    meaning: isHidden ? [] : [...new Set(newcomers.map(({ meaning }) => meaning))],
  };
}

/** That plain HTTP is let in is `encryption`. */
function isTlsDenial({ conditions }: Statement): boolean {
  return conditions.length === 1 && conditions[0]?.key === "aws:securetransport";
}

/** One principal, by an attribute of its own. */
function byName(reading: Reading, context: Context): Attention | undefined {
  const { change, before, after } = reading;
  const name = NAMED_PRINCIPALS[change.type];
  if (name === undefined || after === undefined) return undefined;
  const attribute =
    change.type === "aws_ami_launch_permission" && textOf(after["group"]) !== undefined ? "group" : name;
  if (before !== undefined && before[attribute] === after[attribute]) return undefined;
  if (isUnknown(after[attribute])) {
    return {
      severity: "high",
      what: `has ${attribute} that is known only after apply`,
      meaning: ["It cannot be told whom it lets in."],
    };
  }
  const who = textOf(after[attribute]);
  if (who === undefined) return undefined;
  const [trusted] = trustedBy(statementFor(who, reading), accountsIn(context));
  return trusted === undefined ? undefined : inAttention(reading, attribute, [trusted], [], []);
}

function statementFor(who: string, { after }: Reading): Statement {
  const principal = who === "all" ? "*" : who.endsWith(".amazonaws.com") ? `Service ${who}` : `AWS ${who}`;
  const account = /^\d{12}$/.test(who) ? `AWS arn:aws:iam::${who}:root` : principal;
  const narrowed = ["source_account", "source_arn", "principal_org_id", "organization_id"].flatMap(
    (name) => textOf(after?.[name]) ?? [],
  );
  const conditions = narrowed.map((value) => ({ operator: "StringEquals", key: "aws:sourceaccount", values: [value] }));
  return {
    effect: "Allow",
    actions: [],
    isNotAction: false,
    resources: [],
    isNotResource: false,
    principals: [who === "*" ? "*" : account],
    isNotPrincipal: false,
    conditions,
  };
}

/** A function's own address, which asks nobody who they are; a provider of identities. */
function withoutProof({ change, before, after }: Reading): Attention | undefined {
  if (
    change.type === "aws_lambda_function_url" &&
    after?.["authorization_type"] === "NONE" &&
    before?.["authorization_type"] !== "NONE"
  ) {
    return {
      severity: "critical",
      what: "lets anybody call the function",
      meaning: ["Its address asks nobody who they are."],
    };
  }
  if (/^aws_iam_(openid_connect|saml)_provider$/.test(change.type) && before === undefined) {
    return {
      severity: "medium",
      what: "lets roles trust whom another provider of identities knows",
      meaning: ["Which roles do so, and whom they let in, their trust policies say."],
    };
  }
  return undefined;
}
