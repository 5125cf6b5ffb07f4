import type { JsonObject } from "../../plan/json";
import { statementsOf } from "../iam-policy/document";
import { blocksOf, isUnknown, type Reading, textOf } from "../reading";
import { goesWith } from "../resources";
import type { Context } from "../rule";
import { quoted } from "../value-words";
import { isWeaker } from "./ssl-policy";

const SAFE = ["HTTPS", "TLS", "TLS_TCP"];

/** What is no longer encrypted on the way, or less, a clause each. HTTP that was never anything else is no news. */
export function weakenedOnTheWay(reading: Reading, context: Context): string[] {
  const { type, action } = reading.change;
  if (action === "forget") return [];
  if (/^aws_(lb|alb)_listener$/.test(type))
    return [...listener(reading, context), ...sslPolicy(reading), ...redirect(reading)];
  if (/^aws_(lb|alb)_target_group$/.test(type)) return protocol(reading);
  if (/^aws_(lb|alb)_listener_rule$/.test(type)) return redirect(reading);
  if (type === "aws_s3_bucket_policy" || type === "aws_s3_bucket") return plainHttpToBucket(reading, context);
  return [];
}

function listener(reading: Reading, context: Context): string[] {
  const { before, after } = reading;
  if (after !== undefined || !SAFE.includes(textOf(before?.["protocol"]) ?? "")) return protocol(reading);
  if (goesWith(/^aws_(lb|alb)$/, before?.["load_balancer_arn"], context)) return [];
  const name = quoted(reading, ["protocol", "port"], `${textOf(before?.["protocol"]) ?? ""}:${portOf(before)}`);
  return [`${name} is gone: clients have plain HTTP, or nothing`];
}

function protocol(reading: Reading): string[] {
  const { before, after } = reading;
  const [was, is] = [textOf(before?.["protocol"]) ?? "", textOf(after?.["protocol"])];
  return SAFE.includes(was) && is !== undefined && !SAFE.includes(is)
    ? [quoted(reading, ["protocol"], `${was} becomes ${is}`)]
    : [];
}

function sslPolicy(reading: Reading): string[] {
  const [was, is] = [textOf(reading.before?.["ssl_policy"]), textOf(reading.after?.["ssl_policy"])];
  if (was === undefined || is === undefined || !isWeaker(is, was)) return [];
  const [worse, better] = [is, was].map((name) => quoted(reading, ["ssl_policy"], name));
  return [`ssl_policy ${worse ?? ""} takes older TLS or weaker ciphers than ${better ?? ""}`];
}

/** Plain HTTP that was only led to HTTPS is answered then. */
function redirect({ before, after }: Reading): string[] {
  if (after === undefined || !redirectsToHttps(before) || redirectsToHttps(after)) return [];
  return ["plain HTTP is no longer redirected to HTTPS"];
}

function redirectsToHttps(values: JsonObject | undefined): boolean {
  const actions = [...blocksOf(values?.["default_action"]), ...blocksOf(values?.["action"])];
  // The provider leaves the redirect of an action that is another now in its place.
  return actions.some(
    (each) =>
      each["type"] === "redirect" &&
      blocksOf(each["redirect"]).some(({ protocol: to }) => to === "HTTPS" || isUnknown(to)),
  );
}

/** "AWS Security Hub control S3.5": a statement that denies what does not come over TLS. */
function plainHttpToBucket({ change, before, after }: Reading, context: Context): string[] {
  const deniesHttp = (values: JsonObject | undefined): boolean | undefined =>
    statementsOf(values?.["policy"])?.some(
      ({ effect, conditions }) =>
        effect === "Deny" &&
        conditions.some(({ key, values: expected }) => key === "aws:securetransport" && expected.includes("false")),
    );
  const isGone =
    change.action === "delete" &&
    (change.type === "aws_s3_bucket" || goesWith(/^aws_s3_bucket$/, before?.["bucket"], context));
  // A policy that is not known yet is `public-bucket`.
  return !isGone && deniesHttp(before) === true && deniesHttp(after) === false ? ["the bucket takes plain HTTP"] : [];
}

function portOf(values: JsonObject | undefined): string {
  return typeof values?.["port"] === "number" ? String(values["port"]) : "";
}
