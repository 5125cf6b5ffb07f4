import { awsName } from "./full-name";
import { fullNameMistake } from "./name-rules";
import { defaults } from "./defaults";
import type { Draft } from "./draft";
import type { Path, PlacedMistake } from "./mistake";

/** The part of an environment that these rules look at. */
export interface NamesDraft {
  readonly namePrefix: string;
  readonly loadBalancer: { readonly name: string };
  readonly targetGroup: { readonly name: string };
}

const NAMES = [
  { part: "loadBalancer", called: "a load balancer" },
  { part: "targetGroup", called: "a target group" },
] as const;

/** What is wrong with full names whose prefix and rest are sound by themselves. */
export function fullNameMistakes(draft: Draft<NamesDraft>): PlacedMistake[] {
  if (!draft.isSound("namePrefix")) return [];
  const mistakes = NAMES.filter(({ part }) => draft.isSound(part, "name")).flatMap(({ part, called }) => {
    const { name } = draft.value[part];
    const mistake = fullNameMistake(called, awsName(draft.value, name));
    if (mistake === undefined) return [];
    // The default name is no one's mistake: then the prefix is the part that the user wrote.
    const path: Path = name === defaults[part].name ? ["namePrefix"] : [part, "name"];
    return [{ path, ...mistake }];
  });
  // A prefix that is too long for both default names is one mistake, not two.
  const [first, second] = mistakes;
  return first?.path[0] === "namePrefix" && second?.path[0] === "namePrefix" ? [first] : mistakes;
}
