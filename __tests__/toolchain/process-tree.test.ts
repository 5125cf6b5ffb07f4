import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { listProcesses } from "../../toolchain/process-list";
import { descendantsOf, endProcessTree } from "../../toolchain/process-tree";
import { temporaryFolder, until } from "./support/fake-programs";

const folder = temporaryFolder();
const started: ChildProcess[] = [];
afterAll(() => {
  for (const { pid } of started) if (pid !== undefined) spawn("kill", ["-9", String(pid)], { stdio: "ignore" });
});

/** Starts a shell and waits until it has as many processes below it. Durations mark the processes as those of this test. */
async function shell(script: string, below: number): Promise<number> {
  return (await startShell(script, below)).pid;
}

async function startShell(script: string, below: number): Promise<{ pid: number; ended: Promise<unknown[]> }> {
  const child = spawn("sh", ["-c", script], { stdio: "ignore", detached: true, cwd: folder });
  started.push(child);
  const ended = once(child, "exit");
  const pid = child.pid ?? 0;
  await until(() => descendantsOf(pid).filter(({ name }) => name === "sleep").length === below);
  return { pid, ended };
}

const running = (pids: readonly number[]): number[] =>
  listProcesses()
    .map(({ pid }) => pid)
    .filter((pid) => pids.includes(pid));

test("descendants are found at any depth", () => {
  const info = (pid: number, parentPid: number) => ({ pid, parentPid, name: "x", startTime: "1" });
  const processes = [info(2, 1), info(3, 2), info(4, 3), info(5, 1), info(6, 5)];
  expect(descendantsOf(2, processes).map(({ pid }) => pid)).toEqual([3, 4]);
});

test("everything below is ended, in other sessions too", async () => {
  const pid = await shell("setsid sh -c 'sleep 311 & sleep 312; :' & sleep 313; :", 3);
  const tree = [pid, ...descendantsOf(pid).map((each) => each.pid)];
  expect(tree.length).toBeGreaterThanOrEqual(5);
  await endProcessTree(pid);
  expect(running(tree)).toEqual([]);
});

test("what ignores the request is killed when the grace is over", async () => {
  const pid = await shell("trap '' TERM; sleep 314; sleep 315", 1);
  const tree = [pid, ...descendantsOf(pid).map((each) => each.pid)];
  const begin = Date.now();
  await endProcessTree(pid, { graceMs: 100 });
  expect(Date.now() - begin).toBeGreaterThanOrEqual(100);
  expect(running(tree)).toEqual([]);
});

test("one that lost its parent on the way is ended too", async () => {
  // The shell ends at once when asked; its child ignores the request and is then nobody's.
  const pid = await shell("(trap '' TERM; exec sleep 316) & wait", 1);
  const orphan = descendantsOf(pid).find(({ name }) => name === "sleep");
  await endProcessTree(pid, { graceMs: 100 });
  expect(running([pid, orphan?.pid ?? 0])).toEqual([]);
});

test("with askFirst, the others are asked only when the first have ended", async () => {
  const script = "trap 'exit 0' TERM; (trap '' TERM; sleep 0.2; :) & sleep 317 & wait; wait; wait";
  const pid = await shell(script, 2);
  const shells = descendantsOf(pid).filter(({ name }) => name === "sh");
  const begin = Date.now();
  await endProcessTree(pid, { askFirst: ({ pid: each }) => shells.some((first) => first.pid === each) });
  expect(Date.now() - begin).toBeGreaterThanOrEqual(100);
  expect(running([pid])).toEqual([]);
});

test("one that lost the request before it exec'd is asked again as what it is since, and not killed", async () => {
  // The shell swallows what it is asked with, as a process does that is asked between fork and exec; then it is `sleep`.
  const { pid, ended } = await startShell("trap : TERM; sleep 318; exec sleep 319", 1);
  const names = new Set<string>();
  const remember = (each: { pid: number; name: string }): boolean => {
    if (each.pid === pid) names.add(each.name);
    return true;
  };
  await endProcessTree(pid, { graceMs: 4_000, askFirst: remember });
  const [, signal] = await ended;
  expect(signal).toBe("SIGTERM");
  expect([...names]).toEqual(["sh", "sleep"]);
});

test("one that stays what it is, is asked once: at the second request terraform quits without saving", async () => {
  // GIVEN a shell that takes its time, and starts new programs meanwhile
  const script = "trap 'echo asked >> requests' TERM; while :; do sleep 0.02; done";
  const { pid, ended } = await startShell(script, 1);
  // WHEN the tree is looked at some twenty times
  await endProcessTree(pid, { graceMs: 500 });
  // THEN it was killed in the end, and asked only once
  const [, signal] = await ended;
  expect(signal).toBe("SIGKILL");
  expect(readFileSync(join(folder, "requests"), "utf8")).toBe("asked\n");
});

test("a tree that has ended already is no error, and neither is a pid that nobody has", async () => {
  await expect(endProcessTree(2 ** 22 + 1)).resolves.toBeUndefined();
});

test.each([0, 1, -5, 1.5, Number.NaN])("%p is refused: it would end something else", async (pid) => {
  await expect(endProcessTree(pid)).rejects.toThrow(RangeError);
});
