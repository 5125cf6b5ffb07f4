import type { Review } from "../review";
import { attentionSections } from "./attention";
import { changesTable } from "./changes-table";
import { costSections } from "./cost";
import { errorSections } from "./errors";
import { fitted } from "./fit";
import { headline } from "./headline";
import { prose } from "./inline";
import { marker } from "./marker";
import { isAsPromised, networkSections } from "./network";
import { provenanceText } from "./provenance";
import { scrubbedReview } from "./scrubbed-review";
import { driftDiffs, stackDiffs } from "./stack-diffs";
import { statusText } from "./status";

export { headline } from "./headline";
export { marker } from "./marker";
export { scrubbedReview } from "./scrubbed-review";

/**
 * How long a comment may be. GitHub says "Body is too long (maximum is 65536 characters)", of characters or of 4 bytes each.
 * What JavaScript calls the length is never less than the first, and a quarter of the second at least.
 */
export const COMMENT_LIMIT = 65_536;

/** Headline, the note about what is cut, and by what it was made are always there, and may take this much. */
export const SMALLEST_LIMIT = 10_000;

/** How much is shown of a name of ours (environment, region, version), and of the command. */
const LONGEST_NAME = 60;
const LONGEST_COMMAND = 300;

/**
 * The review as Markdown for a comment of a pull request: what deserves attention first. No sensitive value is in it, and no
 * value of a plan is anything but text in it.
 *
 * @param options.limit - in characters of JavaScript, at least 10,000
 * @param options.secrets - what must not stand in it even where Terraform did not mark it, from `secretsIn`
 * @default limit 65536
 * @throws RangeError for a smaller limit
 */
export function renderReview(
  given: Review,
  options: { readonly limit?: number; readonly secrets?: ReadonlySet<string> } = {},
): string {
  const { limit = COMMENT_LIMIT, secrets = new Set<string>() } = options;
  if (limit < SMALLEST_LIMIT)
    throw new RangeError(`a review needs at least ${SMALLEST_LIMIT} characters, got ${limit}`);
  const review = withShortNames(scrubbedReview(given, secrets));
  const { stacks, network, cost } = review;
  const head = [marker(review.environment), `## ${prose(headline(review))}`, statusText(review)].filter(
    (each) => each !== "",
  );
  // Where nothing changes, only what is wrong is worth a word.
  const isQuiet = stacks.every(({ changes, outputs, drift }) => changes.length + outputs.length + drift.length === 0);
  const sections = [
    ...errorSections(review),
    ...attentionSections(review),
    ...(isQuiet && (network === undefined || isAsPromised(network)) ? [] : networkSections(network)),
    ...(isQuiet ? [] : costSections(cost)),
    ...changesTable(stacks),
    ...stackDiffs(stacks),
    ...driftDiffs(stacks),
  ];
  return fitted(head.join("\n\n"), sections, provenanceText(review), limit);
}

/** What is in the parts that are never left out has an end. */
function withShortNames(review: Review): Review {
  const { environment, region, account, date, provenance } = review;
  const { commit, terraform, provider, command } = provenance;
  const short = (text: string): string => text.slice(0, LONGEST_NAME);
  return {
    ...review,
    environment: short(environment),
    region: short(region),
    account: short(account),
    date: short(date),
    provenance: {
      ...provenance,
      ...(commit === undefined ? {} : { commit: short(commit) }),
      terraform: short(terraform),
      provider: short(provider),
      command: command.slice(0, LONGEST_COMMAND),
    },
  };
}
