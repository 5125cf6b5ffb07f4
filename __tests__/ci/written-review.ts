import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder as `npm run review` leaves it, for scripts to read. */
export interface WrittenReview {
  readonly folder: string;
  remove(): void;
}

/** The hidden first line. */
export function marker(environment: string): string {
  return `<!-- front-door review: ${environment} -->`;
}

export function writeReview(files: { readonly md?: string; readonly outcome?: string }): WrittenReview {
  const folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  if (files.md !== undefined) writeFileSync(join(folder, "review.md"), files.md);
  if (files.outcome !== undefined) {
    writeFileSync(join(folder, "review.json"), JSON.stringify({ environment: "dev", outcome: files.outcome }));
  }
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
