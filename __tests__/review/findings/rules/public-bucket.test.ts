import type { FindingKind } from "../../../../review/findings/finding";
import { findingsOf } from "../../../../review/findings";
import type { Json } from "../../../../review/plan/json";
import { findingFor, kindsFor, planned, planOf, policyOf } from "../planned";

describe("the public access block", () => {
  const type = "aws_s3_bucket_public_access_block";
  const all = {
    bucket: "b",
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  };

  test.each(["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"])(
    "%s",
    (name) => {
      const open = { ...all, [name]: false };

      expect(kindsFor({ type, after: open })).toEqual(["public-bucket"]);
      expect(kindsFor({ type, before: all, after: open })).toEqual(["public-bucket"]);
      expect(kindsFor({ type, before: open, after: open })).toEqual([]);
      expect(kindsFor({ type, before: open, after: all })).toEqual([]);
    },
  );

  test("all four on are none", () => {
    expect(kindsFor({ type, after: all })).toEqual([]);
  });

  test("that is not known yet may be off", () => {
    const { bucket, ...known } = { ...all, block_public_policy: undefined };
    const after = JSON.parse(JSON.stringify({ ...known, bucket })) as Json;

    expect(findingFor("public-bucket", { type, after, afterUnknown: { block_public_policy: true } }).what).toBe(
      "may no longer block public access: block_public_policy off",
    );
  });

  test("destroyed without its bucket, and with it", () => {
    const block = planned({ type, before: all });
    const bucket = planned({ type: "aws_s3_bucket", before: { id: "b", bucket: "b" } });
    const raised = (changes: Parameters<typeof planOf>[0]) =>
      findingsOf([planOf(changes)])
        .filter(({ address }) => address === `${type}.it`)
        .map(({ kind }) => kind);

    expect(raised([block]).sort()).toEqual(["destroy", "public-bucket"]);
    expect(raised([block, bucket])).toEqual(["destroy"]);
  });
});

describe("ACLs", () => {
  test.each<[string, FindingKind[]]>([
    ["private", []],
    ["log-delivery-write", []],
    ["public-read", ["public-bucket"]],
    ["public-read-write", ["public-bucket"]],
    ["authenticated-read", ["public-bucket"]],
  ])("%s", (acl, kinds) => {
    expect(kindsFor({ type: "aws_s3_bucket_acl", before: { acl: "private" }, after: { acl } })).toEqual(kinds);
    expect(kindsFor({ type: "aws_s3_bucket_acl", before: { acl }, after: { acl } })).toEqual([]);
  });

  test.each<[string, FindingKind[]]>([
    ["http://acs.amazonaws.com/groups/global/AllUsers", ["public-bucket"]],
    ["http://acs.amazonaws.com/groups/s3/LogDelivery", []],
  ])("a grant to %s", (uri, kinds) => {
    const after = { access_control_policy: [{ grant: [{ permission: "READ", grantee: [{ uri }] }] }] };

    expect(kindsFor({ type: "aws_s3_bucket_acl", after })).toEqual(kinds);
  });

  test.each<[string, string, FindingKind[]]>([
    ["BucketOwnerEnforced", "ObjectWriter", ["public-bucket"]],
    ["BucketOwnerEnforced", "BucketOwnerEnforced", []],
    ["ObjectWriter", "BucketOwnerEnforced", []],
  ])("ownership from %s to %s", (before, after, kinds) => {
    const of = (object_ownership: string) => ({ rule: [{ object_ownership }] });

    expect(kindsFor({ type: "aws_s3_bucket_ownership_controls", before: of(before), after: of(after) })).toEqual(kinds);
  });
});

describe("bucket policies", () => {
  const type = "aws_s3_bucket_policy";
  const readable = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
  const forAnybody = (condition: Json) => policyOf({ ...readable, Condition: condition });

  test.each<[string, string, boolean]>([
    ["for *", policyOf(readable), true],
    ["for AWS *", policyOf({ ...readable, Principal: { AWS: "*" } }), true],
    ["for AWS * in a list", policyOf({ ...readable, Principal: { AWS: ["*"] } }), true],
    [
      "for everybody but one",
      policyOf({
        Effect: "Allow",
        NotPrincipal: { AWS: "arn:aws:iam::123456789012:root" },
        Action: "s3:*",
        Resource: "*",
      }),
      true,
    ],
    ["that denies everybody", policyOf({ ...readable, Effect: "Deny" }), false],
    ["for one account", policyOf({ ...readable, Principal: { AWS: "arn:aws:iam::123456789012:root" } }), false],
    ["for an organization", forAnybody({ StringEquals: { "aws:PrincipalOrgID": "o-1" } }), false],
    ["for any organization", forAnybody({ StringLike: { "aws:PrincipalOrgID": "o-*" } }), true],
    ["for who is not in an organization", forAnybody({ StringNotEquals: { "aws:PrincipalOrgID": "o-1" } }), true],
    ["for who does not say", forAnybody({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } }), true],
    ["from a VPC endpoint", forAnybody({ StringEquals: { "aws:sourceVpce": "vpce-1" } }), false],
    ["from an office", forAnybody({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } }), false],
    ["from anywhere", forAnybody({ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }), true],
    ["from anywhere in two halves", forAnybody({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }), true],
    ["from anywhere but an office", forAnybody({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }), true],
    [
      "by a distribution",
      forAnybody({ ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/*" } }),
      false,
    ],
    ["by any distribution", forAnybody({ ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::*:distribution/*" } }), true],
    ["over TLS", forAnybody({ Bool: { "aws:SecureTransport": "true" } }), true],
    [
      "with a header that anybody can send",
      forAnybody({ StringEquals: { "aws:Referer": "https://example.com/" } }),
      true,
    ],
  ])("%s", (_, policy, isPublic) => {
    expect(kindsFor({ type, after: { policy } }).includes("public-bucket")).toBe(isPublic);
  });

  test("what was public in another writing is no news", () => {
    const before = { policy: policyOf({ Sid: "Old", ...readable, Principal: { AWS: "*" }, Action: ["s3:getObject"] }) };

    expect(kindsFor({ type, before, after: { policy: policyOf(readable) } })).toEqual([]);
    expect(
      kindsFor({ type, before, after: { policy: policyOf(readable, { ...readable, Action: "s3:PutObject" }) } }),
    ).toEqual(["public-bucket"]);
  });

  test("what only apply can know cannot be told", () => {
    expect(findingFor("public-bucket", { type, after: { bucket: "b" }, afterUnknown: { policy: true } }).severity).toBe(
      "high",
    );
    expect(kindsFor({ type: "aws_s3_bucket", after: { bucket: "b" }, afterUnknown: { policy: true } })).toEqual([]);
  });

  test("a secret policy is not quoted", () => {
    const policy = policyOf({ ...readable, Resource: "arn:aws:s3:::s3cret/*" });

    expect(
      JSON.stringify(findingFor("public-bucket", { type, after: { policy }, afterSensitive: { policy: true } })),
    ).not.toContain("s3cret");
    expect(JSON.stringify(findingFor("public-bucket", { type, after: { policy } }))).toContain("s3cret");
  });
});
