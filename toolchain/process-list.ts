import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** One process as the operating system lists it. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parentPid: number;
  /** The program's name without its folder. Linux cuts it off after 15 characters. */
  readonly name: string;
  /** When it started, in a notation of the operating system's own. With the pid it identifies a process: pids are reused. */
  readonly startTime: string;
  /** The id of its session, where the operating system tells it (Linux). */
  readonly session?: number;
}

/**
 * Every process that runs now, without those that have ended and only wait for their parent to notice (zombies).
 * Source: proc_pid_stat(5) on Linux, `ps` elsewhere.
 */
export function listProcesses(): ProcessInfo[] {
  return process.platform === "linux" ? listFromProc() : listFromPs();
}

/** The process that has this pid now, or undefined. */
export function processWithPid(pid: number): ProcessInfo | undefined {
  return process.platform === "linux" ? readProc(pid) : listFromPs().find((each) => each.pid === pid);
}

/** Whether this very process still runs, and not another one that was given its pid since. */
export function isRunning(expected: Pick<ProcessInfo, "pid" | "startTime">): boolean {
  return processWithPid(expected.pid)?.startTime === expected.startTime;
}

function listFromProc(): ProcessInfo[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProc(Number(name)))
    .filter((found) => found !== undefined);
}

function readProc(pid: number): ProcessInfo | undefined {
  try {
    return parseProcStat(readFileSync(`/proc/${String(pid)}/stat`, "utf8"));
  } catch {
    return undefined; // It ended while we looked.
  }
}

/** Reads one line of /proc/PID/stat; undefined for a process that has ended. */
export function parseProcStat(stat: string): ProcessInfo | undefined {
  // The name stands in parentheses and may hold blanks and parentheses itself.
  const open = stat.indexOf("(");
  const close = stat.lastIndexOf(")");
  const fields = stat
    .slice(close + 1)
    .trim()
    .split(/\s+/);
  // proc_pid_stat(5) counts from 1 and the state is number 3; the start time is number 22.
  const [state, parentPid, , session] = fields;
  const startTime = fields[22 - 3];
  if (open < 0 || startTime === undefined || state === "Z" || state === "X") return undefined;
  return {
    pid: Number(stat.slice(0, open)),
    parentPid: Number(parentPid),
    name: stat.slice(open + 1, close),
    startTime,
    session: Number(session),
  };
}

function listFromPs(): ProcessInfo[] {
  const listing = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,lstart=,comm="], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
    maxBuffer: 64 * 1024 * 1024,
  });
  return parsePs(listing);
}

/** Reads the output of `ps -A -o pid=,ppid=,stat=,lstart=,comm=`, where lstart is five words. */
export function parsePs(listing: string): ProcessInfo[] {
  return listing.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.+?)\s*$/.exec(line);
    const [, pid, parentPid, state, startTime, command] = match ?? [];
    if (startTime === undefined || command === undefined || state?.startsWith("Z") === true) return [];
    return [{ pid: Number(pid), parentPid: Number(parentPid), name: basename(command), startTime }];
  });
}
