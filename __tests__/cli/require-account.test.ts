import { requireAccount } from "../../cli/require-account";
import { ToolError } from "../../toolchain/tool-error";

test.each([["012345678901"], [undefined]])("account 012345678901 will do where %j is expected", (expected) => {
  expect(() => {
    requireAccount("012345678901", expected);
  }).not.toThrow();
});

test.each(["999999999999", "12345678901", ""])("it will not do where %j is expected", (expected) => {
  expect(() => {
    requireAccount("012345678901", expected);
  }).toThrow(ToolError);
});

test("the error names both accounts and says what to do", () => {
  expect(() => {
    requireAccount("012345678901", "999999999999");
  }).toThrow(
    "AWS: the credentials are of account 012345678901, and the environment belongs to 999999999999; nothing was changed. Sign in to that account, or name its profile with AWS_PROFILE.",
  );
});
