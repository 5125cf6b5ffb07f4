import { randomUUID } from "node:crypto";

import { neutralEnvironment } from "./aws-environment";
import { type MotoStart, type RunningMoto, startMoto } from "./moto-server";
import { runProgram, type RunOptions } from "./program";

const IMAGE = "motoserver/moto";
/** The port that the image listens on. */
const CONTAINER_PORT = 5000;
/** The image may have to be downloaded first. */
const START_TIMEOUT_MS = 300_000;
const ANSWER_TIMEOUT_MS = 30_000;

/** Which docker is asked, and how that is called off. */
type DockerQuestion = Pick<MotoStart, "file" | "env" | "cwd" | "signal">;

/** A container that runs; `remove()` ends it, also where the docker client has gone already. */
export interface MotoContainer extends RunningMoto {
  remove(): Promise<void>;
}

/**
 * Whether a docker engine answers: the program alone is not enough.
 *
 * @throws AbortError when called off
 * @throws ToolError when it says nothing for 15 s
 */
export async function dockerRuns({ file, env, cwd, signal }: DockerQuestion): Promise<boolean> {
  const result = await runProgram(file, ["info"], { cwd, env: neutralEnvironment(env), timeoutMs: 15_000, signal });
  return result.exitCode === 0;
}

/**
 * Starts moto in a container that only this machine can reach, on a free port. In the foreground, so that ending the docker
 * client ends the container too.
 *
 * @throws as startMoto()
 */
export async function startMotoContainer(start: Omit<MotoStart, "args" | "findUrl">): Promise<MotoContainer> {
  const { file, env, cwd, accountId, signal } = start;
  const name = `front-door-moto-${randomUUID()}`;
  const options: RunOptions = { cwd, env: neutralEnvironment(env), timeoutMs: ANSWER_TIMEOUT_MS };
  const remove = async (): Promise<void> => {
    await runProgram(file, ["rm", "-f", name], options); // Also when called off, and so without the signal.
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
        const mapping = await runProgram(file, ["port", name, `${String(CONTAINER_PORT)}/tcp`], { ...options, signal });
        const port = mapping.exitCode === 0 ? /^127\.0\.0\.1:(\d+)$/m.exec(mapping.stdout)?.[1] : undefined;
        return port === undefined ? undefined : `http://127.0.0.1:${port}`;
      },
    });
    return { ...moto, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
