import { STACK_NAMES } from "../environments/stack-names";
import type { Environment } from "../environments/environment";
import { stateKey } from "../environments/state-key";
import type { AwsConnection } from "../toolchain/aws-client";
import { listStateObjects } from "../toolchain/state-bucket";
import { stateLocation } from "../toolchain/state-location";
import { operationInWords, readLock, type StateLock } from "../toolchain/state-lock";
import { listVersions, readState, type StateVersion, type StoredState } from "../toolchain/state-versions";
import { formatColumns } from "./columns";
import { formatMoment } from "./moment";

/** What is known of one stack's state. */
export interface StackReport {
  readonly stack: string;
  readonly key: string;
  readonly state: StoredState | undefined;
  readonly lock: StateLock | undefined;
  /** The newest first. */
  readonly versions: readonly StateVersion[];
}

/** All stacks of an environment, and whatever else has a state in its folder of the bucket. */
export async function reportStates(connection: AwsConnection, environment: Environment): Promise<StackReport[]> {
  const [before = "", after = ""] = stateKey(environment.name, "*").split("*");
  const keys = await listStateObjects({ connection, bucket: environment.state.bucket }, before);
  const found = keys.filter((key) => key.endsWith(after)).map((key) => key.slice(before.length, -after.length));
  const stacks = [...new Set<string>([...STACK_NAMES, ...found])];
  return Promise.all(
    stacks.map(async (stack) => {
      const location = stateLocation(connection, environment, stack);
      const [state, lock, versions] = await Promise.all([
        readState(location),
        readLock(location),
        listVersions(location),
      ]);
      return { stack, key: location.key, state, lock, versions };
    }),
  );
}

/** As a table for people. */
export function formatReport(reports: readonly StackReport[], now: Date = new Date()): string {
  const headline = ["STACK", "LAST CHANGE", "SERIAL", "TERRAFORM", "RESOURCES", "SIZE", "VERSIONS", "LOCK"];
  return formatColumns(
    headline,
    reports.map(({ stack, state, lock, versions }) => [
      stack,
      lastChange(state, versions, now),
      state?.summary === undefined ? "-" : String(state.summary.serial),
      state?.summary?.terraformVersion ?? "-",
      state?.summary === undefined ? "-" : String(state.summary.resources),
      state === undefined ? "-" : formatSize(state.size),
      String(versions.filter(({ isDeletion }) => !isDeletion).length),
      lock === undefined ? "-" : formatLock(lock, now),
    ]),
  );
}

/** For a program to read: everything that the table has, in full. */
export function reportAsJson(
  { name, state: { bucket, region } }: Environment,
  reports: readonly StackReport[],
): object {
  return {
    environment: name,
    bucket,
    region,
    stacks: reports.map(({ stack, key, state, lock, versions }) => ({
      stack,
      key,
      state: state === undefined ? null : stateAsJson(state),
      deleted: state === undefined && versions[0]?.isDeletion === true,
      lock: lock === undefined ? null : { ...lock, etag: undefined },
      versions: versions.filter(({ isDeletion }) => !isDeletion).length,
    })),
  };
}

/** A size for people. */
export function formatSize(bytes: number): string {
  return bytes < 10_000 ? `${bytes} B` : `${Math.round(bytes / 1000)} kB`;
}

function stateAsJson({ versionId, modified, size, summary }: StoredState): object {
  return { versionId, modified, size, readable: summary !== undefined, ...summary };
}

function lastChange(state: StoredState | undefined, [newest]: readonly StateVersion[], now: Date): string {
  if (state === undefined) {
    return newest?.isDeletion === true ? `DELETED ${formatMoment(newest.modified, now)}` : "none yet";
  }
  const moment = formatMoment(state.modified, now);
  return state.summary === undefined ? `${moment}, NOT A STATE` : moment;
}

function formatLock({ operation, who, created }: StateLock, now: Date): string {
  const since = new Date(created);
  const moment = Number.isNaN(+since) ? created : formatMoment(since, now);
  return who === "" ? `since ${moment}, unreadable` : `${who}, ${operationInWords(operation)}, since ${moment}`;
}
