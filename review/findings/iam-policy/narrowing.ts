import { isAnywhere, FAMILIES, onInternet } from "../ingress/anywhere";
import type { Condition, Statement } from "./document";

/**
 * Keys by which a statement for everybody is for somebody after all, if their values are fixed.
 * Source: Amazon S3 User Guide, Blocking public access, "The meaning of public".
 */
const NARROWS = new Set(
  [
    ...["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:userid"],
    ...["aws:SourceArn", "aws:SourceAccount", "aws:SourceOwner", "aws:SourceOrgID", "aws:SourceOrgPaths"],
    ...["aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn", "s3:DataAccessPointArn", "s3:DataAccessPointAccount"],
    ...["s3:x-amz-server-side-encryption-aws-kms-key-id", "kms:CallerAccount", "lambda:EventSourceToken"],
  ].map((key) => key.toLowerCase()),
);

/** Tests that something is so. That something is not so leaves everybody else, and `IfExists` those who do not say. */
const IS_SO = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/;

/** Whether a statement lets anybody do something, whoever they are. */
export function isForAnybody({ effect, principals, isNotPrincipal, conditions }: Statement): boolean {
  return effect === "Allow" && (isNotPrincipal || principals.includes("*")) && !conditions.some(narrows);
}

function narrows({ operator, key, values }: Condition): boolean {
  if (key === "aws:sourceip") return operator === "IpAddress" && !isFromAnywhere(values);
  if (!NARROWS.has(key) || !IS_SO.test(operator)) return false;
  return values.length > 0 && values.every((value) => isFixed(key, value));
}

/**
 * "A fixed value is one that doesn't contain a wildcard (*) or an AWS Identity and Access Management Policy Variable", but for
 * ARNs of one account: arn:aws:s3:us-east-1:123456789012:accesspoint/*.
 */
function isFixed(key: string, value: string): boolean {
  if (!/[*?]|\$\{/.test(value)) return true;
  return key.endsWith("arn") && /^arn:[^*?:]+:[^*?:]+:[^:]*:\d{12}:/.test(value);
}

function isFromAnywhere(cidrs: readonly string[]): boolean {
  return FAMILIES.some((family) => isAnywhere(onInternet(family, cidrs)));
}
