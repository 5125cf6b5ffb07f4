import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { createWorkspace } from "../toolchain/workspace";

/** How often another run may get between us and the folder. */
const ATTEMPTS = 5;

/** What a folder is replaced with. */
export interface Replacement {
  /** Puts everything into the new folder, which is empty. */
  readonly fill: (fresh: string) => void;
  /** Throws when the old folder may not be replaced. Asked right before it would be. */
  readonly requireOurs: () => void;
}

/** Puts a new folder in place of an old one, or of none: all of it or nothing. @throws errors of the file system as they are */
export function replaceFolder(folder: string, { fill, requireOurs }: Replacement): void {
  const target = resolve(folder);
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  // Beside the folder, because only there it can be put in its place at once.
  const workspace = createWorkspace(`.${basename(target)}`, parent);
  try {
    const fresh = workspace.folder("new");
    fill(fresh);
    for (let attempt = 1; ; attempt++) {
      requireOurs();
      if (tryToReplace(target, fresh, join(workspace.folder("old"), String(attempt)), attempt === ATTEMPTS)) return;
    }
  } finally {
    workspace.remove();
  }
}

/**
 * Of what is there already, the folder nearest to a folder that is to be made must let us in.
 *
 * @throws errors of the file system as they are
 */
export function requireFolderAbove(folder: string): void {
  const path = resolve(folder);
  const parent = dirname(path);
  if (existsSync(path) || parent === path) return;
  if (!existsSync(parent)) {
    requireFolderAbove(parent);
    return;
  }
  readdirSync(parent);
  accessSync(parent, constants.W_OK);
}

/** @returns false when another run put a folder there, or took it away, between our two steps */
function tryToReplace(target: string, fresh: string, old: string, isLast: boolean): boolean {
  try {
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
    return true;
  } catch (error) {
    const isRace = ["ENOTEMPTY", "EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "");
    if (!isRace || isLast) throw error;
    return false;
  }
}
