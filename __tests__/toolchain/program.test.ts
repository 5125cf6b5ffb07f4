import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { findProgram } from "../../toolchain/find-program";
import { LineReader } from "../../toolchain/line-reader";
import { listProcesses } from "../../toolchain/process-list";
import { describeExit, lastLines, runOrThrow, runProgram } from "../../toolchain/program";
import { endAllPrograms, everyStartedProgram, startProgram } from "../../toolchain/started-program";
import { ToolError } from "../../toolchain/tool-error";
import { BARE_PATH, fakeProgram, rejection, temporaryFolder, until } from "./support/fake-programs";

const folder = temporaryFolder();
const options = { cwd: folder, env: { PATH: BARE_PATH, GREETING: "hello" } };
const sh = (script: string, more: object = {}) => runProgram("sh", ["-c", script], { ...options, ...more });
const isRunning = (pid: number): boolean => listProcesses().some((each) => each.pid === pid);

describe("a program's end", () => {
  test.each([0, 1, 2, 127, 128, 255])("status %i is passed on", async (status) => {
    expect(await sh(`exit ${String(status)}`)).toMatchObject({ exitCode: status, signal: undefined });
  });

  test.each(["SIGTERM", "SIGKILL", "SIGHUP", "SIGINT"])(
    "%s is passed on, and nothing is printed about it",
    async (signal) => {
      expect(await sh(`kill -s ${signal.slice(3)} $$`)).toEqual({
        exitCode: undefined,
        signal,
        stdout: "",
        stderr: "",
        output: "",
      });
    },
  );

  test("in words", () => {
    expect(describeExit({ exitCode: 3, signal: undefined })).toBe("exited with status 3");
    expect(describeExit({ exitCode: undefined, signal: "SIGTERM" })).toBe("was ended by SIGTERM");
  });
});

describe("its output", () => {
  test("is kept by stream and in order, without colours, and given line by line", async () => {
    const seen: string[] = [];
    const script = "printf '\\033[1mone\\033[0m\\r\\n'; sleep 0.05; echo two >&2; sleep 0.05; printf 'grün'";
    const onLine = (line: string, stream: string): number => seen.push(`${stream}: ${line}`);
    const { stdout, stderr, output } = await sh(script, { onLine });
    expect([stdout, stderr, output]).toEqual(["one\ngrün\n", "two\n", "one\ntwo\ngrün\n"]);
    expect(seen).toEqual(["stdout: one", "stderr: two", "stdout: grün"]);
  });

  test("is cut into lines wherever the bytes are cut", () => {
    const lines: string[] = [];
    const reader = new LineReader((line) => lines.push(line));
    for (const byte of Buffer.from("ä\n\n│ b")) reader.push(Buffer.from([byte]));
    reader.end();
    expect(lines).toEqual(["ä", "", "│ b"]);
  });

  test("kept open by something left behind, does not keep us waiting, and that is ended", async () => {
    const { stdout } = await sh("sleep 331 & echo $!");
    await until(() => !isRunning(Number(stdout)));
  });
});

test("the environment is the one given, and input is empty", async () => {
  const { stdout } = await sh("env; cat; echo end");
  const names = stdout.split("\n").map((line) => line.split("=")[0]);
  expect(names).toEqual(expect.arrayContaining(["GREETING", "PATH", "end"]));
  // Shells add these for themselves.
  expect(
    names.filter((name) => !["GREETING", "PATH", "end", "", "PWD", "SHLVL", "_", "OLDPWD"].includes(name ?? "")),
  ).toEqual([]);
});

test("arguments arrive as they are", async () => {
  const { stdout } = await runProgram("printf", ["%s|", "a b", "$HOME", "'\"", "*", "-n", ""], options);
  expect(stdout).toBe("a b|$HOME|'\"|*|-n||\n");
});

describe("what cannot be run", () => {
  test.each([
    [
      "no-such-program",
      "no-such-program: no such program on the PATH. Install it, or add the folder that holds it to PATH.",
    ],
    ["./nothing", "./nothing: no such program. Install it, or add the folder that holds it to PATH."],
  ])("%s", async (file, message) => {
    const error = await rejection(runProgram(file, [], options));
    expect(error).toBeInstanceOf(ToolError);
    expect(error.message).toBe(message);
  });

  test("without PATH, nothing is found, not even here", async () => {
    fakeProgram(folder, "here", "echo here");
    expect(findProgram("here", { PATH: join(folder, "bin") })).toBe(join(folder, "bin", "here"));
    for (const env of [{}, { PATH: "" }, { PATH: ":" }, { PATH: "bin" }]) {
      expect(findProgram("here", env, folder)).toBeUndefined();
    }
    expect(findProgram("bin/here", {}, folder)).toBe(join(folder, "bin", "here"));
    expect((await rejection(runProgram("sh", [], { ...options, env: {} }))).message).toContain("on the PATH");
  });

  test("a folder, and a file that is not executable, are not programs", () => {
    mkdirSync(join(folder, "bin", "directory"), { recursive: true });
    writeFileSync(join(folder, "bin", "text"), "text");
    const env = { PATH: join(folder, "bin") };
    expect([findProgram("directory", env), findProgram("text", env), findProgram("", env)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("in no folder", async () => {
    const error = await rejection(runProgram("sh", [], { ...options, cwd: "/no/such/folder" }));
    expect(error.message).toBe("sh: cannot run in /no/such/folder: no such folder. Create the folder first.");
  });
});

describe("runOrThrow", () => {
  test("tells the last meaningful lines", async () => {
    const error = await rejection(
      runOrThrow("sh", ["-c", "echo first; echo ─────; echo it broke >&2; exit 4"], options),
    );
    expect(error).toBeInstanceOf(ToolError);
    expect(error.message).toMatch(/^sh -c .*: exited with status 4: first \| it broke\. See what it says above, /);
  });

  test("and gives the result of one that succeeds", async () => {
    expect((await runOrThrow("echo", ["fine"], options)).stdout).toBe("fine\n");
  });

  test.each([
    ["", ""],
    ["\n ╷\n│\n", ""],
    ["a\nb\nc\nd\ne\nf", "b | c | d | e | f"],
  ])("the last lines of %j", (output, expected) => {
    expect(lastLines(output)).toBe(expected);
  });
});

describe("called off", () => {
  test("a run ends everything below it, then is an AbortError", async () => {
    const controller = new AbortController();
    const pids: number[] = [];
    const run = sh("setsid sleep 332 & echo $!; sleep 333; :", {
      signal: controller.signal,
      onLine: (line: string) => {
        pids.push(Number(line));
        controller.abort();
      },
    });
    expect(await rejection(run)).toMatchObject({ name: "AbortError", code: "ABORT_ERR", message: "sh was called off" });
    expect(pids).toHaveLength(1);
    expect(pids.filter(isRunning)).toEqual([]);
  });

  test("before it began, it does not begin", async () => {
    const file = join(folder, "begun");
    const run = runProgram("touch", [file], { ...options, signal: AbortSignal.abort() });
    expect((await rejection(run)).message).toBe("touch was not started: called off");
    expect(findProgram(file, {})).toBeUndefined();
  });

  test("after its time is over, it is a ToolError", async () => {
    const error = await rejection(sh("sleep 334", { timeoutMs: 50 }));
    expect(error).toBeInstanceOf(ToolError);
    expect(error.message).toMatch(/^sh: did not finish within 0\.05 s and was ended\. /);
  });

  test("a reader of its lines that fails ends it", async () => {
    const onLine = (): never => {
      throw new Error("cannot read");
    };
    await expect(sh("echo one; sleep 335", { onLine })).rejects.toThrow("cannot read");
    expect(everyStartedProgram()).toEqual([]);
  });
});

describe("programs that stay", () => {
  test("are ended all, the newest first", async () => {
    const ended: string[] = [];
    for (const name of ["server", "client"]) {
      const program = startProgram("sleep", ["336"], options);
      void program.exited.then(({ signal }) => ended.push(`${name}: ${String(signal)}`));
    }
    expect(everyStartedProgram()).toHaveLength(2);
    // Less than the time a test may take: a request that is lost shows up as SIGKILL here.
    await endAllPrograms({ graceMs: 2_000 });
    expect(everyStartedProgram()).toHaveLength(0);
    expect(ended).toEqual(["client: SIGTERM", "server: SIGTERM"]);
  });

  test("may be stopped twice, and tell how they ended", async () => {
    const program = startProgram("sleep", ["337"], options);
    await Promise.all([program.stop(), program.stop()]);
    expect(await program.exited).toEqual({ exitCode: undefined, signal: "SIGTERM" });
    await program.stop();
  });
});
