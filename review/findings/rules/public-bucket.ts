import type { JsonObject } from "../../plan/json";
import { permissionsInWords } from "../iam-policy/permissions";
import { isForAnybody } from "../iam-policy/narrowing";
import { keyOf, statementsOf } from "../iam-policy/document";
import { blocksOf, isTrue, isUnknown, type Reading, SENSITIVE, textOf } from "../reading";
import { goesWith } from "../resources";
import type { Attention, Context, FindingRule } from "../rule";
import { inWords, quoted } from "../value-words";

/** A bucket that anybody may read or write, or that nothing keeps from becoming one. A website needs a policy as well. */
export const publicBucket: FindingRule = {
  kind: "public-bucket",
  find: (reading, context) => {
    switch (reading.change.type) {
      case "aws_s3_bucket_public_access_block":
      case "aws_s3_account_public_access_block":
        return publicAccessBlock(reading, context);
      case "aws_s3_bucket_acl":
        return acl(reading);
      case "aws_s3_bucket":
        return acl(reading) ?? policy(reading);
      case "aws_s3_bucket_policy":
        return policy(reading);
      case "aws_s3_bucket_ownership_controls":
        return ownership(reading);
      default:
        return undefined;
    }
  },
};

/** "S3 Block Public Access settings for buckets", Amazon S3 User Guide. A new bucket has all four, since April 2023. */
const BLOCKS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

function publicAccessBlock({ change, before, after }: Reading, context: Context): Attention | undefined {
  if (change.action === "forget") return undefined;
  if (after === undefined && goesWith(/^aws_s3_bucket$/, before?.["bucket"], context)) return undefined;
  const was = BLOCKS.filter((name) => before === undefined || isTrue(before[name]));
  const off = was.filter((name) => !isTrue(after?.[name]));
  if (off.length === 0) return undefined;
  const doubt = off.some((name) => isUnknown(after?.[name]));
  return {
    severity: "critical",
    what: `${doubt ? "may no longer block" : "no longer blocks"} public access: ${inWords(off)} off`,
    meaning: ["A policy or an ACL can make the bucket public, and one that does so already takes effect."],
  };
}

/** "Canned ACL", Amazon S3 User Guide. */
const PUBLIC_ACLS = ["public-read", "public-read-write", "authenticated-read"];

/** "Amazon S3 predefined groups", Amazon S3 User Guide: of everybody, and of everybody with an AWS account. */
const EVERYBODY = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

function acl(reading: Reading): Attention | undefined {
  const { before, after } = reading;
  const had = new Set(publicGrants(before));
  const grants = publicGrants(after).filter((each) => !had.has(each));
  if (grants.length === 0) return undefined;
  return {
    severity: "critical",
    what: `is made public by its ACL: ${quoted(reading, ["acl", "access_control_policy", "grant"], inWords(grants))}`,
    meaning: ["Anybody may do that with what the bucket holds, unless its public access block is on."],
  };
}

function publicGrants(values: JsonObject | undefined): string[] {
  const canned = textOf(values?.["acl"]) ?? "";
  const policies = blocksOf(values?.["access_control_policy"]);
  const granted = [...policies.flatMap((each) => blocksOf(each["grant"])), ...blocksOf(values?.["grant"])].flatMap(
    (grant) => {
      const uris = [textOf(grant["uri"]), ...blocksOf(grant["grantee"]).map((each) => textOf(each["uri"]))];
      const group = uris.map((uri) => EVERYBODY.exec(uri ?? "")?.[1]).find((each) => each !== undefined);
      return group === undefined ? [] : [`${textOf(grant["permission"]) ?? "a permission"} for ${group}`];
    },
  );
  return [...(PUBLIC_ACLS.includes(canned) ? [canned] : []), ...granted];
}

function policy(reading: Reading): Attention | undefined {
  const { change, before, after } = reading;
  if (after === undefined) return undefined;
  const statements = statementsOf(after["policy"]);
  if (statements === undefined) {
    // A bucket without a policy in its code has one that is not known: the one that is in AWS then.
    if (change.type === "aws_s3_bucket") return undefined;
    return {
      severity: "high",
      what: "may be made public: its policy is known only after apply",
      meaning: ["It cannot be told whom the policy lets in."],
    };
  }
  const had = new Set((statementsOf(before?.["policy"]) ?? []).filter(isForAnybody).map(keyOf));
  const open = statements.filter((each) => isForAnybody(each) && !had.has(keyOf(each)));
  if (open.length === 0) return undefined;
  return {
    severity: "critical",
    what: "is made public by its policy",
    meaning: open.map((each) => `Anybody: ${reading.isSensitive("policy") ? SENSITIVE : permissionsInWords(each)}.`),
  };
}

/** With BucketOwnerEnforced no ACL counts ("Controlling ownership of objects", Amazon S3 User Guide). */
function ownership({ before, after }: Reading): Attention | undefined {
  const of = (values: JsonObject | undefined): string | undefined =>
    textOf(blocksOf(values?.["rule"])[0]?.["object_ownership"]);
  if (of(before) !== "BucketOwnerEnforced" || after === undefined || of(after) === "BucketOwnerEnforced")
    return undefined;
  return {
    severity: "medium",
    what: "lets ACLs count again",
    meaning: ["An ACL of the bucket, or of an object in it, can make it public."],
  };
}
