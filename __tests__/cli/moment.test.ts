import { formatMoment } from "../../cli/moment";

const moment = new Date("2025-11-22T11:30:27.654Z");
const seconds = (count: number): Date => new Date(+moment + count * 1000);
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, "just now"],
  [0.999, "just now"],
  [1, "1 s ago"],
  [1.999, "1 s ago"],
  [MINUTE - 0.001, "59 s ago"],
  [MINUTE, "1 min ago"],
  [2 * MINUTE - 1, "1 min ago"],
  [HOUR - 1, "59 min ago"],
  [HOUR, "1 h ago"],
  [DAY, "24 h ago"],
  [2 * DAY - 1, "47 h ago"],
  [2 * DAY, "2 days ago"],
  [3 * DAY - 1, "2 days ago"],
  [400 * DAY, "400 days ago"],
])("after %d seconds it was %s", (age, words) => {
  expect(formatMoment(moment, seconds(age))).toBe(`2025-11-22 11:30:27Z (${words})`);
});

test("a clock that is slow sees a moment in the future, which is taken for now", () => {
  expect(formatMoment(moment, seconds(-5))).toBe("2025-11-22 11:30:27Z (just now)");
});

test("it is in UTC, whatever the time zone", () => {
  expect(formatMoment(new Date("2025-11-22T23:30:00+14:00"), new Date("2025-11-22T09:30:01Z"))).toBe(
    "2025-11-22 09:30:00Z (1 s ago)",
  );
});

test("where it is not said what now is, it is now", () => {
  expect(formatMoment(new Date())).toMatch(/ \(just now\)$/);
});
