import { spawn } from "node:child_process";
import { join } from "node:path";

import { onLeash } from "../../toolchain/leash";
import { listProcesses } from "../../toolchain/process-list";
import { descendantsOf } from "../../toolchain/process-tree";
import { until } from "./support/fake-programs";

/** Starts a process that starts the script, and gives the pids of all below it once the script has printed a line. */
async function parentOf(script: string): Promise<{ pid: number; tree: number[]; gone: Promise<void> }> {
  const child = spawn(process.execPath, ["--require", "tsx/cjs", join(__dirname, "support", "parent.ts"), script]);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const pid = child.pid ?? 0;
  // tsx keeps a compiler of its own running, which is not ours.
  const tree = descendantsOf(pid)
    .filter(({ name }) => name !== "esbuild")
    .map((each) => each.pid);
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => {
      resolve();
    });
  });
  return { pid, tree, gone };
}

const anyRunning = (pids: readonly number[]): boolean => listProcesses().some(({ pid }) => pids.includes(pid));

test.each([
  ["a program", "echo up; exec sleep 341"],
  ["what it started", "sleep 342 & sleep 343 & echo up; wait"],
  ["what refuses to end", "trap '' TERM INT HUP; echo up; sleep 344; sleep 345"],
])("kill -9 of our process leaves nothing behind of %s", async (_, script) => {
  const { pid, tree, gone } = await parentOf(script);
  expect(tree.length).toBeGreaterThanOrEqual(3);
  process.kill(pid, "SIGKILL");
  await gone;
  await until(() => !anyRunning(tree));
});

test("the leash goes when the program goes", async () => {
  const { file, args } = onLeash({ file: "/bin/sh", args: ["-c", "exit 5"] });
  const child = spawn(file, args, { stdio: ["ignore", "ignore", "ignore", "pipe"], detached: true });
  const status = await new Promise((resolve) => child.once("exit", resolve));
  expect(status).toBe(5);
  expect(listProcesses().filter(({ session }) => session === child.pid)).toEqual([]);
});
