import type { Environment } from "../../environments/environment";
import type { HandoffModule } from "../handoff-modules";
import { stateUrl } from "./facts";
import type { HandoffReadmeInput } from "./input";
import { code, paragraphs, prose, table } from "./markdown";

/** The modules in their order: what each makes, reads and publishes. */
export function modulesSection(input: HandoffReadmeInput): string {
  const rows = input.modules.map((module, index) => [
    String(index + 1),
    `[${module.stack}](${module.stack}/)`,
    whatItMakes(module, input.environment),
    code(stateUrl(input, module.stack)),
    reads(module),
    module.outputs.map(({ name }) => code(name)).join(", ") || "-",
  ]);
  return paragraphs(
    "## The modules",
    prose(
      `One folder each, and one state each. Apply them in this order, destroy them in the opposite one: a module reads outputs of
       those above it from their states (\`terraform_remote_state\`, in its \`data.tf\`).`,
    ),
    table(["order", "folder", "what it makes", "state", "reads", "publishes"], rows),
    prose(
      `Other Terraform code may read the same outputs from the same states. So an output that is renamed may break somebody who is
       not in this folder.`,
    ),
    prose(
      `In every folder: \`versions.tf\` (Terraform and the provider), \`backend.tf\` (where the state is), \`provider.tf\` (region,
       account, tags), \`main.tf\` (the resources), \`data.tf\` (what it reads, if it reads anything), \`variables.tf\` (with the
       limits of every value), \`outputs.tf\`, \`terraform.tfvars\` (the values) and \`tests/\`.`,
    ),
  );
}

function whatItMakes({ stack }: HandoffModule, { network }: Environment): string {
  const nat = network.natGateways === "none" ? "" : ", NAT gateways";
  const known: Readonly<Record<string, string>> = {
    state: "the S3 bucket of all these states, its own among them",
    network: `VPC, subnets, internet gateway${nat}, routes`,
    security: "security groups of the load balancer and of the containers",
    "load-balancing": "load balancer, HTTP listener, target group",
  };
  return known[stack] ?? "see its `main.tf`";
}

function reads({ upstream }: HandoffModule): string {
  return upstream.map(({ stack, outputs }) => `${stack}: ${outputs.map(code).join(", ")}`).join("<br>") || "-";
}
