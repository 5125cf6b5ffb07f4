import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

/** What one attempt of a run has written. */
export interface ReviewFiles {
  readonly md?: string;
  readonly outcome?: string;
}

export function writeReview(files: ReviewFiles): WrittenReview {
  return writeReviews({ ".": files });
}

/** Those of several attempts, each in a folder of its own: `dev.1`, `dev.2`. */
export function writeReviews(attempts: Readonly<Record<string, ReviewFiles>>): WrittenReview {
  const root = mkdtempSync(join(tmpdir(), "front-door-test-"));
  for (const [name, files] of Object.entries(attempts)) writeAttempt(join(root, name), files);
  return {
    folder: root,
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function writeAttempt(folder: string, files: ReviewFiles): void {
  mkdirSync(folder, { recursive: true });
  if (files.md !== undefined) writeFileSync(join(folder, "review.md"), files.md);
  if (files.outcome !== undefined) {
    writeFileSync(join(folder, "review.json"), JSON.stringify({ environment: "dev", outcome: files.outcome }));
  }
}
