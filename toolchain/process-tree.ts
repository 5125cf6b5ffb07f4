import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

import { listProcesses, type ProcessInfo, processWithPid } from "./process-list";
import { ToolError } from "./tool-error";

/** How a tree of processes is ended. */
export interface EndOptions {
  /**
   * How long the processes may take to end by themselves before they are killed, in milliseconds.
   * @default 5000
   */
  readonly graceMs?: number;
  /** What they are asked with. @default "SIGTERM" */
  readonly signal?: NodeJS.Signals;
  /**
   * Picks the processes to ask first. As long as one of them runs, no other is asked: so terraform can save its state and
   * give its lock back with its provider plugins, and the pty it runs on, still alive.
   * @default all at once
   */
  readonly askFirst?: (process: ProcessInfo) => boolean;
}

/** After SIGKILL a process is gone at once, unless the kernel itself holds it. */
const KILL_TIMEOUT_MS = 5_000;
const LOOK_EVERY_MS = 25;

/** The processes below `pid`, at any depth, without itself. */
export function descendantsOf(pid: number, processes: readonly ProcessInfo[] = listProcesses()): ProcessInfo[] {
  const children = processes.filter((each) => each.parentPid === pid && each.pid !== pid);
  return children.flatMap((child) => [child, ...descendantsOf(child.pid, processes)]);
}

/**
 * Ends a process and everything below it, in whatever session and process group: a process group is not enough, because
 * `cdktf deploy` starts terraform on a pty, which is a session of its own.
 *
 * Asks with a signal, waits for the grace, then kills the rest, those included that lost their parent on the way. Never
 * touches a process that was merely given the pid of one of them later. Resolves when all are gone.
 *
 * @throws ToolError when a process is still there 5 s after SIGKILL.
 */
export async function endProcessTree(pid: number, options: EndOptions = {}): Promise<void> {
  const { graceMs = 5_000, signal = "SIGTERM", askFirst = () => true } = options;
  if (!Number.isInteger(pid) || pid <= 1) throw new RangeError(`not the pid of a process to end: ${String(pid)}`);
  if (process.platform === "win32") {
    endOnWindows(pid);
    return;
  }

  const tree = new ProcessTree(pid);
  const asked = new Set<string>();
  const graceEnds = Date.now() + graceMs;
  while (Date.now() < graceEnds) {
    const running = tree.look();
    if (running.length === 0) return;
    const first = running.filter(askFirst);
    for (const each of first.length > 0 ? first : running) {
      if (!asked.has(identityOf(each))) asked.add(identityOf(send(each, signal)));
    }
    await sleep(LOOK_EVERY_MS);
  }
  // New ones may be started while we kill, so look again until nothing is left.
  const killEnds = Date.now() + KILL_TIMEOUT_MS;
  for (;;) {
    const running = tree.look();
    if (running.length === 0) return;
    if (Date.now() > killEnds) throw cannotEnd(running);
    for (const each of running) send(each, "SIGKILL");
    await sleep(LOOK_EVERY_MS);
  }
}

/**
 * Which program a process is. A signal that comes between fork and exec meets what the parent does with it, and is lost
 * there, so a process that has become another program since is asked once more. One that has not changed never is: at a
 * second signal terraform quits at once, without saving its state.
 */
function identityOf({ pid, startTime, name }: ProcessInfo): string {
  return `${String(pid)} ${startTime} ${name}`;
}

/** What is known of a tree over time: a process that was once below the root stays known when its parent ends before it. */
class ProcessTree {
  private readonly known = new Map<number, ProcessInfo>();
  private readonly sessions = new Set<number>();

  constructor(root: number) {
    const first = listProcesses().find((each) => each.pid === root);
    if (first !== undefined) this.add(first);
  }

  /** The processes of the tree that run now, as they are now: a name changes with exec, a session with setsid. */
  look(): ProcessInfo[] {
    const processes = listProcesses();
    const byPid = new Map(processes.map((each) => [each.pid, each]));
    for (const { pid, startTime } of [...this.known.values()]) {
      const now = byPid.get(pid);
      if (now?.startTime === startTime) this.set(now);
      else this.known.delete(pid);
    }
    for (const { pid } of [...this.known.values()]) {
      for (const below of descendantsOf(pid, processes)) this.add(below);
    }
    for (const each of processes) {
      // One that lost its parent between two looks is found by its session, unless a stranger now has the session's id.
      const { session } = each;
      if (session === undefined || !this.sessions.has(session)) continue;
      if (this.known.has(session) || !byPid.has(session)) this.add(each);
    }
    return [...this.known.values()];
  }

  private add(found: ProcessInfo): void {
    if (found.pid !== process.pid && !this.known.has(found.pid)) this.set(found);
  }

  private set(found: ProcessInfo): void {
    this.known.set(found.pid, found);
    if (found.session === found.pid) this.sessions.add(found.pid);
  }
}

/** Signals a process, and gives it as it is at that moment: it may have exec'd since the look. */
function send(target: ProcessInfo, signal: NodeJS.Signals): ProcessInfo {
  const now = processWithPid(target.pid);
  if (now?.startTime !== target.startTime) return target;
  try {
    process.kill(now.pid, signal);
  } catch {
    // It ended between the look and the signal; one that is not ours to signal shows up as still running.
  }
  return now;
}

function cannotEnd(running: readonly ProcessInfo[]): ToolError {
  const names = running.map(({ pid, name }) => `${name} (pid ${String(pid)})`).join(", ");
  return new ToolError({
    where: "processes",
    what: `could not end ${names}: still running 5 s after SIGKILL`,
    remedy: "End them by hand.",
  });
}

/** Windows has neither process groups nor signals: its own tool ends a tree at once. */
function endOnWindows(pid: number): void {
  try {
    execFileSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
  } catch {
    // It has ended already.
  }
}
