import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ToolError } from "../../toolchain/tool-error";
import type { ReviewedStack } from "../compare/compare-with-review";
import { FINDING_KINDS } from "../findings/finding";
import { stackPlanOf } from "../plan/stack-plan";
import { readPlan } from "../plan/terraform-plan";
import { REVIEW_FILE } from "./saved-review";

/** The parts of review.json that an apply goes by. */
const reviewSchema = z.object({
  formatVersion: z.string().regex(/^1\.\d+$/, "only format 1.x is understood"),
  environment: z.string(),
  region: z.string(),
  account: z.string(),
  date: z.string(),
  outcome: z.enum(["no changes", "changes", "error"]),
  provenance: z.object({ commit: z.string().optional(), terraform: z.string(), provider: z.string() }),
  findings: z.array(
    z.object({
      kind: z.enum(FINDING_KINDS),
      address: z.string(),
      standing: z.enum(["open", "accepted", "expired"]),
      acceptance: z.object({ until: z.string() }).optional(),
    }),
  ),
  policy: z.object({
    failOn: z.array(z.enum(FINDING_KINDS)),
    failing: z.array(z.object({ kind: z.string(), address: z.string() })),
  }),
  stacks: z.array(
    z.object({
      stack: z.string(),
      fingerprint: z.string(),
      provisional: z
        .object({
          upstream: z.array(z.string()),
          placeholders: z.array(
            z.object({
              value: z.string(),
              stack: z.string(),
              output: z.string(),
              path: z.array(z.union([z.string(), z.number()])),
            }),
          ),
        })
        .optional(),
      plan: z.object({
        // A name in the folder, and nothing that leads out of it.
        json: z.string().regex(/^[\w.-]+\.json$/),
        sha256: z.string(),
      }),
    }),
  ),
});

/** A review to apply. */
export interface ReviewedEnvironment extends Omit<z.infer<typeof reviewSchema>, "stacks"> {
  readonly stacks: readonly ReviewedStack[];
}

/**
 * Reads a review that was written to a folder.
 *
 * @throws ToolError when there is none, it is incomplete, or a plan is not the one that was reviewed
 */
export function readSavedReview(folder: string): ReviewedEnvironment {
  if (folder.trim() === "") throw unusable("--reviewed", "no folder is named");
  const file = join(folder, REVIEW_FILE);
  const parsed = reviewSchema.safeParse(parseJson(file, read(file)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw unusable(file, `it is no review: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  }
  const stacks = parsed.data.stacks.map(({ stack, plan, provisional, fingerprint }) => {
    const planFile = join(folder, plan.json);
    const text = read(planFile);
    if (sha256(text) !== plan.sha256) throw unusable(planFile, `it is not the plan that ${REVIEW_FILE} was made of`);
    const terraformPlan = readPlan(parseJson(planFile, text), planFile);
    return { plan: stackPlanOf(stack, terraformPlan, provisional), terraformPlan, fingerprint };
  });
  return { ...parsed.data, stacks };
}

/** In hexadecimal digits. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw unusable(file, code === "ENOENT" ? "there is no such file" : `it cannot be read (${code ?? String(error)})`);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unusable(file, "it is no JSON");
  }
}

function unusable(where: string, what: string): ToolError {
  return new ToolError({
    where,
    what,
    remedy: "Give the folder that `npm run review` wrote, complete, or review again.",
  });
}
