import type { Rule } from "./mistake";
import { quote } from "./quote";

/** What the name of a bucket must not start with. */
export const FORBIDDEN_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
/** What the name of a bucket must not end with. */
export const FORBIDDEN_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/**
 * The name of an S3 bucket, as "General purpose bucket naming rules", Amazon S3 User Guide, has it. Dots are allowed, as
 * they are there. Whether the name is taken, only S3 knows.
 */
export const bucketNameRule: Rule<string> = (bucket) => {
  const wrong = wrongIn(bucket);
  return wrong === undefined
    ? undefined
    : { what: `${wrong}, got ${quote(bucket)}`, remedy: "Give the name of a bucket that S3 can have." };
};

function wrongIn(bucket: string): string | undefined {
  if (bucket.length < 3 || bucket.length > 63) return "the name of an S3 bucket has 3 to 63 characters";
  if (!/^[a-z0-9.-]+$/.test(bucket)) {
    return "the name of an S3 bucket has only lower-case letters, digits, dots and hyphens";
  }
  if (!/^[a-z0-9].*[a-z0-9]$/.test(bucket)) return "the name of an S3 bucket starts and ends with a letter or a digit";
  if (bucket.includes("..")) return "the name of an S3 bucket has no two dots in a row";
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(bucket)) return "the name of an S3 bucket does not look like an IP address";
  const prefix = FORBIDDEN_PREFIXES.find((forbidden) => bucket.startsWith(forbidden));
  if (prefix !== undefined) return `S3 keeps the prefix ${quote(prefix)} for itself`;
  const suffix = FORBIDDEN_SUFFIXES.find((forbidden) => bucket.endsWith(forbidden));
  return suffix === undefined ? undefined : `S3 keeps the suffix ${quote(suffix)} for itself`;
}
