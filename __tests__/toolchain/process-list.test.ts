import { isRunning, listProcesses, parseProcStat, parsePs, processWithPid } from "../../toolchain/process-list";

test("a line of /proc/PID/stat is read, whatever the program is called", () => {
  const stat = "42 (a) b (c)) S 7 42 40 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 123456 0 0";
  expect(parseProcStat(stat)).toEqual({ pid: 42, parentPid: 7, name: "a) b (c)", startTime: "123456", session: 40 });
});

test.each(["42 (gone) Z 7 42 40 0 -1 4 1 2 3 4 5 6 7 8 20 0 1 0 123456 0", "", "42 (cut off) S 1"])(
  "%j is no running process",
  (stat) => {
    expect(parseProcStat(stat)).toBeUndefined();
  },
);

test("the output of ps is read, without zombies", () => {
  const listing = [
    "    1     0 Ss   Sat Nov 22 08:00:00 2025 /sbin/init",
    "  300     1 S+   Sat Nov  2 08:00:01 2025 /Applications/A B/terraform",
    "  301   300 Z    Sat Nov 22 08:00:02 2025 gone",
    "",
  ].join("\n");
  expect(parsePs(listing)).toEqual([
    { pid: 1, parentPid: 0, name: "init", startTime: "Sat Nov 22 08:00:00 2025" },
    { pid: 300, parentPid: 1, name: "terraform", startTime: "Sat Nov  2 08:00:01 2025" },
  ]);
});

test("this very process is listed, and is running only with its own start time", () => {
  const own = processWithPid(process.pid);
  expect(own).toMatchObject({ pid: process.pid, parentPid: process.ppid });
  expect(listProcesses()).toContainEqual(own);
  expect(isRunning({ pid: process.pid, startTime: own?.startTime ?? "" })).toBe(true);
  expect(isRunning({ pid: process.pid, startTime: "another" })).toBe(false);
});
