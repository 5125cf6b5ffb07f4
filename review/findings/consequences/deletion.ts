import { isTrue, type Reading, textOf } from "../reading";

/** What goes with a resource because somebody said so. */
export function lostWithIt({ change: { type }, before }: Reading): string[] {
  if (before === undefined) return [];
  if (type === "aws_s3_bucket" || type === "aws_ecr_repository") {
    const name = type === "aws_s3_bucket" ? "force_destroy" : "force_delete";
    return isTrue(before[name])
      ? [`It has ${name}: it is deleted whatever it holds, all versions of it.`]
      : ["AWS refuses to delete it while it holds anything, and the apply stops there."];
  }
  if (isTrue(before["skip_final_snapshot"])) return ["It has skip_final_snapshot: no last snapshot is taken."];
  const days = before["deletion_window_in_days"];
  if (type === "aws_kms_key" && typeof days === "number") return [`AWS waits ${days} days; until then it can be kept.`];
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
