import { canonicalJson, isObject, type Json, type JsonObject } from "../../plan/json";
import type { ResourceValues } from "../../plan/change";
import { openingKeys } from "./rule-keys";
import { itemsOf, type Reading, textOf } from "../reading";
import type { Context } from "../rule";

/**
 * Attributes in which AWS repeats what other resources set, or tells how far it is. Terraform reads them anew each time, and
 * takes for drift what its own last apply did: a security group's `ingress` holds the rules that are resources of their own.
 */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  aws_lb_target_group: ["load_balancer_arns"],
  aws_alb_target_group: ["load_balancer_arns"],
  aws_eip: ["association_id", "instance", "network_interface", "private_ip", "private_dns"],
  aws_iam_policy: ["attachment_count"],
  aws_route53_zone: ["name_servers"],
  aws_network_acl: ["subnet_ids"],
  aws_default_network_acl: ["subnet_ids"],
  aws_vpc: ["main_route_table_id", "default_route_table_id", "dhcp_options_id"],
  aws_launch_template: ["latest_version"],
  aws_acm_certificate: [
    ...["status", "not_before", "not_after", "pending_renewal", "renewal_eligibility", "renewal_summary"],
  ],
};

/** The attributes of a bucket that resources of their own set, and which. */
const OF_BUCKETS: Readonly<Record<string, string>> = {
  acl: "aws_s3_bucket_acl",
  cors_rule: "aws_s3_bucket_cors_configuration",
  grant: "aws_s3_bucket_acl",
  lifecycle_rule: "aws_s3_bucket_lifecycle_configuration",
  logging: "aws_s3_bucket_logging",
  object_lock_configuration: "aws_s3_bucket_object_lock_configuration",
  policy: "aws_s3_bucket_policy",
  replication_configuration: "aws_s3_bucket_replication_configuration",
  server_side_encryption_configuration: "aws_s3_bucket_server_side_encryption_configuration",
  versioning: "aws_s3_bucket_versioning",
  website: "aws_s3_bucket_website_configuration",
};

/** What has a policy that `<type>_policy` sets, and the attribute by which that names it. */
const OWNERS: Readonly<Record<string, string>> = {
  aws_sqs_queue: "queue_url",
  aws_sns_topic: "arn",
  aws_kms_key: "key_id",
  aws_secretsmanager_secret: "secret_arn",
  aws_vpc_endpoint: "vpc_endpoint_id",
  aws_api_gateway_rest_api: "rest_api_id",
  aws_opensearch_domain: "domain_name",
};

/** Whether all that differs in an attribute is set by other resources of Terraform's, whose own drift says it. */
export function isShadow(
  { type, attribute, before, after }: { type: string; attribute: string; before: JsonObject; after: JsonObject },
  context: Context,
): boolean {
  if (ALWAYS[type]?.includes(attribute) === true) return true;
  if (isGroupRules(type, attribute)) {
    const isKnown = rulesKnown(attribute, before, context);
    return differing(before[attribute], after[attribute]).every(isKnown);
  }
  if (/^aws_(default_)?route_table$/.test(type) && attribute === "route") {
    const routes = allOf(context, /^aws_route$/).filter(({ values }) => values["route_table_id"] === before["id"]);
    const known = new Set(routes.map(({ values }) => destinationOf(values)));
    return differing(before[attribute], after[attribute]).every((entry) => known.has(destinationOf(entry)));
  }
  if (type === "aws_iam_role" && attribute === "managed_policy_arns") {
    const attached = allOf(context, /^aws_iam_(role_)?policy_attachment$/).map(({ values }) => values["policy_arn"]);
    const [was, is] = [itemsOf(before[attribute]), itemsOf(after[attribute])];
    return [...was.filter((each) => !is.includes(each)), ...is.filter((each) => !was.includes(each))].every((arn) =>
      attached.includes(arn),
    );
  }
  if (type === "aws_iam_role" && attribute === "inline_policy") {
    const named = allOf(context, /^aws_iam_role_policy$/)
      .filter(({ values }) => values["role"] === before["name"])
      .map(({ values }) => values["name"]);
    return differing(before[attribute], after[attribute]).every(({ name }) => named.includes(name ?? null));
  }
  const setter = setterOf(type, attribute);
  return (
    setter !== undefined &&
    allOf(context, new RegExp(`^${setter.type}$`)).some(({ values }) =>
      [before["id"], before["arn"]].includes(values[setter.names] ?? null),
    )
  );
}

function setterOf(type: string, attribute: string): { readonly type: string; readonly names: string } | undefined {
  if (type === "aws_s3_bucket") {
    const setter = OF_BUCKETS[attribute];
    return setter === undefined ? undefined : { type: setter, names: "bucket" };
  }
  const names = attribute === "policy" || attribute === "access_policies" ? OWNERS[type] : undefined;
  return names === undefined ? undefined : { type: `${type}_policy`, names };
}

/**
 * A security group without the rules that are resources of their own: what is left was opened or closed by hand. Others as
 * they are.
 */
export function withoutShadows(reading: Reading, context: Context): Reading {
  const { before, after, change } = reading;
  if (before === undefined || after === undefined || !isGroupRules(change.type, "ingress")) return reading;
  const others = (values: JsonObject): JsonObject => {
    const without = (attribute: string): readonly Json[] => {
      const isKnown = rulesKnown(attribute, before, context);
      return itemsOf(values[attribute]).filter((entry) => !isObject(entry) || !isKnown(entry));
    };
    return { ...values, ingress: without("ingress"), egress: without("egress") };
  };
  return { ...reading, before: others(before), after: others(after) };
}

function isGroupRules(type: string, attribute: string): boolean {
  return /^aws_(default_)?security_group$/.test(type) && /^(in|e)gress$/.test(attribute);
}

/** Whether an entry of a group is a resource of its own, or several: AWS joins those that differ in their peers alone. */
function rulesKnown(attribute: string, group: JsonObject, context: Context): (entry: JsonObject) => boolean {
  const rules = allOf(context, /^aws_(vpc_)?security_group_(\w+_)?rule$/);
  const known = new Set(rules.flatMap(({ type, values }) => openingKeys(type, values)));
  return (entry) =>
    openingKeys(attribute, { ...entry, security_group_id: group["id"] ?? null }).every((key) => known.has(key));
}

/** The entries that are in the one list and not in the other. */
function differing(before: Json | undefined, after: Json | undefined): JsonObject[] {
  const [was, is] = [itemsOf(before).filter(isObject), itemsOf(after).filter(isObject)];
  const only = (here: readonly JsonObject[], there: readonly JsonObject[]): JsonObject[] => {
    const keys = new Set(there.map(canonicalJson));
    return here.filter((each) => !keys.has(canonicalJson(each)));
  };
  return [...only(was, is), ...only(is, was)];
}

function destinationOf(route: JsonObject): string {
  const names = [
    "destination_cidr_block",
    "cidr_block",
    "destination_ipv6_cidr_block",
    "ipv6_cidr_block",
    "destination_prefix_list_id",
  ];
  return names.map((name) => textOf(route[name])).find((each) => each !== undefined) ?? "";
}

/** Resources of a type in all stacks: as they are, and as Terraform knew them before they were changed by hand. */
function allOf({ plans }: Context, type: RegExp): Pick<ResourceValues, "type" | "values">[] {
  return plans
    .flatMap(({ resourcesBefore, drift }) => [
      ...resourcesBefore,
      ...drift.flatMap((each) => (isObject(each.before) ? [{ type: each.type, values: each.before }] : [])),
    ])
    .filter((each) => type.test(each.type));
}
