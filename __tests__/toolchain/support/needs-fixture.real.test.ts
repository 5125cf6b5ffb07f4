import { describeWith } from "../../needs";

// report-missing-tools.test.ts runs this file on a machine without tools; on one with them it proves that they are seen.
describeWith(["terraform", "local-aws"], "a suite that needs both tools", () => {
  test("runs where they are", () => {
    expect(process.env["PATH"]).toBeDefined();
  });
});
