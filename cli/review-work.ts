import { findingsOf, worstFirst } from "../review/findings";
import type { Finding } from "../review/findings/finding";
import { type StateEncryption, stateEncryptionFindings } from "../review/findings/state-encryption";
import { costOf } from "../review/cost/cost-of";
import { headline, renderReview, scrubbedReview } from "../review/markdown";
import { reviewNetwork } from "../review/network/review-network";
import { lastingResources, topologyOfStates } from "../review/network/topology-of-states";
import type { Change } from "../review/plan/change";
import { secretsIn } from "../review/plan/secrets";
import { type StackPlan, stackPlanOf } from "../review/plan/stack-plan";
import { acceptancesFor } from "../review/policy/allow-lines";
import { judge } from "../review/policy/judge";
import type { Review } from "../review/review";
import { sha256 } from "../review/saved/read-saved-review";
import { outcomeOf, REVIEW_FILE, REVIEW_FORMAT, type SavedReview } from "../review/saved/saved-review";
import { expectedOf } from "../topology/expected";
import { readSynthesized } from "../topology/synthesized/read-synthesized";
import { ToolError } from "../toolchain/tool-error";
import { describeError } from "./describe-error";
import { PROJECT_ROOT } from "./project-root";
import type { FileContent } from "./review-folder";
import type { ReviewOptions } from "./review-options";
import { knownBeforehand, type ReviewContext } from "./review-steps";
import type { PlannedStack } from "./stack-planner";

/** Makes a review of what was planned. Nothing sensitive is in it. */
export function makeReview(context: ReviewContext, options: ReviewOptions, now: Date): Review {
  const { environment, planned, terraform, caller, checkout, provider } = context;
  const plans = planned.map(({ stack, plan, provisional }) => stackPlanOf(stack, plan, provisional));
  const { errors, ...whole } = wholeReview(context, options, plans);
  const found = worstFirst([
    ...findingsOf(plans, { region: environment.region }),
    ...stateEncryptionFindings(encryptionOf(context)),
    ...whole.findings,
  ]);
  const acceptances = acceptancesFor(environment.name, PROJECT_ROOT);
  const { findings, policy } = judge(found, acceptances, options.failOn, now.toISOString().slice(0, 10));
  // Without the findings of all stacks nobody can tell which lines are needed.
  const unused = errors.length === 0 ? policy.unused : [];
  const review = {
    environment: environment.name,
    region: environment.region,
    account: caller.account,
    date: now.toISOString(),
    stacks: plans.map((plan) => ({ ...plan, drift: driftFound(plan, findings) })),
    errors,
    findings,
    policy: { ...policy, unused },
    ...(whole.network === undefined ? {} : { network: whole.network }),
    ...(whole.cost === undefined ? {} : { cost: whole.cost }),
    provenance: {
      ...(checkout === undefined ? {} : { commit: checkout.commit }),
      uncommitted: checkout?.uncommitted ?? false,
      terraform: terraform.terraform.version,
      provider,
      command: options.command,
    },
  };
  return scrubbedReview(review, secretsOf(context));
}

/** The files of a review: for people, for programs, and the plans themselves. */
export function reviewFiles(review: Review, context: ReviewContext): ReadonlyMap<string, FileContent> {
  const plans = context.planned.map(({ stack, json, planFile, provisional }) => {
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
    stacks: review.stacks.flatMap(({ stack, provisional, changes, outputs, drift }) =>
      plans
        .filter((each) => each.stack === stack)
        .map((each) => ({
          stack,
          ...(provisional === undefined ? {} : { provisional }),
          fingerprint: context.stacks.find((code) => code.stack === stack)?.fingerprint ?? "",
          plan: each.saved,
          changes,
          outputs,
          drift,
        })),
    ),
  };
  return new Map<string, FileContent>([
    ["review.md", { text: renderReview(review, { secrets: secretsOf(context) }) }],
    [REVIEW_FILE, { text: `${JSON.stringify(saved, undefined, 2)}\n` }],
    ...plans.flatMap(({ saved: { json, file }, text, planFile }): [string, FileContent][] => [
      [json, { text }],
      ...(file === undefined ? [] : ([[file, { copyOf: planFile }]] as [string, FileContent][])),
    ]),
  ]);
}

/** Where secrets are known from. */
export interface SecretSources extends Pick<ReviewContext, "stacks" | "states"> {
  readonly planned: readonly Pick<PlannedStack, "plan">[];
}

/** All that is known to be secret, also of a stack that could not be planned: what terraform says of it may quote some. */
export function secretsOf({ planned, stacks, states }: SecretSources): Set<string> {
  return new Set([...planned.flatMap(({ plan }) => [...secretsIn(plan)]), ...knownBeforehand({ stacks, states })]);
}

/** Terraform counts as drift whatever AWS fills in by itself. Only what the rules found to be one is shown. */
function driftFound({ stack, drift }: StackPlan, findings: readonly Finding[]): readonly Change[] {
  const found = findings.filter((finding) => finding.kind === "drift" && finding.stack === stack);
  return drift.filter(({ address }) => found.some((finding) => finding.address === address));
}

/** What a review says of the environment as a whole: its network and its bill. */
interface WholeReview extends Pick<Review, "network" | "cost" | "errors"> {
  readonly findings: readonly Finding[];
}

function wholeReview(context: ReviewContext, options: ReviewOptions, stacks: readonly StackPlan[]): WholeReview {
  const { environment, outFolder, live, errors } = context;
  // What some stacks do says little about the whole.
  if (errors.length > 0) return { errors, findings: [] };
  const [before, after] = [
    stacks.flatMap((each) => each.resourcesBefore),
    stacks.flatMap((each) => each.resourcesAfter),
  ];
  const cost = costOf({ before, after, region: environment.region, assumptions: options.assumptions });
  try {
    const { review: network, findings } = reviewNetwork({
      ...("notFromAws" in live ? { notFromAws: live.notFromAws } : { live }),
      states: topologyOfStates(before),
      lasting: topologyOfStates(stacks.flatMap(lastingResources)),
      code: readSynthesized({ folder: outFolder, environment: environment.name }),
      expected: expectedOf(environment),
      plans: stacks,
    });
    return { errors, findings, network, cost };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    // Two of one name, say: the plans are as they are, but nobody can tell what becomes of the network.
    return { errors: [{ stack: environment.name, message: describeError(error) }], findings: [], cost };
  }
}

function encryptionOf({ states, environment }: ReviewContext): StateEncryption[] {
  return [...states].flatMap(([stack, facts]) =>
    facts === undefined ? [] : [{ stack, keyNow: facts.kmsKeyArn, keyAfter: environment.state.kmsKeyArn }],
  );
}
