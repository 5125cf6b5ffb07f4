import { MANIFEST_FILE } from "../manifest";
import { chain, inEach, STATE_MODULE, worldModules } from "./facts";
import type { HandoffReadmeInput } from "./input";
import { bullets, paragraphs, prose, shell, table } from "./markdown";

/** The same modules for a second environment. */
export function anotherEnvironment(input: HandoffReadmeInput): string {
  const { region } = input.environment.state;
  return paragraphs(
    "## Another environment",
    "Give each a folder of its own. In this example it is `staging`, and its bucket `my-staging-state`.",
    "**1. Copy this folder,** without what belongs to this environment alone:",
    shell(...chain(["cp -R . ../staging", "cd ../staging", `rm -rf ./*/.terraform ${MANIFEST_FILE}`])),
    "**2. Edit the copy:**",
    edits(input),
    "Its `README.md` and `network.svg` are still about this environment.",
    prose(
      `**3. Make its bucket, and let \`${STATE_MODULE}\` adopt it.** The bucket is to hold the state of the very module that makes it,
       so it has to be there first. See that \`aws sts get-caller-identity\` names the right account, then:`,
    ),
    shell(
      ...chain([
        `aws s3 mb s3://my-staging-state --region ${region}`,
        `terraform -chdir=${STATE_MODULE} init`,
        `terraform -chdir=${STATE_MODULE} import aws_s3_bucket.state my-staging-state`,
        `terraform -chdir=${STATE_MODULE} apply`,
      ]),
    ),
    prose(
      `The plan gives tags to the bucket and adds its settings. It must not create a bucket, nor destroy one. A bucket whose state is
       lost is adopted in the same way, without \`aws s3 mb\`.`,
    ),
    "**4. Apply the rest, in order:**",
    shell(...inEach(worldModules(input), "init", "apply")),
    "### One folder for several environments",
    oneFolder(input),
  );
}

function edits(input: HandoffReadmeInput): string {
  return table(
    ["where", "what"],
    [
      ["every `backend.tf`", `${backendSettings(input).join(", ")}; in \`key\` the environment's name`],
      ["every `terraform.tfvars`", "`environment`, `state_bucket`, `state_region`, `account_id`; the rest as you like"],
      [
        "`name_prefix` there",
        "another than here, if both are in one account and region: names of load balancers and target groups must differ",
      ],
    ],
  );
}

/** What a backend says of one environment alone, besides the key. */
function backendSettings({ environment: { accountId, state } }: HandoffReadmeInput): string[] {
  return [
    "`bucket`",
    "`region`",
    ...(state.kmsKeyArn === undefined ? [] : ["`kms_key_id`"]),
    ...(accountId === undefined ? [] : ["`allowed_account_ids`"]),
  ];
}

function oneFolder(input: HandoffReadmeInput): string {
  const example = worldModules(input)[0]?.stack ?? STATE_MODULE;
  const more = backendSettings(input).slice(2);
  return paragraphs(
    prose(
      `The modules can also serve several environments from one folder, with a file of values for each, such as
       \`${example}/qa.tfvars\`, and with the backend's settings given to \`init\`:`,
    ),
    shell(
      ...chain([
        `TF_DATA_DIR=.terraform/qa terraform -chdir=${example} init \\\n  -backend-config=bucket=my-qa-state -backend-config=region=${input.environment.state.region} -backend-config=key=front-door/qa/${example}.tfstate`,
        `TF_DATA_DIR=.terraform/qa terraform -chdir=${example} plan -var-file=qa.tfvars`,
      ]),
    ),
    more.length === 0 ? "" : prose(`\`backend.tf\` says ${more.join(" and ")} too: give those as well.`),
    bullets(
      `**\`terraform.tfvars\` is always read, too.** What \`qa.tfvars\` leaves out comes from there, not from the defaults. So let
       \`qa.tfvars\` set every variable, or rename \`terraform.tfvars\`.`,
      `**Without \`TF_DATA_DIR\` a folder knows one backend,** that of the last \`init\`. The values of one environment planned on the
       state of another would change everything in it.`,
      "**What is no variable** is the same in all of them.",
    ),
  );
}
