import { createHash } from "node:crypto";

/** What `npm run handoff` wrote into a folder: only that may it replace. */
export interface Manifest {
  readonly environment: string;
  /** The SHA-256 of every file, by its path below the folder, with `/`. */
  readonly files: Readonly<Record<string, string>>;
}

/** The file that says so. */
export const MANIFEST_FILE = ".front-door-handoff.json";

/** The manifest of files. */
export function manifestOf(environment: string, files: ReadonlyMap<string, string>): Manifest {
  return {
    environment,
    files: Object.fromEntries([...files].map(([path, text]): [string, string] => [path, sha256(text)]).sort(byPath)),
  };
}

/** As it is written. */
export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Reads a manifest; undefined where this is none. */
export function readManifest(text: string): Manifest | undefined {
  try {
    const read = JSON.parse(text) as Partial<Manifest> | null;
    const files: unknown = read?.files;
    const isManifest = typeof read?.environment === "string" && typeof files === "object" && files !== null;
    return isManifest ? (read as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

/** The SHA-256 of a file, in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function byPath([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1;
}
