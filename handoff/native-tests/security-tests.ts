import type { Environment } from "../../environments/environment";
import { literal } from "../hcl/expression";
import type { Block } from "../hcl/write-file";
import { ANYWHERE } from "../with-variables";
import { each, pairwise, resourcesOf } from "./conditions";
import { remoteState } from "./overrides";
import { APPLIED, type Assertion, heading, run, testFile, type TestFiles, VALIDATIONS } from "./test-file";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";
const ALB_TO_FARGATE = `${EGRESS}.alb_to_fargate`;
const FARGATE_FROM_ALB = `${INGRESS}.fargate_from_alb`;
const FARGATE_TO_ANYWHERE = `${EGRESS}.fargate_to_anywhere`;

/** The other end of a rule, where that is no address. */
const SECURITY_GROUP = "referenced_security_group_id";

/** What ALB-SG lets clients in on. */
const CLIENT_PORTS = { http: 80, https: 443 } as const;

const UPSTREAM: readonly Block[] = [remoteState("network", { vpc_id: "vpc-front-door" })];

/** Tests of the stack `security`. */
export function securityTests({ loadBalancer }: Environment): TestFiles {
  const { allowedCidrs } = loadBalancer;
  return {
    "tests/rules.tftest.hcl": rulesTests(allowedCidrs),
  };
}

function rulesTests(allowedCidrs: readonly string[]): string {
  const rules = Object.entries(CLIENT_PORTS).map(([protocol, port]) => ({
    protocol: protocol.toUpperCase(),
    port,
    addresses: clientRules(protocol, allowedCidrs),
  }));
  const clients = rules.flatMap(({ addresses }) => addresses);
  const blocks = exampleBlocks(allowedCidrs.length);
  const [first = "", ...others] = blocks;
  const fromClients = (allowed: readonly string[]): Assertion[] =>
    rules.map(({ protocol, addresses }) => ({
      condition: pairwise(
        addresses.map((address) => `${address}.cidr_ipv4`),
        allowed,
      ),
      message: `ALB-SG does not let ${protocol} in from exactly allowed_cidrs: clients are shut out, or others let in.`,
    }));
  return testFile("Who may talk to whom: clients to the load balancer, and it alone to the containers.", [
    ...UPSTREAM,
    run({
      name: "clients_reach_the_load_balancer_on_80_and_443",
      variables: { name_prefix: literal("blue-"), allowed_cidrs: literal(blocks), container_port: literal(6060) },
      assertions: [
        {
          condition:
            'aws_security_group.alb.name == "blue-ALB-SG" && aws_security_group.fargate.name == "blue-Fargate-SG"',
          message: "A security group's name does not begin with name_prefix: it collides with another environment's.",
        },
        ...fromClients(blocks.map((cidr) => `"${cidr}"`)),
        ...rules.map(({ protocol, port, addresses }) => ({
          condition: each("rule", addresses, isPort(port)),
          message: `ALB-SG does not let ${protocol} in on TCP ${port} alone: a port is closed to clients, or another is open.`,
        })),
        {
          condition: each("rule", clients, noneOf(["cidr_ipv6", "prefix_list_id", SECURITY_GROUP])),
          message: "ALB-SG lets others in than the blocks of allowed_cidrs.",
        },
      ],
    }),
    run({
      name: "load_balancer_reaches_the_containers_on_6060_and_nothing_else",
      variables: { container_port: literal(6060) },
      assertions: [
        {
          condition: each("rule", [ALB_TO_FARGATE], isPort(6060)),
          message: "ALB-SG is not open towards TCP container_port alone: it cannot reach containers, or reaches more.",
        },
        {
          condition: each("rule", [ALB_TO_FARGATE], noneOf(["cidr_ipv4", "cidr_ipv6", "prefix_list_id"])),
          message: "ALB-SG is open towards addresses: the load balancer reaches more than the containers.",
        },
      ],
    }),
    run({
      name: "containers_take_6060_from_the_load_balancer_only",
      variables: { container_port: literal(6060) },
      assertions: [
        {
          condition: each("rule", [FARGATE_FROM_ALB], isPort(6060)),
          message: "Fargate-SG is not open on TCP container_port alone: containers are out of reach, or open on more.",
        },
        {
          condition: each("rule", [FARGATE_FROM_ALB], noneOf(["cidr_ipv4", "cidr_ipv6", "prefix_list_id"])),
          message: "Fargate-SG is open to addresses: containers can be reached past the load balancer.",
        },
        {
          condition: `${FARGATE_TO_ANYWHERE}.cidr_ipv4 == "${ANYWHERE}" && ${FARGATE_TO_ANYWHERE}.ip_protocol == "-1"`,
          message: "Containers do not get out to anywhere: they cannot pull their images.",
        },
      ],
    }),
    run({
      name: "rules_follow_terraform_tfvars",
      assertions: [
        ...fromClients(blocks.map((_, index) => `var.allowed_cidrs[${index}]`)),
        {
          condition: each("rule", [ALB_TO_FARGATE, FARGATE_FROM_ALB], isPort("var.container_port")),
          message: "The way from the load balancer to the containers is not on the port that container_port says.",
        },
        {
          condition: each(
            "group",
            ["aws_security_group.alb", "aws_security_group.fargate"],
            (group) => `${group}.vpc_id == data.terraform_remote_state.network.outputs.vpc_id`,
          ),
          message: "A security group stands in another VPC than the network's: nothing there can have it.",
        },
      ],
    }),
    APPLIED,
    run({
      name: "rules_belong_to_the_right_groups",
      command: "apply",
      assertions: [
        {
          condition: each("rule", clients, (rule) => `${rule}.security_group_id == aws_security_group.alb.id`),
          message: "A rule for clients is not ALB-SG's: it opens something else to them.",
        },
        {
          condition: `${FARGATE_FROM_ALB}.security_group_id == aws_security_group.fargate.id`,
          message: "The rule from the load balancer is not Fargate-SG's: it opens something else.",
        },
        {
          condition: `${FARGATE_FROM_ALB}.${SECURITY_GROUP} == aws_security_group.alb.id`,
          message: "Fargate-SG is open to another group than ALB-SG: containers can be reached past the load balancer.",
        },
        {
          condition: `${ALB_TO_FARGATE}.security_group_id == aws_security_group.alb.id`,
          message: "The rule to the containers is not ALB-SG's: the load balancer cannot reach them.",
        },
        {
          condition: `${ALB_TO_FARGATE}.${SECURITY_GROUP} == aws_security_group.fargate.id`,
          message: "ALB-SG is open towards another group than Fargate-SG: the load balancer cannot reach containers.",
        },
        {
          condition: `${FARGATE_TO_ANYWHERE}.security_group_id == aws_security_group.fargate.id`,
          message: "The rule to anywhere is not Fargate-SG's: another group gets out, and containers do not.",
        },
        {
          condition: each(
            "group",
            ["aws_security_group.alb", "aws_security_group.fargate"],
            (group) => `length(${group}.ingress) + length(${group}.egress) == 0`,
          ),
          message: "A security group holds inline rules: Terraform removes by them the rules that are resources.",
        },
        {
          condition: "output.alb_security_group_id == aws_security_group.alb.id",
          message: "alb_security_group_id is not ALB-SG's id: the load balancer gets another group.",
        },
        {
          condition: "output.fargate_security_group_id == aws_security_group.fargate.id",
          message: "fargate_security_group_id is not Fargate-SG's id: containers get another group.",
        },
      ],
    }),
    heading("A test sees no rule that it does not name, so rules are counted in the code. Test a new one above."),
    run({
      name: "there_is_no_rule_without_a_test",
      assertions: [
        {
          condition: resourcesOf(INGRESS, clients.length + 1),
          message: `There are not ${clients.length + 1} ingress rules: one is missing, or lets in somebody whom no test knows of.`,
        },
        {
          condition: resourcesOf(EGRESS, 2),
          message: "There are not 2 egress rules: one is missing, or leads somewhere that no test knows of.",
        },
        {
          condition: resourcesOf("aws_security_group_rule", 0),
          message: "There is an aws_security_group_rule: no test knows whom it lets in.",
        },
      ],
    }),
    VALIDATIONS,
    run({
      name: "last_port_is_accepted",
      variables: { container_port: literal(65535) },
      assertions: [
        {
          condition: each("rule", [ALB_TO_FARGATE, FARGATE_FROM_ALB], isPort(65535)),
          message: "The way from the load balancer to the containers is not on the port that container_port says.",
        },
      ],
    }),
    run({
      name: "port_after_the_last_is_refused",
      variables: { container_port: literal(65536) },
      refused: "container_port",
    }),
    run({
      name: "block_with_host_bits_is_refused",
      variables: { allowed_cidrs: literal([first.replace(/0\//, "1/"), ...others]) },
      refused: "allowed_cidrs",
    }),
    run({
      name: "block_without_a_rule_in_this_module_is_refused",
      variables: { allowed_cidrs: literal(exampleBlocks(allowedCidrs.length + 1)) },
      refused: "allowed_cidrs",
    }),
  ]);
}

/** The addresses of the rules for clients. They keep the names of the blocks that they were made for. */
function clientRules(protocol: string, allowedCidrs: readonly string[]): string[] {
  return allowedCidrs.map((cidr) => {
    const key = cidr === ANYWHERE ? "anywhere" : cidr.replace(/[./]/g, "_");
    return `${INGRESS}.alb_${protocol}_from_${key}`;
  });
}

/** So many blocks that are nobody's, in other places than those of terraform.tfvars. */
function exampleBlocks(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `10.${index}.0.0/16`);
}

function isPort(port: number | string): (rule: string) => string {
  return (rule) => `${rule}.ip_protocol == "tcp" && ${rule}.from_port == ${port} && ${rule}.to_port == ${port}`;
}

function noneOf(attributes: readonly string[]): (rule: string) => string {
  return (rule) => attributes.map((name) => `${rule}.${name} == null`).join(" && ");
}
