import { spawn } from "node:child_process";
import { once } from "node:events";

import {
  formatIdentity,
  hasEnded,
  ourIdentity,
  parseIdentity,
  type ProcessIdentity,
} from "../../toolchain/process-identity";
import { processWithPid } from "../../toolchain/process-list";

/** The identity of a process that has ended since. */
async function identityOfOneThatEnded(): Promise<ProcessIdentity> {
  const child = spawn("sleep", ["60"], { stdio: "ignore" });
  const ended = once(child, "exit");
  const pid = child.pid ?? 0;
  const startTime = processWithPid(pid)?.startTime ?? "";
  child.kill("SIGKILL");
  await ended;
  return { ...ourIdentity(), pid, startTime };
}

describe("whether a process has ended", () => {
  test("we have not, and neither has who started us", () => {
    expect(ourIdentity()).toMatchObject({ pid: process.pid, startTime: processWithPid(process.pid)?.startTime });
    expect(hasEnded(ourIdentity())).toBe(false);
    const parent = { ...ourIdentity(), pid: process.ppid, startTime: processWithPid(process.ppid)?.startTime ?? "" };
    expect(hasEnded(parent)).toBe(false);
  });

  test("is seen of one that has", async () => {
    const ended = await identityOfOneThatEnded();
    expect(ended.startTime).not.toBe("");
    expect(hasEnded(ended)).toBe(true);
  });

  test("is seen where another has got its pid since", () => {
    expect(hasEnded({ ...ourIdentity(), startTime: "before" })).toBe(true);
  });

  test.each(["another-machine", "", "3c2f0d9e-0000-4000-8000-000000000000/4026531836"])(
    "is never known of one on the machine %j",
    async (machine) => {
      expect(hasEnded({ ...(await identityOfOneThatEnded()), machine })).toBe(false);
      expect(hasEnded({ ...ourIdentity(), machine })).toBe(false);
    },
  );

  test("is never known of one whose start time nobody could tell", async () => {
    expect(hasEnded({ ...(await identityOfOneThatEnded()), startTime: "unknown" })).toBe(false);
  });

  test("is not known in another container of this machine", async () => {
    // GIVEN the identity that the same pid would have there
    const { machine, ...process } = await identityOfOneThatEnded();
    const [boot = "", namespace] = machine.split("/");
    // THEN the machine is told apart from it, where the operating system can
    expect(hasEnded({ ...process, machine: `${boot}/1${namespace ?? ""}` })).toBe(false);
  });
});

describe("an identity as one word", () => {
  test.each<[string, ProcessIdentity, string]>([
    ["ticks", { machine: "host", pid: 42, startTime: "123456" }, "host/42/123456"],
    [
      "a machine of two parts",
      { machine: "0a1b-boot/4026531836", pid: 42, startTime: "123456" },
      "0a1b-boot/4026531836/42/123456",
    ],
    [
      "a date",
      { machine: "host.local", pid: 1, startTime: "Sat Nov 22 08:00:00 2025" },
      "host.local/1/Sat_Nov_22_08:00:00_2025",
    ],
    [
      "a date with two blanks in a row",
      { machine: "host.local", pid: 1, startTime: "Sat Nov  2 08:00:01 2025" },
      "host.local/1/Sat_Nov__2_08:00:01_2025",
    ],
  ])("%s is written and read", (_, identity, word) => {
    expect(formatIdentity(identity)).toBe(word);
    expect(parseIdentity(word)).toEqual(identity);
  });

  test("is our own after a round trip, without a blank", () => {
    expect(formatIdentity(ourIdentity())).toMatch(/^\S+$/);
    expect(parseIdentity(formatIdentity(ourIdentity()))).toEqual(ourIdentity());
  });

  test.each([
    "",
    "/",
    "host",
    "host/42",
    "/42/123456",
    "host/42/",
    "host/forty-two/123456",
    "host/-42/123456",
    "host/4.2/123456",
    "host//123456",
    "host/42/123456/",
    "host/42/123 456",
    "ho st/42/123456",
    " host/42/123456",
    "host/42/123456\n",
    "held by somebody",
  ])("%j is none", (text) => {
    expect(parseIdentity(text)).toBeUndefined();
  });
});
