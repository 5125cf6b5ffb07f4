import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { REVIEW_FILE } from "../review/saved/saved-review";
import { reasonOf } from "../toolchain/reason";
import { ToolError } from "../toolchain/tool-error";
import { createWorkspace } from "../toolchain/workspace";

/** What goes into a file: a text, or a copy of another file. */
export type FileContent = { readonly text: string } | { readonly copyOf: string };

/** How often another review of the same environment may get between us and the folder. */
const ATTEMPTS = 5;

/**
 * Makes sure that a review can be written to a folder, before anything takes long.
 *
 * @throws ToolError when there is something in it that no review wrote
 */
export function requireReviewFolder(folder: string): void {
  if (folder.trim() === "") {
    throw new ToolError({ where: "--out", what: "no folder is named", remedy: "Name one, or leave --out away." });
  }
  let entries: string[];
  try {
    requireFolderAbove(resolve(folder));
    entries = existsSync(folder) ? readdirSync(folder) : [];
  } catch (error) {
    throw notWritable(folder, error);
  }
  if (entries.length > 0 && !entries.includes(REVIEW_FILE)) {
    throw new ToolError({
      where: folder,
      what: "the folder holds something that is not a review",
      remedy: "Name an empty folder, or one that does not exist yet, with --out.",
    });
  }
}

/**
 * Writes a review in place of an older one: all of it or nothing. Nobody else may read it, since plans hold secrets.
 *
 * @param files - by their names
 * @throws ToolError when it cannot be written
 */
export function writeReviewFolder(folder: string, files: ReadonlyMap<string, FileContent>): void {
  const target = resolve(folder);
  const parent = dirname(target);
  try {
    mkdirSync(parent, { recursive: true });
    // Beside the folder, because only there it can be put in its place at once.
    const workspace = createWorkspace(`.${basename(target)}`, parent);
    try {
      const fresh = workspace.folder("new");
      chmodSync(fresh, 0o700);
      for (const [name, content] of files) {
        const file = join(fresh, name);
        if ("text" in content) writeFileSync(file, content.text);
        else copyFileSync(content.copyOf, file);
        chmodSync(file, 0o600);
      }
      replace(target, fresh, workspace.folder("old"));
    } finally {
      workspace.remove();
    }
  } catch (error) {
    throw error instanceof ToolError ? error : notWritable(folder, error);
  }
}

/** Of what is there already, the folder nearest to it must let us in. */
function requireFolderAbove(folder: string): void {
  const parent = dirname(folder);
  if (existsSync(folder) || parent === folder) return;
  if (!existsSync(parent)) {
    requireFolderAbove(parent);
    return;
  }
  readdirSync(parent);
  accessSync(parent, constants.W_OK);
}

function replace(target: string, fresh: string, old: string): void {
  for (let attempt = 1; ; attempt++) {
    requireReviewFolder(target);
    try {
      if (existsSync(target)) renameSync(target, join(old, String(attempt)));
      renameSync(fresh, target);
      return;
    } catch (error) {
      // Another review was put there, or taken away, between our two steps.
      const isRace = ["ENOTEMPTY", "EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "");
      if (!isRace || attempt >= ATTEMPTS) throw error;
    }
  }
}

function notWritable(folder: string, error: unknown): ToolError {
  return new ToolError({
    where: folder,
    what: `the review cannot be written there: ${reasonOf(error)}`,
    remedy: "Name another folder with --out.",
  });
}
