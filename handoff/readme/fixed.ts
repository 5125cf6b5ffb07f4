import type { Environment, NatGateways } from "../../environments/environment";
import type { HandoffReadmeInput } from "./input";
import { code, paragraphs, prose, table } from "./markdown";

/** What is no variable, and what to do for another. */
export function fixed({ environment }: HandoffReadmeInput): string {
  return paragraphs(
    "### What is no variable",
    prose(
      `Every resource has an address of its own, without \`count\` and \`for_each\`: so nothing is ever made anew because something
       else was added or removed. The price is that these things are fixed in the modules:`,
    ),
    table(
      ["what", "here", "for another"],
      [zones(environment), natGateways(environment), allowedBlocks(environment), encryption(environment)],
    ),
    prose(
      `Number what is new behind what is there, and change the tests that count. Never give an address to something else. To rename a
       resource, add a \`moved\` block: the plan must then show a move, and nothing created or destroyed.`,
    ),
  );
}

function zones({ network }: Environment): string[] {
  const next = network.zones.length + 1;
  return [
    "availability zones",
    String(network.zones.length),
    `\`network/main.tf\`: \`aws_subnet.public_${next}\`, \`aws_subnet.private_${next}\`, and their route table associations. \`network/outputs.tf\`: their ids. \`load-balancing/main.tf\`: the public subnet. \`network/variables.tf\`: the number in the validation of \`zones\`.`,
  ];
}

const NAT_WORDS: Readonly<Record<NatGateways, string>> = {
  none: "none: private subnets cannot reach the internet",
  single: "one, for all zones",
  "one-per-zone": "one in each zone",
};

function natGateways({ network }: Environment): string[] {
  return [
    "NAT gateways",
    NAT_WORDS[network.natGateways],
    "`network/main.tf`: `aws_eip.nat_N`, `aws_nat_gateway.nat_N`, and `aws_route.private_N_nat` in a route table for each gateway. `network/outputs.tf`: their addresses.",
  ];
}

function allowedBlocks({ loadBalancer }: Environment): string[] {
  return [
    "blocks in `allowed_cidrs`",
    String(loadBalancer.allowedCidrs.length),
    "`security/main.tf`: two rules for each block, `alb_http_from_...` and `alb_https_from_...`. `security/variables.tf`: the number in the validation. A rule keeps its address when its block changes, although it is named after the first.",
  ];
}

function encryption({ state }: Environment): string[] {
  return [
    "encryption of the states",
    state.kmsKeyArn === undefined ? "by keys of S3 (SSE-S3)" : `by the key ${code("state_kms_key_arn")} (SSE-KMS)`,
    state.kmsKeyArn === undefined
      ? "`state/main.tf`: `sse_algorithm` and `kms_master_key_id`. Every `backend.tf`: `kms_key_id`."
      : "Another key: `state/terraform.tfvars`, and `kms_key_id` in every `backend.tf`. None: `sse_algorithm` in `state/main.tf`.",
  ];
}
