import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

import { isRunning, processWithPid } from "./process-list";

/** A process, told apart from every other of this machine and of others. */
export interface ProcessIdentity {
  /** The machine since its last boot, and on Linux the container: pids mean nothing elsewhere. */
  readonly machine: string;
  readonly pid: number;
  /** See process-list.ts. */
  readonly startTime: string;
}

/** Who we are. */
export function ourIdentity(): ProcessIdentity {
  return { machine: thisMachine(), pid: process.pid, startTime: processWithPid(process.pid)?.startTime ?? "unknown" };
}

/** Whether a process is known to have ended. Of one on another machine nothing is known. */
export function hasEnded({ machine, pid, startTime }: ProcessIdentity): boolean {
  return machine === thisMachine() && startTime !== "unknown" && !isRunning({ pid, startTime });
}

/** As one word, without blanks. */
export function formatIdentity({ machine, pid, startTime }: ProcessIdentity): string {
  return [machine, pid, startTime.replaceAll(" ", "_")].join("/");
}

/** Reads what formatIdentity() wrote; undefined for anything else. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  const [, machine, pid, startTime] = /^(\S+)\/(\d+)\/([^/\s]+)$/.exec(text) ?? [];
  if (machine === undefined || pid === undefined || startTime === undefined) return undefined;
  return { machine, pid: Number(pid), startTime: startTime.replaceAll("_", " ") };
}

/** Source: random(4) on boot_id, pid_namespaces(7). */
function thisMachine(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}/${readlinkSync("/proc/self/ns/pid").replace(/\D+/g, "")}`;
  } catch {
    return hostname();
  }
}
