import { reviewLimit } from "../../cli/bench/targets";

test.each([
  [3, 8, 1.3],
  [3, 3, 1.3],
  [3, 2, 1.95],
  [3, 1, 3.9],
])("%i stacks on %i cores take at most %f times the slowest of them", (stacks, cores, limit) => {
  expect(reviewLimit({ stacks, cores })).toBe(limit);
});
