import { anotherEnvironment } from "./another-environment";
import { changing } from "./changing";
import { fixed } from "./fixed";
import type { HandoffReadmeInput } from "./input";
import { inputsAndOutputs } from "./inputs-and-outputs";
import { introduction, needed } from "./introduction";
import { bullets, paragraphs } from "./markdown";
import { modulesSection } from "./modules-section";
import { takingOver } from "./taking-over";
import { withoutNode } from "./without-node";

export type { HandoffPicture, HandoffReadmeInput } from "./input";

/**
 * The README of a handoff, for people who know Terraform and nothing of where its modules come from: what they have, how
 * they take it over, and how they go on. Markdown, the same for the same input.
 */
export function handoffReadme(input: HandoffReadmeInput): string {
  const sections = [
    modulesSection,
    needed,
    takingOver,
    changing,
    fixed,
    anotherEnvironment,
    withoutNode,
    inputsAndOutputs,
  ];
  const written = sections.map((section) => section(input));
  return `${paragraphs(introduction(input), contents(written), ...written)}\n`;
}

/** A link to each section. Their headings are of letters, dots and spaces alone. */
function contents(sections: readonly string[]): string {
  const headings = sections.flatMap((section) => /^## (.*)$/m.exec(section)?.[1] ?? []);
  return bullets(
    ...headings.map((heading) => `[${heading}](#${heading.toLowerCase().replaceAll(".", "").replaceAll(" ", "-")})`),
  );
}
