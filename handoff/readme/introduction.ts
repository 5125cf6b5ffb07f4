import { OLDEST_TERRAFORM } from "../../toolchain/terraform";
import { bucketArn, STATE_MODULE, stateUrl } from "./facts";
import type { HandoffReadmeInput } from "./input";
import { bullets, code, paragraphs, prose, table, text } from "./markdown";

/** What this is, with the picture. */
export function introduction({ environment, modules, picture }: HandoffReadmeInput): string {
  const name = text(environment.name);
  return paragraphs(
    `# The front door ${name}`,
    prose(
      `Private containers on AWS get a public entrance: a VPC with public and private subnets in ${environment.network.zones.length}
       availability zones, security groups, and an internet-facing Application Load Balancer, which takes HTTP on port 80 and
       forwards it to the containers on port ${environment.targetGroup.port}. The containers are not part of it: services register
       them in the target group, and until then the load balancer answers 503.`,
    ),
    prose(
      `It is kept in ${modules.length} Terraform root modules, with the states and the resource addresses that it was deployed with.
       Nothing but Terraform is needed to go on.`,
    ),
    `![The network of ${name}](${encodeURI(picture.file)})`,
    inWords(picture.description),
  );
}

/** The picture for those who cannot see it, sentence by sentence. GitHub and GitLab show it when it is opened. */
function inWords(description: string): string {
  const sentences = text(description).split(/(?<=\.) (?=[A-Z])/);
  return paragraphs("<details>\n<summary>The picture in words</summary>", bullets(...sentences), "</details>");
}

/** What has to be there before the first command. */
export function needed(input: HandoffReadmeInput): string {
  const { environment } = input;
  return paragraphs(
    "## What you need",
    bullets(
      `**Terraform ${OLDEST_TERRAFORM} or newer.** 1.10 is the first that locks a state in S3 by itself; there is no lock table.`,
      `**AWS credentials** in the shell or in a profile, as for any Terraform project, ${account(environment.accountId)}`,
      "**The AWS CLI**, for the few commands here that begin with `aws`.",
    ),
    "These permissions on the states:",
    permissions(input),
    prose(
      `What the modules are made of comes on top: EC2 (the network) and Elastic Load Balancing. Planning \`${STATE_MODULE}\` also reads
       every setting of the bucket (\`s3:GetBucket*\`, \`s3:GetEncryptionConfiguration\`, \`s3:GetLifecycleConfiguration\` and the
       like), and applying it writes some of them.`,
    ),
  );
}

function account(accountId: string | undefined): string {
  return accountId === undefined
    ? `of the account that this runs in. These modules do not say which one that is: see what \`aws sts get-caller-identity\`
       says before you begin. To have any other refused, set \`account_id\` in every \`terraform.tfvars\`, and
       \`allowed_account_ids\` in every \`backend.tf\`.`
    : `of the account ${code(accountId)}. Provider and backend refuse any other.`;
}

function permissions(input: HandoffReadmeInput): string {
  const { kmsKeyArn } = input.environment.state;
  const object = stateUrl(input, "MODULE").replace(/^s3:\/\/[^/]*/, bucketArn(input));
  const rows: (readonly [string, readonly string[], string])[] = [
    ["find states", ["s3:ListBucket"], bucketArn(input)],
    ["read a state", ["s3:GetObject"], object],
    ["lock it, while a plan or an apply runs", ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], `${object}.tflock`],
    ["write it, when something was applied", ["s3:PutObject"], object],
  ];
  if (kmsKeyArn !== undefined)
    rows.push(["use the key of the states", ["kms:Decrypt", "kms:GenerateDataKey"], kmsKeyArn]);
  return table(
    ["to", "actions", "on"],
    rows.map(([to, actions, on]) => [to, actions.map(code).join(", "), code(on)]),
  );
}
