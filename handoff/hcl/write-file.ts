import { alignEquals } from "./align-equals";
import type { Expression } from "./expression";
import { indent, writeExpression } from "./write-expression";

/** `name = value` in a block. */
export interface Attribute {
  readonly kind: "attribute";
  readonly name: string;
  readonly value: Expression;
  /** Whether a blank line stands before it. @default false, unless the value has several lines */
  readonly apart?: boolean;
}

/** `type "label" "label" { ... }`. */
export interface Block {
  readonly kind: "block";
  readonly type: string;
  readonly labels: readonly string[];
  /** In the order of writing. */
  readonly body: Body;
}

/** `# text`, with a blank line below: a heading over what follows. */
export interface Comment {
  readonly kind: "comment";
  readonly text: string;
}

export type Body = readonly (Attribute | Block)[];

/** A file of HCL: its elements with a blank line between any two, laid out as `terraform fmt` leaves it. */
export function writeFile(elements: readonly (Attribute | Block | Comment)[]): string {
  const paragraphs: string[] = [];
  let body: (Attribute | Block)[] = [];
  const flush = (): void => {
    paragraphs.push(...writeParagraphs(body));
    body = [];
  };
  for (const element of elements) {
    if (element.kind === "comment") {
      flush();
      paragraphs.push(
        element.text
          .split("\n")
          .map((line) => `# ${line}`)
          .join("\n"),
      );
    } else body.push(element);
  }
  flush();
  return `${paragraphs.join("\n\n")}\n`;
}

/** An attribute of a block. */
export function attribute(name: string, value: Expression): Attribute {
  return { kind: "attribute", name, value };
}

/** A block. */
export function block(type: string, labels: readonly string[], body: Body): Block {
  return { kind: "block", type, labels, body };
}

function writeParagraphs(body: Body): string[] {
  const paragraphs: string[] = [];
  let lines: { name: string; value: string }[] = [];
  const flush = (): void => {
    if (lines.length > 0) paragraphs.push(alignEquals(lines).join("\n"));
    lines = [];
  };
  for (const element of body) {
    if (element.kind === "block") {
      flush();
      paragraphs.push(writeBlock(element));
      continue;
    }
    const line = { name: element.name, value: writeExpression(element.value) };
    const severalLines = line.value.includes("\n");
    if (severalLines || element.apart === true) flush();
    lines.push(line);
    if (severalLines) flush();
  }
  flush();
  return paragraphs;
}

function writeBlock({ type, labels, body }: Block): string {
  const opening = [type, ...labels.map((label) => `"${label}"`)].join(" ");
  if (body.length === 0) return `${opening} {}`;
  return `${opening} {${indent(`\n${writeParagraphs(body).join("\n\n")}`)}\n}`;
}
