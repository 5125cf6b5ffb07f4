import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Manifest, MANIFEST_FILE, readManifest, sha256 } from "../handoff/manifest";
import { reasonOf } from "../toolchain/reason";
import { ToolError } from "../toolchain/tool-error";
import { folderAt, replaceFolder, requireFolderAbove, requireFolderNamed } from "./replace-folder";

/** How many things that are not ours are named. */
const NAMED = 5;

/**
 * Makes sure that a handoff of an environment can be written to a folder: whatever is in it must be what an earlier one wrote,
 * and as it wrote it. What somebody added or changed since is theirs.
 *
 * @throws ToolError naming what is in it otherwise
 */
export function requireHandoffFolder(folder: string, environment: string): void {
  requireFolderNamed(folder);
  requireHandoff(folder, environment);
}

/**
 * @param folder - as it was named
 * @param place - where it is, or where it was moved to
 */
function requireHandoff(folder: string, environment: string, place?: string): void {
  let found: Found | undefined;
  try {
    const path = place ?? folderAt(folder);
    requireFolderAbove(path);
    found = existsSync(path) ? contentOf(path) : undefined;
  } catch (error) {
    throw notWritable(folder, error);
  }
  if (found === undefined) return;
  const { of = environment, theirs, changed } = found;
  if (of !== environment) {
    throw refusal(folder, `it holds the handoff of ${of}`, "Name another folder with --out.");
  }
  const said = [
    ...(theirs.length > 0 ? [`it holds what no handoff wrote (${named(theirs)})`] : []),
    ...(changed.length > 0 ? [`it holds what was changed since a handoff wrote it (${named(changed)})`] : []),
  ];
  if (said.length === 0) return;
  throw refusal(
    folder,
    said.join("; "),
    "Name an empty folder, or one that does not exist yet, with --out, and compare the two.",
  );
}

/**
 * Writes a handoff in place of an older one: all of it or nothing.
 *
 * @param files - by their paths below the folder, with `/`; the manifest is one of them
 * @throws ToolError when it cannot be written, or when the folder holds anything else, see requireHandoffFolder()
 */
export function writeHandoffFolder(folder: string, environment: string, files: ReadonlyMap<string, string>): void {
  try {
    replaceFolder(folder, {
      fill: (fresh) => {
        for (const [path, text] of files) {
          const file = join(fresh, path);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
      },
      requireOurs: (old) => {
        requireHandoff(folder, environment, old);
      },
    });
  } catch (error) {
    throw error instanceof ToolError ? error : notWritable(folder, error);
  }
}

/** What is in a folder. */
interface Found {
  /** The environment whose handoff it is, if it is one. */
  readonly of?: string;
  /** Paths of what no handoff wrote. A folder has `/` behind it. */
  readonly theirs: readonly string[];
  /** Paths of what a handoff wrote otherwise. */
  readonly changed: readonly string[];
}

function contentOf(folder: string): Found {
  const manifest = manifestIn(folder);
  const ours = new Map(Object.entries(manifest?.files ?? {}));
  const [theirs, changed]: [string[], string[]] = [[], []];
  const look = (above: string): void => {
    for (const entry of readdirSync(join(folder, above), { withFileTypes: true })) {
      const path = `${above}${entry.name}`;
      const isOurs = (below: string): boolean => below.startsWith(`${path}/`);
      if (path === MANIFEST_FILE && manifest !== undefined) continue;
      // What is below a folder of somebody else's is not told one by one: `.terraform` holds a lot.
      if (entry.isDirectory() && [...ours.keys()].some(isOurs)) look(`${path}/`);
      else if (!entry.isFile() || !ours.has(path)) theirs.push(entry.isDirectory() ? `${path}/` : path);
      else if (sha256(readFileSync(join(folder, path))) !== ours.get(path)) changed.push(path);
    }
  };
  look("");
  return {
    ...(manifest === undefined ? {} : { of: manifest.environment }),
    theirs: theirs.sort(),
    changed: changed.sort(),
  };
}

function manifestIn(folder: string): Manifest | undefined {
  const file = join(folder, MANIFEST_FILE);
  return existsSync(file) ? readManifest(readFileSync(file, "utf8")) : undefined;
}

function named(paths: readonly string[]): string {
  const more = paths.length - NAMED;
  return [...paths.slice(0, NAMED), ...(more > 0 ? [`and ${String(more)} more`] : [])].join(", ");
}

function refusal(folder: string, what: string, remedy: string): ToolError {
  return new ToolError({ where: folder, what, remedy });
}

function notWritable(folder: string, error: unknown): ToolError {
  return refusal(folder, `the handoff cannot be written there: ${reasonOf(error)}`, "Name another folder with --out.");
}
