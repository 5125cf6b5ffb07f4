import { anotherEnvironment } from "./another-environment";
import { changing } from "./changing";
import { fixed } from "./fixed";
import type { HandoffReadmeInput } from "./input";
import { inputsAndOutputs } from "./inputs-and-outputs";
import { introduction, needed } from "./introduction";
import { paragraphs } from "./markdown";
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
    introduction,
    modulesSection,
    needed,
    takingOver,
    changing,
    fixed,
    anotherEnvironment,
    withoutNode,
    inputsAndOutputs,
  ];
  return `${paragraphs(...sections.map((section) => section(input)))}\n`;
}
