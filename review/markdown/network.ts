import type { Outcome } from "../../topology/promises/promise";
import type { NetworkReview, PromiseChange, VerdictBefore } from "../network/network-review";
import { counted, FOLD_CLOSE, fenced, foldOpen } from "./block";
import { prose } from "./inline";
import { type Section, whole } from "./section";

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  kept: "✅ kept",
  broken: "❌ broken",
  unknown: "❔ unknown",
};

/** Of a promise that is no longer made, no mark: what became of it is nobody's fault any more. */
const WORDS_OF_ANOTHER: Readonly<Record<Outcome, string>> = {
  kept: "that was kept",
  broken: "that was not kept",
  unknown: "that was not known to be kept",
};

/** Who can reach whom, before and after: what changed, and what is not as promised. */
export function networkSections(network: NetworkReview | undefined): Section[] {
  if (network === undefined) return [];
  const { promises, changes, unmanaged, mermaid } = network;
  const told = promises.filter(isTold);
  return [
    whole(1, "the network", ["### Network", summary(network)].join("\n\n")),
    table(told),
    list("", "changes of the network", changes),
    list(`In AWS and in no state, so Terraform leaves it as it is:`, "things that are in no state", unmanaged),
    ...(mermaid.trim() === ""
      ? []
      : [
          whole(
            7,
            "the picture",
            [foldOpen("The network afterwards"), fenced("mermaid", mermaid.trimEnd().split("\n")), FOLD_CLOSE].join(
              "\n\n",
            ),
          ),
        ]),
  ].filter(({ items }) => items.length > 0);
}

/** Nothing is to be said of it. */
export function isAsPromised({ promises, changes, unmanaged }: NetworkReview): boolean {
  return changes.length + unmanaged.length === 0 && !promises.some(isTold);
}

/** What needs a word is whatever else than this: the same was kept, or there was nothing, and it is kept. */
function isTold({ before, after }: PromiseChange): boolean {
  return after.outcome !== "kept" || (before !== undefined && (before.outcome !== "kept" || isAnother(before)));
}

function isAnother({ asked }: VerdictBefore): boolean {
  return asked !== undefined;
}

function summary({ promises, before, notFromAws }: NetworkReview): string {
  const kept = promises.filter(({ after }) => after.outcome === "kept").length;
  const all = counted(promises.length, "promise");
  const told = promises.filter(isTold).length;
  const others = promises.filter((each) => each.before !== undefined && isAnother(each.before)).length;
  const since =
    before === "nothing"
      ? "; nothing is deployed yet"
      : others > 0
        ? `; ${others === 1 ? "1 of them is" : `${others} of them are`} not what was asked before`
        : told === 0
          ? ", as before"
          : "";
  const first =
    kept === promises.length ? `All ${all} kept${since}.` : `**${kept} of ${all} kept afterwards**${since}.`;
  const source =
    before === "states"
      ? ` What was before is read from Terraform's states${notFromAws === undefined ? "" : `, not from AWS: ${prose(notFromAws)}`}`
      : "";
  return `${first}${source}${source === "" || /[.!?]$/.test(source) ? "" : "."}`;
}

function table(told: readonly PromiseChange[]): Section {
  const open = ["| Promise | Before | After | Why |", "| :-- | :-- | :-- | :-- |"].join("\n");
  return {
    rank: 3,
    pieces: "promises",
    open,
    items: told.map((each) => ({ text: row(each) })),
    close: "",
    between: "\n",
  };
}

function row({ says, before, after, remedy }: PromiseChange): string {
  const why = [prose(after.reason), ...(remedy === undefined ? [] : [`To mend it: ${prose(remedy)}`])].join("<br>");
  return `| ${prose(says)} | ${outcomeBefore(before)} | ${OUTCOME_WORDS[after.outcome]} | ${why} |`;
}

function outcomeBefore(verdict: VerdictBefore | undefined): string {
  if (verdict === undefined) return "nothing there";
  const { outcome, asked } = verdict;
  return asked === undefined
    ? OUTCOME_WORDS[outcome]
    : `asked otherwise before: ${prose(asked)} (${WORDS_OF_ANOTHER[outcome]})`;
}

function list(open: string, pieces: string, lines: readonly string[]): Section {
  return {
    rank: 4,
    pieces,
    open,
    items: lines.map((line) => ({ text: `- ${prose(line)}` })),
    close: "",
    between: "\n",
  };
}
