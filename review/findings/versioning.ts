import type { JsonObject } from "../plan/json";
import { blocksOf, type Reading } from "./reading";
import { goesWith } from "./resources";
import type { Context } from "./rule";

/** Whether a bucket kept older versions, and keeps them no longer, though it is there. */
export function versioningTurnedOff({ change, before, after }: Reading, context: Context): boolean {
  if (change.type !== "aws_s3_bucket_versioning" || change.action === "forget") return false;
  return (
    isOn(before) && !isOn(after) && !(after === undefined && goesWith(/^aws_s3_bucket$/, before?.["bucket"], context))
  );
}

function isOn(values: JsonObject | undefined): boolean {
  return blocksOf(values?.["versioning_configuration"])[0]?.["status"] === "Enabled";
}
