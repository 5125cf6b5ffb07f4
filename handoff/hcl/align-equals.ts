/** `name = value`. A value may have several lines. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Assignments as `terraform fmt` aligns them: the equals signs of neighbours are below each other, and a value that goes on
 * in the next line ends the neighbourhood.
 */
export function alignEquals(assignments: readonly Assignment[]): string[] {
  return neighbourhoods(assignments).flatMap((neighbours) => {
    const column = Math.max(...neighbours.map(({ name }) => width(name)));
    return neighbours.map(({ name, value }) => `${name}${" ".repeat(column - width(name))} = ${value}`);
  });
}

function neighbourhoods(assignments: readonly Assignment[]): Assignment[][] {
  const found: Assignment[][] = [[]];
  for (const assignment of assignments) {
    if (assignment.value.includes("\n")) found.push([assignment], []);
    else found.at(-1)?.push(assignment);
  }
  return found.filter((neighbours) => neighbours.length > 0);
}

/** In columns as terraform counts them: one for each character that a reader sees. */
function width(name: string): number {
  return Array.from(graphemes.segment(name)).length;
}
