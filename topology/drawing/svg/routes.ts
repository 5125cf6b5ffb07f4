import type { Arrow } from "../shapes";
import type { Point } from "./geometry";

/** An arrow's way: straight lines, from corner to corner. */
export interface Route {
  readonly arrow: Arrow;
  readonly points: readonly Point[];
  /** Where its label stands. Undefined where another of the same way has it. */
  readonly label: LabelPlace | undefined;
  /** @default true */
  readonly hasHead?: boolean;
}

/** Where a text stands, on its baseline. */
export interface LabelPlace extends Point {
  readonly anchor: "start" | "middle" | "end";
}
