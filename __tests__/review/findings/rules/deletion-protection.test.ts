import type { Json } from "../../../../review/plan/json";
import { findingFor, kindsFor, planned, planOf } from "../planned";
import { findingsOf } from "../../../../review/findings";

test.each([
  ["aws_lb", "enable_deletion_protection"],
  ["aws_db_instance", "deletion_protection"],
  ["aws_rds_cluster", "deletion_protection"],
  ["aws_dynamodb_table", "deletion_protection_enabled"],
  ["aws_networkfirewall_firewall", "delete_protection"],
  ["aws_instance", "disable_api_termination"],
])("%s: %s turned off, and not turned on, left on or never on", (type, name) => {
  expect(kindsFor({ type, before: { [name]: true }, after: { [name]: false } })).toEqual(["deletion-protection"]);
  expect(kindsFor({ type, before: { [name]: true }, after: { [name]: null } })).toEqual(["deletion-protection"]);
  expect(kindsFor({ type, before: { [name]: true }, after: {}, afterUnknown: { [name]: true } })).toEqual([
    "deletion-protection",
  ]);
  expect(kindsFor({ type, before: { [name]: false }, after: { [name]: true } })).toEqual([]);
  expect(kindsFor({ type, before: { [name]: true }, after: { [name]: true } })).toEqual([]);
  expect(kindsFor({ type, after: { [name]: false } })).toEqual([]);
});

test("ACTIVE is on", () => {
  const change = (after: string) => ({
    type: "aws_cognito_user_pool",
    before: { deletion_protection: "ACTIVE" },
    after: { deletion_protection: after },
  });

  expect(kindsFor(change("INACTIVE"))).toEqual(["deletion-protection"]);
  expect(kindsFor(change("ACTIVE"))).toEqual([]);
});

test.each([
  ["aws_s3_bucket", "force_destroy"],
  ["aws_ecr_repository", "force_delete"],
  ["aws_db_instance", "skip_final_snapshot"],
])("%s: %s gives up what it holds", (type, name) => {
  expect(kindsFor({ type, before: { [name]: false }, after: { [name]: true } })).toEqual(["deletion-protection"]);
  expect(kindsFor({ type, before: { [name]: true }, after: { [name]: false } })).toEqual([]);
  expect(kindsFor({ type, after: { [name]: true } })).toEqual([]);
});

test("says what is turned off", () => {
  const change = {
    type: "aws_lb",
    before: { enable_deletion_protection: true },
    after: { enable_deletion_protection: false },
  };

  expect(findingFor("deletion-protection", change).what).toBe(
    "is protected no longer: enable_deletion_protection is turned off",
  );
});

describe("versions of a bucket", () => {
  const type = "aws_s3_bucket_versioning";
  const versioning = (status: string): Json => ({ bucket: "b", versioning_configuration: [{ status }] });

  test.each([
    ["dev-data", "deletion-protection"],
    ["dev-state", "state"],
  ])("in the stack %s: %s", (stack, kind) => {
    const kinds = (before: Json, after: Json) => kindsFor({ stack, type, before, after });

    expect(kinds(versioning("Enabled"), versioning("Suspended"))).toEqual([kind]);
    expect(kinds(versioning("Enabled"), null).sort()).toEqual([kind, "destroy"].sort());
    expect(kinds(versioning("Suspended"), versioning("Enabled"))).toEqual([]);
    expect(kinds(versioning("Enabled"), versioning("Enabled"))).toEqual([]);
  });

  test("that go with the bucket are no news", () => {
    const changes = [
      planned({ type, before: versioning("Enabled") }),
      planned({ type: "aws_s3_bucket", before: { id: "b" } }),
    ];

    expect(findingsOf([planOf(changes)]).map(({ kind }) => kind)).toEqual(["destroy", "destroy"]);
  });
});
