import { formatHistory, historyAsJson, type VersionReport } from "../../cli/state-history";
import { defineEnvironment } from "../../environments/schema";
import { stateLocation } from "../../toolchain/state-location";

const now = new Date("2025-11-22T12:00:00.000Z");
const environment = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });
const location = stateLocation({ region: "us-east-1" }, environment, "network");

const written = (
  versionId: string,
  modified: string,
  serial: number,
  more: Partial<VersionReport> = {},
): VersionReport => ({
  versionId,
  modified: new Date(modified),
  isLatest: false,
  isDeletion: false,
  size: 23_456,
  summary: { serial, lineage: "8b0f4a1e", terraformVersion: "1.14.0", resources: 17 },
  ...more,
});
const deletion = { isDeletion: true, size: 0, summary: undefined };

const newest: readonly VersionReport[] = [
  written("3HL4kqtJlcpXroDTDmJ-rmSpXd3dIbrHY", "2025-11-22T11:59:58Z", 9, { isLatest: true }),
  written("d3l3t10n", "2025-11-22T11:00:00Z", 0, deletion),
  written("br0k3n", "2025-11-22T10:00:00Z", 0, { size: 3, summary: undefined }),
  written("null", "2025-11-01T12:00:00Z", 0, {
    size: 180,
    summary: { serial: 0, lineage: "8b0f4a1e", terraformVersion: "unknown", resources: 0 },
  }),
];

describe("as a table", () => {
  test("every version has a line, the deletion and what is no state too", () => {
    expect(formatHistory(location, { total: 4, newest }, now)).toBe(
      [
        "VERSION                            WRITTEN                             SERIAL  TERRAFORM  RESOURCES  SIZE",
        "3HL4kqtJlcpXroDTDmJ-rmSpXd3dIbrHY  2025-11-22 11:59:58Z (2 s ago)      9       1.14.0     17         23 kB  now",
        "-                                  2025-11-22 11:00:00Z (1 h ago)      -       -          -          -      DELETED",
        "br0k3n                             2025-11-22 10:00:00Z (2 h ago)      -       -          -          3 B    NOT A STATE",
        "null                               2025-11-01 12:00:00Z (21 days ago)  0       unknown    0          180 B",
      ].join("\n"),
    );
  });

  test("where the newest is a deletion, or no state, both are said", () => {
    const lastCell = (version: VersionReport) =>
      formatHistory(location, { total: 1, newest: [version] }, now)
        .split("\n")[1]
        ?.split(/ {2,}/)
        .at(-1);
    expect(lastCell(written("v", "2025-11-22T11:00:00Z", 0, { ...deletion, isLatest: true }))).toBe("now, DELETED");
    expect(lastCell(written("v", "2025-11-22T11:00:00Z", 0, { summary: undefined, isLatest: true }))).toBe(
      "now, NOT A STATE",
    );
  });

  test.each([
    [4, 0],
    [6, 2],
    [100, 96],
  ])("of %d versions, 4 are shown, and %d are told of", (total, others) => {
    const text = formatHistory(location, { total, newest }, now);
    const table = formatHistory(location, { total: 4, newest }, now);
    expect(text).toBe(
      others === 0 ? table : `${table}\nOlder ones: ${String(others)}. --limit ${String(total)} shows all.`,
    );
  });

  test("a state that never was is told so", () => {
    expect(formatHistory(location, { total: 0, newest: [] }, now)).toBe("dev-network has no state yet.");
  });
});

describe("as JSON", () => {
  const json = (total: number, versions: readonly VersionReport[]): unknown =>
    JSON.parse(JSON.stringify(historyAsJson(location, { total, newest: versions })));

  test("it has everything that the table has, in full", () => {
    expect(json(6, newest)).toStrictEqual({
      environment: "dev",
      stack: "network",
      key: "front-door/dev/network.tfstate",
      total: 6,
      versions: [
        {
          versionId: "3HL4kqtJlcpXroDTDmJ-rmSpXd3dIbrHY",
          modified: "2025-11-22T11:59:58.000Z",
          isLatest: true,
          isDeletion: false,
          size: 23_456,
          readable: true,
          serial: 9,
          lineage: "8b0f4a1e",
          terraformVersion: "1.14.0",
          resources: 17,
        },
        {
          versionId: "d3l3t10n",
          modified: "2025-11-22T11:00:00.000Z",
          isLatest: false,
          isDeletion: true,
          size: 0,
          readable: false,
        },
        {
          versionId: "br0k3n",
          modified: "2025-11-22T10:00:00.000Z",
          isLatest: false,
          isDeletion: false,
          size: 3,
          readable: false,
        },
        {
          versionId: "null",
          modified: "2025-11-01T12:00:00.000Z",
          isLatest: false,
          isDeletion: false,
          size: 180,
          readable: true,
          serial: 0,
          lineage: "8b0f4a1e",
          terraformVersion: "unknown",
          resources: 0,
        },
      ],
    });
  });

  test("a state that never was has none", () => {
    expect(json(0, [])).toStrictEqual({
      environment: "dev",
      stack: "network",
      key: "front-door/dev/network.tfstate",
      total: 0,
      versions: [],
    });
  });
});
