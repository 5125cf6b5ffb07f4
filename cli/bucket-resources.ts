import { BUCKET_SETTINGS, type BucketSetting } from "../toolchain/bucket-settings";

/** The types of the resources of the state stack: each has the address `<type>.state`. */
export const BUCKET_RESOURCES = ["aws_s3_bucket", ...BUCKET_SETTINGS] as const;

/** The addresses of everything in the state stack but for some settings. */
export function addressesWithout(leftOut: ReadonlySet<BucketSetting>): string[] {
  return BUCKET_RESOURCES.filter((type) => type === "aws_s3_bucket" || !leftOut.has(type)).map(addressOf);
}

/** The address of a resource in the state stack. */
export function addressOf(type: (typeof BUCKET_RESOURCES)[number]): string {
  return `${type}.state`;
}
