import { chmodSync, copyFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REVIEW_FILE } from "../review/saved/saved-review";
import { reasonOf } from "../toolchain/reason";
import { ToolError } from "../toolchain/tool-error";
import { folderAt, replaceFolder, requireFolderAbove, requireFolderNamed } from "./replace-folder";

/** What goes into a file: a text, or a copy of another file. */
export type FileContent = { readonly text: string } | { readonly copyOf: string };

/**
 * Makes sure that a review can be written to a folder, before anything takes long.
 *
 * @throws ToolError when there is something in it that no review wrote
 */
export function requireReviewFolder(folder: string): void {
  requireFolderNamed(folder);
  requireReview(folder);
}

/**
 * @param folder - as it was named
 * @param place - where it is, or where it was moved to
 */
function requireReview(folder: string, place?: string): void {
  let entries: string[];
  try {
    const path = place ?? folderAt(folder);
    requireFolderAbove(path);
    entries = existsSync(path) ? readdirSync(path) : [];
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
  try {
    replaceFolder(folder, {
      mode: 0o700,
      fill: (fresh) => {
        for (const [name, content] of files) {
          const file = join(fresh, name);
          if ("text" in content) writeFileSync(file, content.text);
          else copyFileSync(content.copyOf, file);
          chmodSync(file, 0o600);
        }
      },
      requireOurs: (old) => {
        requireReview(folder, old);
      },
    });
  } catch (error) {
    throw error instanceof ToolError ? error : notWritable(folder, error);
  }
}

function notWritable(folder: string, error: unknown): ToolError {
  return new ToolError({
    where: folder,
    what: `the review cannot be written there: ${reasonOf(error)}`,
    remedy: "Name another folder with --out.",
  });
}
