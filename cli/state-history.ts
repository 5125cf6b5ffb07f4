import { askingAws } from "../toolchain/aws-error";
import { listVersions, readState, type StateVersion } from "../toolchain/state-versions";
import type { StateSummary } from "../toolchain/state-document";
import type { StateLocation } from "../toolchain/state-location";
import { formatColumns } from "./columns";
import { formatMoment } from "./moment";
import { formatSize } from "./state-report";

/** One version with what the state in it says. */
export interface VersionReport extends StateVersion {
  /** Undefined for a deletion, and for what is no state. */
  readonly summary: StateSummary | undefined;
}

/** The history of a state: how many versions there are, and the newest of them. */
export interface History {
  readonly total: number;
  readonly newest: readonly VersionReport[];
}

/** The versions of a state, the newest first, at most as many as the limit says. */
export async function reportHistory(location: StateLocation, limit: number): Promise<History> {
  return askingAws(`s3://${location.bucket}`, async () => {
    const versions = await listVersions(location);
    const newest = await Promise.all(
      versions.slice(0, limit).map(async (version) => ({
        ...version,
        summary: version.isDeletion ? undefined : (await readState(location, version.versionId))?.summary,
      })),
    );
    return { total: versions.length, newest };
  });
}

/** As a table for people. */
export function formatHistory({ environment, stack }: StateLocation, history: History, now: Date = new Date()): string {
  const { total, newest } = history;
  if (total === 0) {
    return `${environment}-${stack} has no state yet.`;
  }
  const table = formatColumns(
    ["VERSION", "WRITTEN", "SERIAL", "TERRAFORM", "RESOURCES", "SIZE", ""],
    newest.map(({ versionId, modified, isLatest, isDeletion, size, summary }) => [
      isDeletion ? "-" : versionId,
      formatMoment(modified, now),
      summary === undefined ? "-" : String(summary.serial),
      summary?.terraformVersion ?? "-",
      summary === undefined ? "-" : String(summary.resources),
      isDeletion ? "-" : formatSize(size),
      [...(isLatest ? ["now"] : []), ...remarkOn(isDeletion, summary)].join(", "),
    ]),
  );
  const others = total - newest.length;
  return others === 0 ? table : `${table}\nOlder ones: ${others}. --limit ${total} shows all.`;
}

/** For a program to read. */
export function historyAsJson({ environment, stack, key }: StateLocation, { total, newest }: History): object {
  return {
    environment,
    stack,
    key,
    total,
    versions: newest.map(({ summary, ...version }) => ({
      ...version,
      readable: summary !== undefined,
      ...summary,
    })),
  };
}

function remarkOn(isDeletion: boolean, summary: StateSummary | undefined): string[] {
  if (isDeletion) return ["DELETED"];
  return summary === undefined ? ["NOT A STATE"] : [];
}
