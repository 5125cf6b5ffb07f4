import { addressesWithout, addressOf, BUCKET_RESOURCES } from "../../cli/bucket-resources";
import { BUCKET_SETTINGS } from "../../toolchain/bucket-settings";
import { addresses, synthesizeState } from "../stacks/synthesize";

test("are exactly the resources of the state stack, so that bootstrap adopts each of them and leaves none out", () => {
  const { resource = {} } = synthesizeState().json;
  expect([...BUCKET_RESOURCES].sort()).toEqual(Object.keys(resource).sort());
});

test("have the addresses that they have in the stack", () => {
  const inStack = addresses(synthesizeState()).filter((address) => !address.startsWith("data."));
  expect(BUCKET_RESOURCES.map(addressOf).sort()).toEqual(inStack);
  expect(addressesWithout(new Set()).sort()).toEqual(inStack);
});

test.each(BUCKET_SETTINGS)("without %s, all others are there", (setting) => {
  const without = addressesWithout(new Set([setting]));
  expect(without).not.toContain(`${setting}.state`);
  expect(without).toHaveLength(BUCKET_RESOURCES.length - 1);
});

test("without any setting, the bucket is left", () => {
  expect(addressesWithout(new Set(BUCKET_SETTINGS))).toEqual(["aws_s3_bucket.state"]);
});
