import { findingsOf } from "../review/findings";
import type { Finding } from "../review/findings/finding";
import { type StateEncryption, stateEncryptionFindings } from "../review/findings/state-encryption";
import { worstFirst } from "../review/findings/worst-first";
import { costOf } from "../review/cost/cost-of";
import { headline, renderReview } from "../review/markdown";
import { reviewNetwork } from "../review/network/review-network";
import { topologyOfStates } from "../review/network/topology-of-states";
import { maskedChange, maskedOutput } from "../review/plan/mask";
import { scrubbed } from "../review/plan/scrub";
import { secretsIn } from "../review/plan/secrets";
import { type StackPlan, stackPlanOf } from "../review/plan/stack-plan";
import { acceptancesFor } from "../review/policy/allow-lines";
import { judge } from "../review/policy/judge";
import type { Review } from "../review/review";
import { sha256 } from "../review/saved/read-saved-review";
import { outcomeOf, REVIEW_FILE, REVIEW_FORMAT, type SavedReview } from "../review/saved/saved-review";
import { expectedOf } from "../topology/expected";
import { readSynthesized } from "../topology/synthesized/read-synthesized";
import { PROJECT_ROOT } from "./project-root";
import type { FileContent } from "./review-folder";
import type { ReviewOptions } from "./review-options";
import type { ReviewContext } from "./review-steps";

/** Makes a review of what was planned. */
export function makeReview(context: ReviewContext, options: ReviewOptions, now: Date): Review {
  const { environment, planned, errors, terraform, caller, checkout, provider } = context;
  const stacks = planned.map(({ stack, plan, provisional }) => stackPlanOf(stack, plan, provisional));
  // What some stacks do says little about the whole.
  const whole = errors.length === 0 ? wholeReview(context, options, stacks) : { findings: [] };
  const found = worstFirst([
    ...findingsOf(stacks),
    ...stateEncryptionFindings(encryptionOf(context)),
    ...whole.findings,
  ]);
  const acceptances = acceptancesFor(environment.name, PROJECT_ROOT);
  const { findings, policy } = judge(found, acceptances, options.failOn, now.toISOString().slice(0, 10));
  // Without the findings of all stacks nobody can tell which lines are needed.
  const unused = errors.length === 0 ? policy.unused : [];
  return {
    environment: environment.name,
    region: environment.region,
    account: caller.account,
    date: now.toISOString(),
    stacks,
    errors,
    findings,
    policy: { ...policy, unused },
    ...("network" in whole ? { network: whole.network, cost: whole.cost } : {}),
    provenance: {
      ...(checkout === undefined ? {} : { commit: checkout.commit }),
      uncommitted: checkout?.uncommitted ?? false,
      terraform: terraform.terraform.version,
      provider,
      command: options.command,
    },
  };
}

/** The files of a review: for people, for programs, and the plans themselves. */
export function reviewFiles(review: Review, { planned }: ReviewContext): ReadonlyMap<string, FileContent> {
  const secrets = new Set(planned.flatMap(({ plan }) => [...secretsIn(plan)]));
  const plans = planned.map(({ stack, json, planFile, provisional }) => {
    const text = JSON.stringify(json);
    const saved = {
      json: `${stack}.plan.json`,
      sha256: sha256(text),
      ...(provisional === undefined ? { file: `${stack}.tfplan` } : {}),
    };
    return { stack, saved, text, planFile };
  });
  const saved: SavedReview = {
    formatVersion: REVIEW_FORMAT,
    outcome: outcomeOf(review),
    headline: headline(review),
    ...review,
    stacks: review.stacks.map((stackPlan) => ({
      ...maskedStack(stackPlan),
      plan: plans.find(({ stack }) => stack === stackPlan.stack)?.saved ?? { json: "", sha256: "" },
    })),
  };
  return new Map<string, FileContent>([
    ["review.md", { text: scrubbed(renderReview(review), secrets) }],
    [REVIEW_FILE, { text: scrubbed(`${JSON.stringify(saved, undefined, 2)}\n`, secrets) }],
    ...plans.flatMap(({ saved: { json, file }, text, planFile }): [string, FileContent][] => [
      [json, { text }],
      ...(file === undefined ? [] : ([[file, { copyOf: planFile }]] as [string, FileContent][])),
    ]),
  ]);
}

function maskedStack({ stack, provisional, changes, outputs, drift }: StackPlan) {
  return {
    stack,
    ...(provisional === undefined ? {} : { provisional }),
    changes: changes.map(maskedChange),
    outputs: outputs.map(maskedOutput),
    drift: drift.map(maskedChange),
  };
}

/** What concerns the environment as a whole: its network and its bill. */
function wholeReview(context: ReviewContext, options: ReviewOptions, stacks: readonly StackPlan[]) {
  const { environment, outFolder, live } = context;
  const [before, after] = [
    stacks.flatMap((each) => each.resourcesBefore),
    stacks.flatMap((each) => each.resourcesAfter),
  ];
  const { review: network, findings } = reviewNetwork({
    ...("notFromAws" in live ? { notFromAws: live.notFromAws } : { live }),
    states: topologyOfStates(before),
    code: readSynthesized({ folder: outFolder, environment: environment.name }),
    expected: expectedOf(environment),
  });
  const cost = costOf({ before, after, region: environment.region, assumptions: options.assumptions });
  return { network, cost, findings: findings as Finding[] };
}

function encryptionOf({ states, environment }: ReviewContext): StateEncryption[] {
  return [...states].flatMap(([stack, facts]) =>
    facts === undefined ? [] : [{ stack, keyNow: facts.kmsKeyArn, keyAfter: environment.state.kmsKeyArn }],
  );
}
