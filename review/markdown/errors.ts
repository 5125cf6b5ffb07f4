import type { Review } from "../review";
import { code, prose } from "./inline";
import type { Section } from "./section";

/** The stacks that could not be planned: without them nothing else here is the whole truth. */
export function errorSections({ errors }: Review): Section[] {
  if (errors.length === 0) return [];
  return [
    {
      rank: 0,
      pieces: "errors",
      open: "### Could not be planned",
      items: errors.map(({ stack, message }) => ({ text: `- ❌ ${code(stack)}: ${prose(message)}` })),
      close: "",
      between: "\n",
    },
  ];
}
