import { formatPath } from "../../plan/json";
import { leavesOf, reach } from "../leaves";
import { isTrue, isUnknown, type Reading, textOf } from "../reading";

/** On, they encrypt, or keep keys young. The provider has them under these names, whatever the resource. */
const SWITCHES =
  /^(encrypted|encryption|storage_encrypted|kms_encrypted|cache_data_encrypted|encrypt_at_rest|encryption_at_rest_enabled|at_rest_encryption_enabled|transit_encryption_enabled|sqs_managed_sse_enabled|enable_key_rotation|require_ssl|node_to_node_encryption|enforce_https)$/;

/** They name a key of one's own. */
const KEYS =
  /^(kms_key|kms_key_id|kms_key_arn|kms_master_key_id|kms_master_key_arn|kms_data_key_arn|kms_key_name|performance_insights_kms_key_id)$/;

/** How something is encrypted, where that is a word: from, to what is weaker. */
const WORDS: Readonly<Record<string, { readonly strong: RegExp; readonly weak: RegExp }>> = {
  sse_algorithm: { strong: /^aws:kms/, weak: /^AES256$/ },
  encryption_type: { strong: /^KMS/, weak: /^(NONE|AES256)$/ },
  viewer_protocol_policy: { strong: /^(https-only|redirect-to-https)$/, weak: /^allow-all$/ },
  origin_protocol_policy: { strong: /^https-only$/, weak: /^(http-only|match-viewer)$/ },
  transit_encryption: { strong: /^ENABLED$/, weak: /^DISABLED$/ },
  transit_encryption_mode: { strong: /^required$/, weak: /^preferred$/ },
  client_broker: { strong: /^TLS$/, weak: /PLAINTEXT/ },
};

/** What is encrypted less, a clause each: an attribute, or one of a block, whatever the resource. */
export function weakenedAtRest({ before, after, isSensitive }: Reading): string[] {
  if (before === undefined || after === undefined) return [];
  return leavesOf(before).flatMap(({ path, name, value }) => {
    const becomes = reach(after, path);
    const where = formatPath(path);
    // Of what only apply can know, the provider decides: the code does not say otherwise than before.
    if (isUnknown(becomes)) return [];
    if (SWITCHES.test(name) && isTrue(value) && !isTrue(becomes)) return [`${where} is turned off`];
    if (KEYS.test(name) && isOwnKey(textOf(value)) && !isOwnKey(textOf(becomes))) {
      return [`${where} names no key of one's own any more`];
    }
    const words = WORDS[name];
    if (words?.strong.test(textOf(value) ?? "") !== true || words.strong.test(textOf(becomes) ?? "")) return [];
    const to = isSensitive(String(path[0])) ? "" : ` to ${textOf(becomes) ?? "none"}`;
    return words.weak.test(textOf(becomes) ?? "") || becomes === undefined || becomes === null
      ? [`${where} is weakened${to}`]
      : [];
  });
}

/** Keys under `alias/aws/` are AWS's, and everybody in the account may use them ("AWS managed keys", AWS KMS Developer Guide). */
function isOwnKey(key: string | undefined): boolean {
  return key !== undefined && !/(^|:)alias\/aws\//.test(key);
}
