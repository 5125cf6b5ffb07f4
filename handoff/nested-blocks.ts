import { ToolError } from "../toolchain/tool-error";

/**
 * Which nested values are blocks (`health_check { ... }`) and which are attributes whose value is an object
 * (`tags = { ... }`): Terraform's JSON syntax writes both alike, and only the schema of a provider knows. These are the ones
 * that the stacks have; a test holds them against the AWS provider's own schema.
 */
const NESTED_BLOCKS: Readonly<Record<string, readonly string[]>> = {
  "provider.aws": ["default_tags"],
  "data.aws_iam_policy_document": ["statement", "statement.condition", "statement.principals"],
  aws_lb_listener: ["default_action"],
  aws_lb_target_group: ["health_check"],
  aws_s3_bucket_lifecycle_configuration: [
    "rule",
    "rule.abort_incomplete_multipart_upload",
    "rule.expiration",
    "rule.filter",
    "rule.noncurrent_version_expiration",
  ],
  aws_s3_bucket_ownership_controls: ["rule"],
  aws_s3_bucket_server_side_encryption_configuration: ["rule", "rule.apply_server_side_encryption_by_default"],
  aws_s3_bucket_versioning: ["versioning_configuration"],
};

/** The same for values that are objects and no blocks, in every resource. */
const OBJECT_ATTRIBUTES: readonly string[] = ["tags", "default_tags.tags", "config"];

/** Terraform's own blocks, which every resource takes ("The lifecycle Meta-Argument", Terraform documentation). */
const META_BLOCKS: readonly string[] = ["lifecycle"];

/** The resources and blocks that the table knows, for a test. */
export const KNOWN_BLOCKS = NESTED_BLOCKS;

/**
 * Whether a nested value is a block.
 *
 * @param type - `aws_lb`, `data.aws_iam_policy_document` or `provider.aws`
 * @param path - the names that lead to it, with dots: `rule.filter`
 * @throws ToolError for one that nobody has said it of
 */
export function isNestedBlock(type: string, path: string): boolean {
  if (META_BLOCKS.includes(path) || NESTED_BLOCKS[type]?.includes(path) === true) return true;
  if (OBJECT_ATTRIBUTES.includes(path)) return false;
  throw new ToolError({
    where: `${type}: ${path}`,
    what: "whether this is a block or an attribute is not known",
    remedy: "Say so in handoff/nested-blocks.ts.",
  });
}
