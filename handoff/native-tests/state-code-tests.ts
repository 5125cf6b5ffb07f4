import type { Block, Comment } from "../hcl/write-file";
import { written } from "./conditions";
import { counted } from "./counts";
import { heading, run } from "./test-file";

/** What of the state bucket no plan shows. */
export function stateCodeTests(): (Block | Comment)[] {
  return [
    heading(
      "No plan shows whether a resource may be destroyed, nor what refers to a bucket that is not there: the code is looked at.",
    ),
    run({
      name: "state_bucket_cannot_be_destroyed_and_settings_are_its_own",
      assertions: [
        {
          condition: written("prevent_destroy\\s*=\\s*true\\b"),
          message: "The bucket can be destroyed, with the states of all stacks.",
        },
        {
          condition: written("bucket\\s*=\\s*aws_s3_bucket\\.state\\.id\\b", SETTINGS.length),
          message: `There are not ${SETTINGS.length} settings of the bucket: one is missing, or is another bucket's.`,
        },
        {
          condition: written("(days|date)\\s*=", 0),
          message: "Current versions expire: the states themselves are deleted.",
        },
        {
          condition: written("policy\\s*=\\s*data\\.aws_iam_policy_document\\.tls_only\\.json\\b"),
          message: "The bucket has another policy: requests without TLS are taken.",
        },
        {
          condition: written(
            'resources\\s*=\\s*\\[aws_s3_bucket\\.state\\.arn, "\\$\\{aws_s3_bucket\\.state\\.arn\\}/\\*"\\]',
          ),
          message: "The policy does not cover the bucket and its objects: some requests are taken without TLS.",
        },

        {
          condition: written("expired_object_delete_marker\\s*=\\s*true\\b"),
          message: "Delete markers stay when their versions are gone: they pile up, and listing gets slow.",
        },
        {
          condition: written("filter \\{\\}"),
          message: "The rule of expiry is not one for all states: old versions of others pile up.",
        },
        {
          condition: written("depends_on\\s*=\\s*\\[aws_s3_bucket_versioning\\.state\\]"),
          message: "The rule of expiry does not wait for versioning: AWS may refuse it.",
        },
        {
          condition: written("depends_on\\s*=\\s*\\[aws_s3_bucket_public_access_block\\.state\\]"),
          message: "The policy does not wait for the public access block: AWS refuses two changes at once.",
        },
        counted({
          type: "aws_s3_bucket",
          count: 1,
          one: "a bucket",
          several: "buckets",
          tooMany: "is one that no test knows of",
        }),
      ],
    }),
    run({
      name: "state_bucket_is_published",
      assertions: [
        {
          condition: "output.state_bucket_name == var.state_bucket",
          message: "state_bucket_name is not the bucket's name: others look for states elsewhere.",
        },
        {
          condition: written('output "state_bucket_arn" \\{[^}]*\\bvalue\\s*=\\s*aws_s3_bucket\\.state\\.arn\\b'),
          message: "state_bucket_arn is not the bucket's ARN: policies allow something else.",
        },
      ],
    }),
  ];
}

/** What is set about the bucket, each by a resource. */
const SETTINGS = ["versioning", "encryption", "public access", "ownership", "lifecycle", "policy"];
