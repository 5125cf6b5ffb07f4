import { formatReport, formatSize, reportAsJson, type StackReport } from "../../cli/state-report";
import { defineEnvironment } from "../../environments/schema";
import { type StateLock, UNREADABLE } from "../../toolchain/state-lock";
import type { StateVersion, StoredState } from "../../toolchain/state-versions";

const now = new Date("2025-11-22T12:00:00.000Z");
const environment = defineEnvironment({
  name: "dev",
  region: "eu-west-1",
  state: { bucket: "front-door-test-state", region: "eu-central-1" },
});

const version = (versionId: string, modified: string, more: Partial<StateVersion> = {}): StateVersion => ({
  versionId,
  modified: new Date(modified),
  isLatest: false,
  isDeletion: false,
  size: 100,
  ...more,
});

const stored = (serial: number, more: Partial<StoredState> = {}): StoredState => ({
  bytes: new Uint8Array(),
  body: "{}",
  versionId: "v2",
  modified: new Date("2025-11-22T11:55:00.000Z"),
  size: 9_999,
  summary: { serial, lineage: "8b0f4a1e", terraformVersion: "1.14.0", resources: 17 },
  ...more,
});

const lock: StateLock = {
  id: "6f1c11aa",
  operation: "OperationTypeApply",
  info: "",
  who: "ada@laptop",
  created: "2025-11-22T11:59:30.123456789Z",
  etag: '"1"',
};
const unreadable: StateLock = { ...lock, id: UNREADABLE, operation: "", who: "", created: "2025-11-22T10:00:00.000Z" };

const report = (stack: string, more: Partial<StackReport> = {}): StackReport => ({
  stack,
  key: `front-door/dev/${stack}.tfstate`,
  state: undefined,
  lock: undefined,
  versions: [],
  ...more,
});

const deployed = report("state", {
  state: stored(7),
  versions: [version("v2", "2025-11-22T11:55:00Z", { isLatest: true }), version("v1", "2025-11-20T12:00:00Z")],
});
const neverDeployed = report("network");
const locked = report("security", {
  state: stored(1, { size: 12_500 }),
  lock,
  versions: [version("v2", "2025-11-22T11:55:00Z")],
});
const deleted = report("load-balancing", {
  lock: unreadable,
  versions: [
    version("v4", "2025-11-21T12:00:00Z", { isLatest: true, isDeletion: true, size: 0 }),
    version("v3", "2025-11-20T12:00:00Z"),
    version("v2", "2025-11-19T12:00:00Z", { isDeletion: true, size: 0 }),
    version("v1", "2025-11-18T12:00:00Z"),
  ],
});
const noState = report("database", {
  state: stored(0, { versionId: "v1", summary: undefined, size: 3, modified: new Date("2025-11-10T12:00:00.000Z") }),
  versions: [version("v1", "2025-11-10T12:00:00Z")],
});
const all = [deployed, neverDeployed, locked, deleted, noState];

describe("as a table", () => {
  test("every stack has a line: deployed, never deployed, locked, deleted, and what is no state", () => {
    expect(formatReport(all, now)).toBe(
      [
        "STACK           LAST CHANGE                                      SERIAL  TERRAFORM  RESOURCES  SIZE    VERSIONS  LOCK",
        "state           2025-11-22 11:55:00Z (5 min ago)                 7       1.14.0     17         9999 B  2         -",
        "network         none yet                                         -       -          -          -       0         -",
        "security        2025-11-22 11:55:00Z (5 min ago)                 1       1.14.0     17         13 kB   1         ada@laptop, apply, since 2025-11-22 11:59:30Z (29 s ago)",
        "load-balancing  DELETED 2025-11-21 12:00:00Z (24 h ago)          -       -          -          -       2         since 2025-11-22 10:00:00Z (2 h ago), unreadable",
        "database        2025-11-10 12:00:00Z (12 days ago), NOT A STATE  -       -          -          3 B     1         -",
      ].join("\n"),
    );
  });

  test("a state without resources shows 0, which is not the same as none", () => {
    const empty = stored(0, { summary: { serial: 0, lineage: "x", terraformVersion: "unknown", resources: 0 } });
    expect(formatReport([report("network", { state: empty })], now).split("\n")[1]).toMatch(
      /^network {2}2025-11-22 11:55:00Z \(5 min ago\) {2}0 {7}unknown {4}0 {10}9999 B /,
    );
  });

  test("the time of a lock that is none is shown as it is", () => {
    const odd = report("network", { lock: { ...lock, created: "yesterday" } });
    expect(formatReport([odd], now)).toMatch(/ada@laptop, apply, since yesterday$/);
  });
});

describe("as JSON", () => {
  const json = (reports: readonly StackReport[]): unknown =>
    JSON.parse(JSON.stringify(reportAsJson(environment, reports)));

  test("it has everything that the table has, in full", () => {
    expect(json(all)).toStrictEqual({
      environment: "dev",
      bucket: "front-door-test-state",
      region: "eu-central-1",
      stacks: [
        {
          stack: "state",
          key: "front-door/dev/state.tfstate",
          state: {
            versionId: "v2",
            modified: "2025-11-22T11:55:00.000Z",
            size: 9_999,
            readable: true,
            serial: 7,
            lineage: "8b0f4a1e",
            terraformVersion: "1.14.0",
            resources: 17,
          },
          deleted: false,
          lock: null,
          versions: 2,
        },
        {
          stack: "network",
          key: "front-door/dev/network.tfstate",
          state: null,
          deleted: false,
          lock: null,
          versions: 0,
        },
        {
          stack: "security",
          key: "front-door/dev/security.tfstate",
          state: {
            versionId: "v2",
            modified: "2025-11-22T11:55:00.000Z",
            size: 12_500,
            readable: true,
            serial: 1,
            lineage: "8b0f4a1e",
            terraformVersion: "1.14.0",
            resources: 17,
          },
          deleted: false,
          lock: {
            id: "6f1c11aa",
            operation: "OperationTypeApply",
            info: "",
            who: "ada@laptop",
            created: "2025-11-22T11:59:30.123456789Z",
          },
          versions: 1,
        },
        {
          stack: "load-balancing",
          key: "front-door/dev/load-balancing.tfstate",
          state: null,
          deleted: true,
          lock: { id: "unreadable", operation: "", info: "", who: "", created: "2025-11-22T10:00:00.000Z" },
          versions: 2,
        },
        {
          stack: "database",
          key: "front-door/dev/database.tfstate",
          state: { versionId: "v1", modified: "2025-11-10T12:00:00.000Z", size: 3, readable: false },
          deleted: false,
          lock: null,
          versions: 1,
        },
      ],
    });
  });

  test("a state that was there when it was read was not deleted, though it is gone by the time its versions are listed", () => {
    const gone = report("network", { state: stored(1), versions: deleted.versions });
    expect(json([gone])).toMatchObject({ stacks: [{ deleted: false, state: { serial: 1 } }] });
  });

  test("it has nothing of what is in a state: there may be secrets in it", () => {
    const secret = report("network", { state: stored(1, { body: '{"password":"hunter2"}' }) });
    expect(JSON.stringify(json([secret]))).not.toContain("hunter2");
    expect(formatReport([secret], now)).not.toContain("hunter2");
  });
});

test.each([
  [0, "0 B"],
  [1, "1 B"],
  [9_999, "9999 B"],
  [10_000, "10 kB"],
  [10_499, "10 kB"],
  [10_500, "11 kB"],
  [1_234_567, "1235 kB"],
])("%d bytes are %s", (bytes, words) => {
  expect(formatSize(bytes)).toBe(words);
});
