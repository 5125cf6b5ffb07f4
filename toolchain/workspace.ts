import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { isRunning, processWithPid } from "./process-list";
import { reasonOf } from "./reason";
import { ToolError } from "./tool-error";

/** A folder of one process's own, for everything that must not land in the checkout. */
export interface Workspace {
  readonly path: string;
  /** Makes a folder in it, or finds it there, and returns its path. */
  folder(name: string): string;
  /** Removes it with all that it holds. May be called twice. */
  remove(): void;
}

/** Says which process a workspace belongs to. The host, because a container sees other pids in the same temporary folder. */
interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly startTime: string;
}

const OWNER_FILE = "owner.json";

/**
 * Makes a workspace below the temporary folder. It is removed by `remove()`, or when this process exits; those of processes
 * that were killed before they could are removed now.
 *
 * @param prefix the beginning of its name: workspaces of the same prefix are looked after together
 * @param parent the temporary folder
 * @throws ToolError when the temporary folder cannot be written to.
 */
export function createWorkspace(prefix: string, parent: string = resolve(tmpdir())): Workspace {
  sweepWorkspaces(prefix, parent);
  const path = makeFolder(prefix, parent);
  const remove = (): void => {
    process.removeListener("exit", remove);
    // Retried, because a program that is just ending may still write into it.
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  process.on("exit", remove);
  return {
    path,
    folder: (name) => {
      const folder = join(path, name);
      try {
        mkdirSync(folder, { recursive: true });
      } catch (error) {
        throw notWritable(path, error);
      }
      return folder;
    },
    remove,
  };
}

/**
 * Removes the workspaces of this prefix whose process does not run any more. One whose owner cannot be told is left alone:
 * it may be in the making.
 *
 * @returns the paths that were removed
 */
export function sweepWorkspaces(prefix: string, parent: string = tmpdir()): string[] {
  let names: string[];
  try {
    names = readdirSync(parent);
  } catch {
    return []; // createWorkspace() says it better.
  }
  return names
    .filter((name) => name.startsWith(`${prefix}-`))
    .map((name) => join(parent, name))
    .filter((path) => isAbandoned(path) && removeIfPossible(path));
}

function isAbandoned(path: string): boolean {
  try {
    const folder = lstatSync(path);
    const isOurs = process.getuid === undefined || folder.uid === process.getuid();
    if (!folder.isDirectory() || !isOurs) return false;
    const owner = JSON.parse(readFileSync(join(path, OWNER_FILE), "utf8")) as Partial<Owner>;
    const { host, pid, startTime } = owner;
    return host === hostname() && pid !== undefined && startTime !== undefined && !isRunning({ pid, startTime });
  } catch {
    return false;
  }
}

function removeIfPossible(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false; // Another process sweeps it at this moment.
  }
}

function makeFolder(prefix: string, parent: string): string {
  try {
    const path = mkdtempSync(join(parent, `${prefix}-`));
    const startTime = processWithPid(process.pid)?.startTime;
    if (startTime !== undefined) {
      const owner: Owner = { host: hostname(), pid: process.pid, startTime };
      writeFileSync(join(path, OWNER_FILE), JSON.stringify(owner));
    }
    return path;
  } catch (error) {
    throw notWritable(parent, error);
  }
}

function notWritable(folder: string, error: unknown): ToolError {
  return new ToolError({
    where: "temporary folder",
    what: `cannot make a workspace in ${folder}: ${reasonOf(error)}`,
    remedy: "Set TMPDIR to a folder that you may write to.",
  });
}
