import type { Json } from "../../../../review/plan/json";
import { findingFor, kindsFor } from "../planned";

const stack = "dev-state";

describe("the bucket of the states", () => {
  test("is destroyed, replaced, forgotten, or tagged", () => {
    const type = "aws_s3_bucket";

    expect(kindsFor({ stack, type, before: {} })).toContain("state");
    expect(kindsFor({ stack, type, action: "replace", before: {}, after: {} })).toContain("state");
    expect(kindsFor({ stack, type, action: "forget", before: {} })).toContain("state");
    expect(kindsFor({ stack, type, before: { tags: {} }, after: { tags: { a: "b" } } })).toEqual([]);
    expect(kindsFor({ stack: "dev-data", type, before: {} })).toEqual(["destroy"]);
  });
});

describe("its lifecycle", () => {
  interface Rule {
    readonly id?: string;
    readonly status?: string;
    readonly days?: number;
    readonly noncurrent?: number;
    readonly kept?: number | string;
  }
  const lifecycle = (...rules: readonly Rule[]): Json => ({
    rule: rules.map(({ id = "r", status = "Enabled", days = 0, noncurrent, kept }) => ({
      id,
      status,
      expiration: [{ days, expired_object_delete_marker: true }],
      noncurrent_version_expiration:
        noncurrent === undefined ? [] : [{ noncurrent_days: noncurrent, newer_noncurrent_versions: kept ?? null }],
    })),
  });
  const now: Rule = { noncurrent: 90, kept: "10" };

  test.each<[string, Json, string | undefined]>([
    ["the same", lifecycle(now), undefined],
    ["later", lifecycle({ ...now, noncurrent: 91 }), undefined],
    ["more versions", lifecycle({ ...now, kept: "11" }), undefined],
    ["no rule", lifecycle(), undefined],
    ["a rule that is off", lifecycle(now, { id: "x", status: "Disabled", days: 1 }), undefined],
    ["sooner", lifecycle({ ...now, noncurrent: 89 }), "older versions after 89 days"],
    ["fewer versions", lifecycle({ ...now, kept: "9" }), "only 9 of the newest versions are kept for ever"],
    ["no versions", lifecycle({ noncurrent: 90 }), "only 0 of the newest versions are kept for ever"],
    ["the states themselves", lifecycle({ ...now, days: 365 }), "the states themselves after 365 days"],
    ["a rule more", lifecycle(now, { id: "x", noncurrent: 1, kept: 10 }), "older versions after 1 days"],
  ])("%s", (_, after, what) => {
    const change = { stack, type: "aws_s3_bucket_lifecycle_configuration", before: lifecycle(now), after };

    expect(kindsFor(change)).toEqual(what === undefined ? [] : ["state"]);
    if (what !== undefined) expect(findingFor("state", change).what).toBe(`deletes states sooner: ${what}`);
    expect(kindsFor({ ...change, stack: "dev-data" })).toEqual([]);
  });

  test("of a bucket that is made is what was decided on, unless it deletes the states themselves", () => {
    const type = "aws_s3_bucket_lifecycle_configuration";

    expect(kindsFor({ stack, type, after: lifecycle(now) })).toEqual([]);
    expect(kindsFor({ stack, type, after: lifecycle({ ...now, days: 365 }) })).toEqual(["state"]);
  });
});
