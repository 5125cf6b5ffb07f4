import { delimiter, isAbsolute, resolve } from "node:path";

import which from "which";

/**
 * The absolute path of a program, or undefined when there is none that may be run.
 *
 * A name with a slash is a file, seen from `cwd`. Relative and empty entries of PATH are passed over: which program runs
 * must not depend on the folder that one happens to be in.
 */
export function findProgram(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string = process.cwd(),
): string | undefined {
  if (/[/\\]/.test(file)) return which.sync(resolve(cwd, file), { nothrow: true }) ?? undefined;
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  // Given an empty path, `which` would look in the current folder.
  if (file === "" || folders.length === 0) return undefined;
  return which.sync(file, { path: folders.join(delimiter), nothrow: true }) ?? undefined;
}
