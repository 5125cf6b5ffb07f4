import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ToolError } from "../toolchain/tool-error";
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
  /** Who may enter the new folder. @default those who might enter the old one, or else those whom the umask lets */
  readonly mode?: number;
  /** Told in a line what is left where. @default on stderr */
  readonly warn?: (line: string) => void;
  /** @default removes the workspace */
  readonly remove?: (workspace: Workspace) => void;
}

/**
 * Puts a new folder in place of an old one, or of none: all of it or nothing.
 *
 * @throws errors of the file system as they are
 */
export function replaceFolder(
  folder: string,
  {
    fill,
    requireOurs,
    mode,
    warn = warnOnStderr,
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
    // Before there is anything in it to be read.
    if (mode !== undefined) chmodSync(fresh, mode);
    fill(fresh);
    for (let attempt = 1; ; attempt++) {
      requireOurs(target);
      const moved = join(workspace.folder("old"), String(attempt));
      const keepsMode = mode === undefined;
      if (tryToReplace(target, { fresh, moved, requireOurs, keepsMode, warn, isLast: attempt === ATTEMPTS })) break;
    }
  } finally {
    try {
      remove(workspace);
    } catch {
      // What was to be done is done, or the reason why not is on its way already.
      warn(`Something is left in ${workspace.path}: it could not be removed. Remove it by hand.`);
    }
  }
}

/** @throws ToolError where `--out` names no folder */
export function requireFolderNamed(folder: string): void {
  if (folder.trim() !== "") return;
  throw new ToolError({ where: "--out", what: "no folder is named", remedy: "Name one, or leave --out away." });
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
  readonly keepsMode: boolean;
  readonly warn: (line: string) => void;
  readonly isLast: boolean;
}

/** @returns false when another run put a folder there, or took it away, between our two steps */
function tryToReplace(target: string, move: Move): boolean {
  const { fresh, moved, keepsMode, isLast } = move;
  try {
    if (existsSync(target)) {
      if (keepsMode) chmodSync(fresh, statSync(target).mode & 0o7777);
      renameSync(target, moved);
      requireOursOrBringBack(target, move);
    }
    renameSync(fresh, target);
    return true;
  } catch (error) {
    const isRace = ["ENOTEMPTY", "EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "");
    if (!isRace || isLast) throw error;
    return false;
  }
}

function requireOursOrBringBack(target: string, { moved, requireOurs, warn }: Move): void {
  try {
    requireOurs(moved);
  } catch (error) {
    // Another run may have put its own there meanwhile: then it is kept beside it.
    const place = existsSync(target) ? join(mkdtempSync(`${target}-`), basename(target)) : target;
    renameSync(moved, place);
    if (place !== target) warn(`What was in ${target} is in ${place} now: another run took its place.`);
    throw error;
  }
}

function warnOnStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
