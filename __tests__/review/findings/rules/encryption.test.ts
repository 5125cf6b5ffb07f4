import type { Json } from "../../../../review/plan/json";
import { findingsOf } from "../../../../review/findings";
import { isWeaker } from "../../../../review/findings/encryption/ssl-policy";
import { findingFor, findingsFor, kindsFor, planned, planOf, policyOf } from "../planned";

describe("at rest", () => {
  test.each<[string, Json, Json]>([
    ["aws_ebs_volume", { encrypted: true }, { encrypted: false }],
    ["aws_db_instance", { storage_encrypted: true }, { storage_encrypted: false }],
    ["aws_instance", { root_block_device: [{ encrypted: true }] }, { root_block_device: [{ encrypted: false }] }],
    ["aws_kms_key", { enable_key_rotation: true }, { enable_key_rotation: false }],
    ["aws_dynamodb_table", { server_side_encryption: [{ kms_key_arn: "arn:k" }] }, { server_side_encryption: [] }],
    ["aws_cloudwatch_log_group", { kms_key_id: "arn:k" }, { kms_key_id: null }],
    ["aws_cloudwatch_log_group", { kms_key_id: "arn:k" }, { kms_key_id: "" }],
    ["aws_sqs_queue", { kms_master_key_id: "arn:k" }, { kms_master_key_id: "alias/aws/sqs" }],
    ["aws_kinesis_stream", { encryption_type: "KMS" }, { encryption_type: "NONE" }],
    [
      "aws_s3_bucket_server_side_encryption_configuration",
      { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }] }] },
      { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "AES256" }] }] },
    ],
  ])("%s: %j -> %j is weaker, and not the other way round", (type, strong, weak) => {
    expect(kindsFor({ type, before: strong, after: weak })).toEqual(["encryption"]);
    expect(kindsFor({ type, before: weak, after: strong })).toEqual([]);
    expect(kindsFor({ type, before: strong, after: strong })).toEqual([]);
    expect(kindsFor({ type, after: weak })).toEqual([]);
  });

  test("another key of one's own is as good", () => {
    expect(
      kindsFor({ type: "aws_cloudwatch_log_group", before: { kms_key_id: "arn:k" }, after: { kms_key_id: "arn:l" } }),
    ).toEqual([]);
    expect(
      kindsFor({
        type: "aws_cloudwatch_log_group",
        before: { kms_key_id: "arn:k" },
        after: {},
        afterUnknown: { kms_key_id: true },
      }),
    ).toEqual([]);
  });

  test.each([
    ["aws:kms", ["destroy", "encryption"]],
    // Without a configuration a bucket encrypts so anyway.
    ["AES256", ["destroy"]],
  ])("the configuration of a bucket with %s is destroyed", (sse_algorithm, kinds) => {
    const before = { bucket: "b", rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm }] }] };

    expect(kindsFor({ type: "aws_s3_bucket_server_side_encryption_configuration", before }).sort()).toEqual(kinds);
  });
});

describe("on the way", () => {
  const https = {
    protocol: "HTTPS",
    port: 443,
    ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    load_balancer_arn: "arn:lb",
  };
  const type = "aws_lb_listener";

  test("a listener that becomes plain HTTP, and one that is made so", () => {
    expect(kindsFor({ type, before: https, after: { ...https, protocol: "HTTP", ssl_policy: "" } })).toEqual([
      "encryption",
    ]);
    expect(kindsFor({ type, after: { protocol: "HTTP", port: 80 } })).toEqual([]);
    expect(kindsFor({ type, before: { protocol: "HTTP" }, after: https })).toEqual([]);
  });

  test("an HTTPS listener that is destroyed: alone, and with its load balancer", () => {
    const listener = planned({ type, before: https });
    const balancer = planned({ type: "aws_lb", before: { arn: "arn:lb" } });
    const raised = (changes: Parameters<typeof planOf>[0]) =>
      findingsOf([planOf(changes)])
        .filter(({ address }) => address === `${type}.it`)
        .map(({ kind }) => kind);

    expect(raised([listener]).sort()).toEqual(["destroy", "encryption"]);
    expect(raised([listener, balancer])).toEqual(["destroy"]);
    expect(kindsFor({ type, before: { protocol: "HTTP", port: 80 } })).toEqual(["destroy"]);
  });

  test.each<[string, string, boolean]>([
    ["ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS13-1-2-2021-06", true],
    ["ELBSecurityPolicy-TLS-1-1-2017-01", "ELBSecurityPolicy-TLS-1-2-2017-01", true],
    ["ELBSecurityPolicy-TLS-1-2-2017-01", "ELBSecurityPolicy-TLS13-1-2-2021-06", true],
    ["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06", true],
    ["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", true],
    ["ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06", "ELBSecurityPolicy-TLS13-1-2-2021-06", true],
    ["ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", false],
    ["ELBSecurityPolicy-FS-1-2-Res-2020-10", "ELBSecurityPolicy-FS-1-2-2019-08", false],
    ["ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-2015-05", false],
  ])("%s is weaker than %s: %s", (policy, than, expected) => {
    expect(isWeaker(policy, than)).toBe(expected);
    if (expected) expect(isWeaker(than, policy)).toBe(false);
    expect(kindsFor({ type, before: { ...https, ssl_policy: than }, after: { ...https, ssl_policy: policy } })).toEqual(
      expected ? ["encryption"] : [],
    );
  });

  test("a redirect to HTTPS that ends, though the provider leaves it behind", () => {
    const redirect = [{ protocol: "HTTPS", port: "443", status_code: "HTTP_301" }];
    const before = { protocol: "HTTP", default_action: [{ type: "redirect", redirect }] };

    expect(
      kindsFor({ type, before, after: { protocol: "HTTP", default_action: [{ type: "forward", redirect }] } }),
    ).toEqual(["encryption"]);
    expect(
      kindsFor({
        type,
        before,
        after: {
          protocol: "HTTP",
          default_action: [{ type: "redirect", redirect: [{ ...redirect[0], status_code: "HTTP_302" }] }],
        },
      }),
    ).toEqual([]);
  });

  test("containers that are spoken to in the clear", () => {
    const group = (protocol: string): Json => ({ protocol });

    expect(kindsFor({ type: "aws_lb_target_group", before: group("HTTPS"), after: group("HTTP") })).toEqual([
      "encryption",
    ]);
    expect(kindsFor({ type: "aws_lb_target_group", before: group("HTTP"), after: group("HTTPS") })).toEqual([]);
  });

  test("a bucket that takes plain HTTP again", () => {
    const denial = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    const of = (...statements: Json[]): Json => ({ bucket: "b", policy: policyOf(...statements) });
    const change = (before: Json, after: Json | null) => ({ type: "aws_s3_bucket_policy", before, after });

    expect(kindsFor(change(of(denial), of()))).toEqual(["encryption"]);
    expect(kindsFor(change(of(denial), null)).sort()).toEqual(["destroy", "encryption"]);
    expect(kindsFor(change(of(denial), of({ ...denial, Sid: "Tls" })))).toEqual([]);
    expect(kindsFor(change(of(), of(denial)))).toEqual([]);
  });
});

test("what is secret is not quoted", () => {
  const change = { type: "aws_kinesis_stream", before: { encryption_type: "KMS" }, after: { encryption_type: "NONE" } };

  expect(findingFor("encryption", change).what).toBe("is encrypted less: encryption_type is weakened to NONE");
  expect(JSON.stringify(findingsFor({ ...change, afterSensitive: { encryption_type: true } }))).not.toContain("NONE");
});
