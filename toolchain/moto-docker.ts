import { randomUUID } from "node:crypto";

import type { ShellEnvironment } from "./aws-environment";
import { neutralEnvironment } from "./aws-environment";
import { type MotoStart, type RunningMoto, startMoto } from "./moto-server";
import { runProgram } from "./program";

const IMAGE = "motoserver/moto";
/** The port that the image listens on. */
const CONTAINER_PORT = 5000;
/** The image may have to be downloaded first. */
const START_TIMEOUT_MS = 300_000;
const STOP_TIMEOUT_MS = 30_000;

/** A container that runs; `remove()` ends it, also where the docker client has gone already. */
export interface MotoContainer extends RunningMoto {
  remove(): Promise<void>;
}

/** Whether a docker engine answers: the program alone is not enough. */
export async function dockerRuns(file: string, env: ShellEnvironment, cwd: string): Promise<boolean> {
  const result = await runProgram(file, ["info"], { cwd, env: neutralEnvironment(env), timeoutMs: 15_000 });
  return result.exitCode === 0;
}

/**
 * Starts moto in a container that only this machine can reach, on a free port. In the foreground, so that ending the docker
 * client ends the container too.
 *
 * @throws as startMoto()
 */
export async function startMotoContainer(start: Omit<MotoStart, "args" | "findUrl">): Promise<MotoContainer> {
  const { file, env, cwd, accountId } = start;
  const name = `front-door-moto-${randomUUID()}`;
  const docker = async (...args: string[]): Promise<string> => {
    const run = await runProgram(file, args, { cwd, env: neutralEnvironment(env), timeoutMs: STOP_TIMEOUT_MS });
    return run.exitCode === 0 ? run.stdout : "";
  };
  const remove = async (): Promise<void> => {
    await docker("rm", "-f", name);
  };
  const account = accountId === undefined ? [] : ["-e", `MOTO_ACCOUNT_ID=${accountId}`];
  const publish = ["-p", `127.0.0.1:0:${String(CONTAINER_PORT)}`];
  try {
    const moto = await startMoto({
      ...start,
      // --init: as process 1 of its container moto would not end on SIGTERM.
      args: ["run", "--rm", "--init", "--name", name, ...publish, ...account, IMAGE],
      timeoutMs: start.timeoutMs ?? START_TIMEOUT_MS,
      findUrl: async () => {
        const mapping = await docker("port", name, `${String(CONTAINER_PORT)}/tcp`);
        const port = /^127\.0\.0\.1:(\d+)$/m.exec(mapping)?.[1];
        return port === undefined ? undefined : `http://127.0.0.1:${port}`;
      },
    });
    return { ...moto, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
