import type { Measurement } from "./measure";
import type { ReviewMeasurement } from "./review";

/** What the benchmark measured, in one run. */
export interface Measurements {
  /** `node -e 'require("cdktf")'`: what everything is compared with. */
  readonly bare: Measurement;
  /** `npm run synth` without npm: all environments of this project. */
  readonly synth: Measurement;
  /** So many environments of three stacks each. */
  readonly scale: readonly { readonly environments: number; readonly measurement: Measurement }[];
  /** The same for `REACH_ENVIRONMENTS` of them, and then every promise of each is checked. */
  readonly reach: Measurement;
  readonly review: ReviewMeasurement;
}

/** So many environments are checked. */
export const REACH_ENVIRONMENTS = 100;

/** A goal, and how far this run came. */
export interface Target {
  readonly name: string;
  readonly reached: boolean;
  readonly value: string;
  readonly limit: string;
}

const MB = 1_000_000;

/** The goals: times as ratios of the bare load within the same run, so that they hold on any machine. */
export function targets({ bare, synth, scale, reach, review }: Measurements): Target[] {
  const [largest] = scale.toSorted((a, b) => b.environments - a.environments);
  const [smallest] = scale.toSorted((a, b) => a.environments - b.environments);
  const target = (name: string, value: number, limit: number, unit: string): Target => ({
    name,
    reached: value <= limit,
    value: `${value.toFixed(2)}${unit}`,
    limit: `${limit}${unit}`,
  });
  return [
    target("cold synth, times the bare load", synth.wallMs / bare.wallMs, 2.5, "x"),
    target("cold synth, peak memory", synth.peakBytes / MB, 150, " MB"),
    ...(largest && smallest && largest !== smallest
      ? [
          target(`${largest.environments * 3} stacks, wall`, largest.measurement.wallMs / 1000, 5, " s"),
          target(`${largest.environments * 3} stacks, peak memory`, largest.measurement.peakBytes / MB, 250, " MB"),
          target("growth, cost of the last environments over that of the first", growth(scale), 1.5, "x"),
        ]
      : []),
    ...scale
      .filter(({ environments }) => environments === REACH_ENVIRONMENTS)
      .map(({ measurement }) =>
        target(
          `reach on ${REACH_ENVIRONMENTS} environments, beyond synth`,
          (reach.wallMs - measurement.wallMs) / 1000,
          1,
          " s",
        ),
      ),
    target(
      `review of ${review.stacks} stacks on ${review.cores} cores, times the slowest stack's own init and plan`,
      review.review.wallMs / review.slowestStackMs,
      reviewLimit(review),
      "x",
    ),
  ];
}

/**
 * Stacks that are planned side by side take as long as the slowest, where each has a core of its own: terraform and its
 * provider keep one busy. With fewer cores they share.
 */
export function reviewLimit({ stacks, cores }: Pick<ReviewMeasurement, "stacks" | "cores">): number {
  return Number((1.3 * Math.max(1, stacks / cores)).toFixed(2));
}

/** The cost of one more environment at the end of the scale, over that before: 1 is linear. */
function growth(scale: Measurements["scale"]): number {
  const points = scale.toSorted((a, b) => a.environments - b.environments);
  const slopes = points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    return (point.measurement.wallMs - before.measurement.wallMs) / (point.environments - before.environments);
  });
  const [last = NaN, previous = NaN] = slopes.reverse();
  return last / previous;
}
