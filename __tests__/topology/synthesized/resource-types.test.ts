import { ADDITIONS, NOT_PART_OF_THE_NETWORK, THINGS } from "../../../topology/synthesized/resource-types";
import { everyOption } from "../../environments/every-option";
import { type Synthesized, synthesizeFrontDoor, synthesizeState } from "../../stacks/synthesize";

const READ: readonly string[] = [...Object.values(THINGS).flat(), ...ADDITIONS];
const LEFT_OUT: readonly string[] = NOT_PART_OF_THE_NETWORK;

let ours: string[];

beforeAll(() => {
  const all: Synthesized[] = [everyOption, {}, { network: { natGateways: "none" } as const }].flatMap((input) => [
    ...Object.values(synthesizeFrontDoor(input)),
    synthesizeState(input),
  ]);
  ours = [...new Set(all.flatMap(({ json }) => Object.keys(json.resource ?? {})))];
});

test("every resource type that our stacks synthesize is read, or is known not to be part of the network", () => {
  const overlooked = ours.filter((type) => !READ.includes(type) && !LEFT_OUT.includes(type));
  expect(overlooked).toEqual([]);
});

test("what is left out is synthesized by us, and not read", () => {
  expect(LEFT_OUT.filter((type) => !ours.includes(type) || READ.includes(type))).toEqual([]);
});

test("no type is listed twice", () => {
  expect([...READ, ...LEFT_OUT].length).toBe(new Set([...READ, ...LEFT_OUT]).size);
});
