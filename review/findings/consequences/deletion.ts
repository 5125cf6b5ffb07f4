import { isTrue, type Reading, textOf } from "../reading";
import { quoted } from "../value-words";

/** What goes with a resource because somebody said so. */
export function lostWithIt(reading: Reading): string[] {
  const { change, before } = reading;
  if (before === undefined) return [];
  if (change.type === "aws_s3_bucket" || change.type === "aws_ecr_repository") {
    const force = change.type === "aws_s3_bucket" ? "force_destroy" : "force_delete";
    return isTrue(before[force])
      ? [`It has ${force}: it is deleted whatever it holds, all versions of it.`]
      : ["AWS refuses to delete it while it holds anything, and the apply stops there."];
  }
  if (isTrue(before["skip_final_snapshot"])) return ["It has skip_final_snapshot: no last snapshot is taken."];
  const name = "deletion_window_in_days";
  const days = before[name];
  if (change.type === "aws_kms_key" && typeof days === "number")
    return [`AWS waits ${quoted(reading, [name], String(days))} days; until then it can be kept.`];
  return [];
}

/** What makes the apply stop at it. */
export function keptFromDeletion({ before }: Reading): string[] {
  if (before === undefined) return [];
  const isOn = (name: string): boolean => isTrue(before[name]) || textOf(before[name]) === "ACTIVE";
  const names = ["enable_deletion_protection", "deletion_protection", "deletion_protection_enabled"];
  const name = names.find(isOn);
  return name === undefined ? [] : [`It has ${name}: AWS refuses to delete it, and the apply stops there.`];
}
