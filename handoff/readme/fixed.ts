import type { Environment, NatGateways } from "../../environments/environment";
import type { HandoffModule } from "../handoff-modules";
import { nativeTests } from "../native-tests/native-tests";
import type { HandoffReadmeInput } from "./input";
import { code, paragraphs, prose, table } from "./markdown";

/** What is no variable, and what to do for another. */
export function fixed(input: HandoffReadmeInput): string {
  const { environment } = input;
  return paragraphs(
    "### What is no variable",
    prose(
      `What is here has an address of its own, without \`count\` and \`for_each\`: so nothing is ever made anew because something
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
    "#### Another number of zones",
    anotherNumberOfZones(input),
  );
}

function zones({ network }: Environment): string[] {
  return ["availability zones", String(network.zones.length), "[Another number of zones](#another-number-of-zones)"];
}

/** Every place in which the number of zones stands. */
function anotherNumberOfZones(input: HandoffReadmeInput): string {
  const { environment, modules } = input;
  const { network } = environment;
  const [here, next] = [network.zones.length, network.zones.length + 1];
  const gateway = network.natGateways === "one-per-zone" ? ", and what belongs to its NAT gateway (see above)" : "";
  return paragraphs(
    "For one more:",
    table(
      ["file", "what"],
      [
        [
          code("network/main.tf"),
          `\`aws_subnet.public_${next}\` and \`aws_subnet.private_${next}\`, with \`var.zones[${here}]\`; a route table association for each${gateway}`,
        ],
        [code("network/outputs.tf"), "their ids, behind the others"],
        [
          code("network/variables.tf"),
          `in \`zones\`, the number ${here} in the first \`validation\`: in its condition, and in its message. Give the default as many zones, or remove it.`,
        ],
        [code("network/terraform.tfvars"), "the zone, behind the others"],
        [
          testsThatNameTheLast(input).map(code).join("<br>"),
          "every list with an element for each zone; the numbers of what is counted; in the test that refuses one zone too many, one more",
        ],
        ...loadBalancing(modules),
      ],
    ),
    "Run the tests of both modules, then apply `network`, and after it `load-balancing`.",
  );
}

/** The native tests of the network that name the subnets of its last zone. */
function testsThatNameTheLast({ environment, modules }: HandoffReadmeInput): string[] {
  const last = `_${environment.network.zones.length}\\b`;
  return modules
    .filter(({ stack }) => stack === "network")
    .flatMap((module) => [...nativeTests(module, environment)])
    .filter(([, text]) => new RegExp(`(?:public|private)${last}`).test(text))
    .map(([file]) => `network/${file}`);
}

/** What of the load balancer's module has to be edited: nothing, where it stands in all public subnets whatever their number. */
function loadBalancing(modules: readonly HandoffModule[]): string[][] {
  const main = modules.find(({ stack }) => stack === "load-balancing")?.files.get("main.tf") ?? "";
  if (!main.includes("public_subnet_ids[")) return [];
  return [
    [code("load-balancing/main.tf"), "the public subnet, in `subnets` of the load balancer"],
    [code("load-balancing/tests/*.tftest.hcl"), "its id in `public_subnet_ids`, and in the private ones"],
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

/** Of the blocks that are added after the handoff: see rules-for-others.ts. */
const HTTP_FROM_OTHERS = "aws_vpc_security_group_ingress_rule.alb_http_from_others";

function allowedBlocks({ loadBalancer }: Environment): string[] {
  const count = loadBalancer.allowedCidrs.length;
  return [
    "blocks in `allowed_cidrs`",
    `at least ${count}`,
    [
      `More need no edit: write them behind the others. Their rules are made by \`for_each\`: \`${HTTP_FROM_OTHERS}["<block>"]\`, and the same for HTTPS.`,
      count === 1
        ? ""
        : `Fewer: remove the rules of the block that goes from \`security/main.tf\`; make the indices behind it, the number ${count} in \`slice\`, and the one in the validation of \`security/variables.tf\` lower by one; the same in \`security/tests/\`, with one block less in every example, and two ingress rules less in the count.`,
      "A rule keeps its address when its block changes, although it may be named after the first one.",
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
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
