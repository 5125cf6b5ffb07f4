/**
 * The answers to a question that AWS takes for so many things at once. One group is asked about after the other: AWS limits how
 * many questions it takes in a second, and an account may hold far more than the environment that is asked about.
 */
export async function inGroups<Thing, Answer>(
  things: readonly Thing[],
  size: number,
  ask: (group: Thing[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let first = 0; first < things.length; first += size) {
    answers.push(...(await ask(things.slice(first, first + size))));
  }
  return answers;
}
