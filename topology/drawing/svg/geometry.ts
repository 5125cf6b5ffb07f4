/** Pixels from the upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An upright rectangle. */
export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** Its right edge. */
export function rightOf({ x, width }: Rect): number {
  return x + width;
}

/** Its lower edge. */
export function bottomOf({ y, height }: Rect): number {
  return y + height;
}

/** The middle between its left and its right edge. */
export function centerOf({ x, width }: Rect): number {
  return x + width / 2;
}

/** The middle between its upper and its lower edge. */
export function middleOf({ y, height }: Rect): number {
  return y + height / 2;
}

/** The value in a range that is nearest. */
export function nearestIn(value: number, from: number, to: number): number {
  return Math.min(Math.max(value, from), Math.max(from, to));
}

/** The largest of them, and 0 of none. */
export function largest(values: readonly number[]): number {
  return Math.max(0, ...values);
}

/** What they are together. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
