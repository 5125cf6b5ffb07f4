import { defineEnvironment } from "../../environments/schema";
import { stateLocation } from "../../toolchain/state-location";
import { describeLock, lockedError, operationInWords, type StateLock, UNREADABLE } from "../../toolchain/state-lock";
import { ToolError } from "../../toolchain/tool-error";

// Taking, reading and giving back need an S3: see the real tests.

const environment = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });
const location = stateLocation({ region: "us-east-1" }, environment, "load-balancing");

const lock: StateLock = {
  id: "6f1c11aa-5a5f-4d3e-9b0a-2f4b8f6f1c11",
  operation: "OperationTypeApply",
  info: "",
  who: "ada@laptop",
  created: "2025-11-22T11:30:27.123456789Z",
  etag: '"1"',
};
const unreadable: StateLock = {
  id: UNREADABLE,
  operation: "",
  info: "",
  who: "",
  created: "2025-11-22T11:30:27.000Z",
  etag: '"1"',
};

test.each([
  ["OperationTypeApply", "apply"],
  ["OperationTypePlan", "plan"],
  ["OperationTypeRefresh", "refresh"],
  ["bootstrap", "bootstrap"],
  ["Bootstrap", "bootstrap"],
  ["OperationType", "operationtype"],
  ["migration destination state", "migration destination state"],
  ["", "an unnamed operation"],
])("the operation %j is called %j", (operation, words) => {
  expect(operationInWords(operation)).toBe(words);
});

describe("a lock in words", () => {
  test("says who holds it, since when, for what, and its ID", () => {
    expect(describeLock(lock)).toBe(
      "held by ada@laptop since 2025-11-22T11:30:27.123456789Z, for apply, lock ID 6f1c11aa-5a5f-4d3e-9b0a-2f4b8f6f1c11",
    );
  });

  test("says of one that cannot be read since when it is there", () => {
    expect(describeLock(unreadable)).toBe("by something that is not Terraform, since 2025-11-22T11:30:27.000Z");
  });
});

describe("whoever finds a state locked", () => {
  test.each<[string, StateLock | undefined, string]>([
    [
      "is told who holds it and what to do",
      lock,
      "dev-load-balancing: its state is locked: held by ada@laptop since 2025-11-22T11:30:27.123456789Z, for apply, lock ID 6f1c11aa-5a5f-4d3e-9b0a-2f4b8f6f1c11. Wait for it to end; if it does not run any more: `npm run state -- --env dev unlock load-balancing`.",
    ],
    [
      "is told so where the lock cannot be read",
      unreadable,
      "dev-load-balancing: its state is locked: by something that is not Terraform, since 2025-11-22T11:30:27.000Z. Wait for it to end; if it does not run any more: `npm run state -- --env dev unlock load-balancing`.",
    ],
    [
      "may simply try again where it was given back meanwhile",
      undefined,
      "dev-load-balancing: its state was locked at this moment. Run this again.",
    ],
  ])("%s", (_, held, message) => {
    const error = lockedError(location, held);
    expect(error).toBeInstanceOf(ToolError);
    expect(error.message).toBe(message);
  });
});
