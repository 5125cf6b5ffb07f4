import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { createWorkspace, type Workspace } from "../toolchain/workspace";

/** How often another run may get between us and the folder. */
const ATTEMPTS = 5;

/** What a folder is replaced with. */
export interface Replacement {
  /** Puts everything into the new folder, which is empty. */
  readonly fill: (fresh: string) => void;
  /**
   * Throws when the old folder may not be replaced. Asked before it is moved away, and again of where it was moved to: what
   * came into it at the last moment is somebody's.
   */
  readonly requireOurs: (old: string) => void;
  /** Told where something is left that could not be removed. @default a warning on stderr */
  readonly onLeftOver?: (path: string) => void;
  /** @default removes the workspace */
  readonly remove?: (workspace: Workspace) => void;
}

/**
 * Puts a new folder in place of an old one, or of none: all of it or nothing. Those may enter it who might enter the old one.
 *
 * @throws errors of the file system as they are
 */
export function replaceFolder(
  folder: string,
  {
    fill,
    requireOurs,
    onLeftOver = warn,
    remove = (workspace) => {
      workspace.remove();
    },
  }: Replacement,
): void {
  const target = folderAt(folder);
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  // Beside the folder, because only there it can be put in its place at once.
  const workspace = createWorkspace(`.${basename(target)}`, parent);
  try {
    const fresh = workspace.folder("new");
    fill(fresh);
    for (let attempt = 1; ; attempt++) {
      requireOurs(target);
      const moved = join(workspace.folder("old"), String(attempt));
      if (tryToReplace(target, { fresh, moved, requireOurs, isLast: attempt === ATTEMPTS })) break;
    }
  } finally {
    try {
      remove(workspace);
    } catch {
      // What was to be done is done, or the reason why not is on its way already.
      onLeftOver(workspace.path);
    }
  }
}

/**
 * The absolute path of a folder that a user names, without `..`, and where a link leads. Whoever checks a folder and whoever
 * writes it have to take the same path: the system looks for `nope/../there` in `nope`, and path.resolve() does not.
 *
 * @throws Error where it is a link that leads nowhere
 */
export function folderAt(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  if (lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw new Error("it is a link that leads nowhere");
  }
  return absolute;
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

interface Move {
  readonly fresh: string;
  /** Where the old one is moved to. */
  readonly moved: string;
  readonly requireOurs: (old: string) => void;
  readonly isLast: boolean;
}

/** @returns false when another run put a folder there, or took it away, between our two steps */
function tryToReplace(target: string, { fresh, moved, requireOurs, isLast }: Move): boolean {
  try {
    if (existsSync(target)) {
      chmodSync(fresh, statSync(target).mode & 0o7777);
      renameSync(target, moved);
      requireOursOrBringBack(target, moved, requireOurs);
    }
    renameSync(fresh, target);
    return true;
  } catch (error) {
    const isRace = ["ENOTEMPTY", "EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "");
    if (!isRace || isLast) throw error;
    return false;
  }
}

function requireOursOrBringBack(target: string, moved: string, requireOurs: (old: string) => void): void {
  try {
    requireOurs(moved);
  } catch (error) {
    // Another run may have put its own there meanwhile: then it is kept beside it.
    const places = [target, ...Array.from({ length: 100 }, (_, index) => `${target}.kept-${String(index + 1)}`)];
    const place = places.find((each) => !existsSync(each)) ?? target;
    renameSync(moved, place);
    throw error;
  }
}

function warn(path: string): void {
  process.stderr.write(`Something is left in ${path}: it could not be removed. Remove it by hand.\n`);
}
