import { literal } from "../hcl/expression";
import type { Block } from "../hcl/write-file";
import { ANYWHERE } from "../with-variables";
import { each } from "./conditions";
import { type Count, counted } from "./counts";
import { isPort, noneOf, SECURITY_GROUP } from "./rule-conditions";
import { APPLIED, heading, run, testFile, VALIDATIONS } from "./test-file";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";
const ALB_TO_FARGATE = `${EGRESS}.alb_to_fargate`;
const FARGATE_FROM_ALB = `${INGRESS}.fargate_from_alb`;
const FARGATE_TO_ANYWHERE = `${EGRESS}.fargate_to_anywhere`;

/** tests/rules.tftest.hcl: for a module with rules for so many blocks, behind these stacks. */
export function rulesTests(blocks: number, upstream: readonly Block[]): string {
  return testFile("Who may talk to whom behind the load balancer: it alone to the containers, and they to anywhere.", [
    ...upstream,
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
      assertions: countsOf(blocks).map(counted),
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
  ]);
}

/** Of a module with rules for so many blocks. */
function countsOf(blocks: number): Count[] {
  return [
    {
      type: "aws_(default_)?security_group",
      count: 2,
      one: "a security group",
      several: "security groups",
      tooMany: "may hold rules that no test knows of",
    },
    {
      type: INGRESS,
      // Two for each block, two for all others, and the one from the load balancer.
      count: 2 * blocks + 2 + 1,
      one: "an ingress rule",
      several: "ingress rules",
      tooMany: "lets in somebody whom no test knows of",
    },
    {
      type: EGRESS,
      count: 2,
      one: "an egress rule",
      several: "egress rules",
      tooMany: "leads where no test knows of",
    },
    {
      type: "aws_security_group_rule",
      count: 0,
      one: "an aws_security_group_rule",
      several: "such rules",
      tooMany: "opens something that no test knows of",
    },
  ];
}
