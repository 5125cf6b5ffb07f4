import type { Block } from "../hcl/write-file";
import { type Count, counted, NO_SECURITY_GROUPS } from "./counts";
import { ARNS, NAMES, NETWORK } from "./load-balancing-examples";
import { named } from "./names";
import { APPLIED, type Assertion, heading, run, testFile } from "./test-file";

/** tests/load_balancer.tftest.hcl: behind these stacks. */
export function loadBalancerTests(upstream: readonly Block[]): string {
  return testFile("The load balancer: open to the internet, in every public subnet, behind ALB-SG.", [
    ...upstream,
    ...ARNS,
    run({
      name: "load_balancer_faces_the_internet_from_every_public_subnet",
      variables: NAMES,
      assertions: [
        {
          condition: 'aws_lb.fargate_alb.name == "blue-entrance"',
          message: "The load balancer's name is not name_prefix and load_balancer_name: it collides with another's.",
        },
        named("the load balancer", new Map([["aws_lb.fargate_alb", "entrance"]])),
        {
          condition: 'aws_lb.fargate_alb.load_balancer_type == "application"',
          message: "It is not an Application Load Balancer: it does not understand HTTP.",
        },
        {
          condition: "!aws_lb.fargate_alb.internal",
          message: "The load balancer is internal: clients on the internet cannot reach it.",
        },
        {
          condition: 'aws_lb.fargate_alb.ip_address_type == "ipv4"',
          message: "The load balancer is not IPv4 alone: the subnets have no IPv6 addresses to give it.",
        },
        {
          condition: `aws_lb.fargate_alb.subnets == toset(${NETWORK}.public_subnet_ids)`,
          message:
            "The load balancer does not stand in exactly the public subnets: it misses a zone, or stands where no internet gateway leads.",
        },
        {
          condition:
            "aws_lb.fargate_alb.security_groups == toset([data.terraform_remote_state.security.outputs.alb_security_group_id])",
          message: "The load balancer has another security group than ALB-SG: Fargate-SG lets nothing in from it.",
        },
        {
          condition:
            'aws_lb.fargate_alb.drop_invalid_header_fields && aws_lb.fargate_alb.desync_mitigation_mode == "defensive"',
          message: "The load balancer passes malformed requests on: containers are open to request smuggling.",
        },
      ],
    }),
    run({
      name: "load_balancer_follows_terraform_tfvars",
      assertions: [
        {
          condition: 'aws_lb.fargate_alb.name == "${var.name_prefix}${var.load_balancer_name}"',
          message: "The load balancer has another name than name_prefix and load_balancer_name say.",
        },
        {
          condition: "aws_lb.fargate_alb.enable_deletion_protection == var.deletion_protection",
          message: "Deletion protection is not as deletion_protection says.",
        },
        {
          condition: "aws_lb.fargate_alb.idle_timeout == var.idle_timeout_seconds",
          message: "The idle timeout is not as idle_timeout_seconds says.",
        },
      ],
    }),
    APPLIED,
    run({ name: "what_others_build_on_is_published", command: "apply", assertions: published() }),
    heading("A test sees none but what it names, so resources are counted in the code. Test a new one above."),
    run({
      name: "there_is_no_way_to_containers_without_a_test",
      assertions: [...COUNTS.map(counted), NO_SECURITY_GROUPS],
    }),
  ]);
}

/** Outputs: what each is, and what goes wrong where it is something else. */
const PUBLISHED = {
  load_balancer_dns_name: ["aws_lb.fargate_alb.dns_name", "the load balancer's DNS name: clients do not find it"],
  load_balancer_zone_id: ["aws_lb.fargate_alb.zone_id", "the DNS name's hosted zone: alias records lead nowhere"],
  load_balancer_arn: ["aws_lb.fargate_alb.arn", "the load balancer's ARN: further listeners do not find it"],
  target_group_arn: ["aws_lb_target_group.fargate_tg.arn", "the target group's ARN: services register elsewhere"],
  http_listener_arn: ["aws_lb_listener.http.arn", "the listener's ARN: rules are added elsewhere"],
} as const;

function published(): Assertion[] {
  return Object.entries(PUBLISHED).map(([output, [value, otherwise]]) => ({
    condition: `output.${output} == ${value}`,
    message: `${output} is not ${otherwise}.`,
  }));
}

/** Types have names that begin with aws_alb too, from before there were others than Application Load Balancers. */
const COUNTS: readonly Count[] = [
  {
    type: "aws_[ae]?lb",
    count: 1,
    one: "a load balancer",
    several: "load balancers",
    tooMany: "lets in somebody whom no test knows of",
  },
  {
    type: "aws_a?lb_target_group",
    count: 1,
    one: "a target group",
    several: "target groups",
    tooMany: "gets requests that no test knows of",
  },
  {
    type: "aws_a?lb_listener",
    count: 1,
    one: "a listener",
    several: "listeners",
    tooMany: "answers on a port that no test knows of",
  },
  {
    type: "aws_a?lb_listener_rule",
    count: 0,
    one: "a rule of a listener",
    several: "rules of listeners",
    tooMany: "sends requests elsewhere than to the target group",
  },
  {
    type: "aws_a?lb_target_group_attachment",
    count: 0,
    one: "a target that is registered here",
    several: "targets",
    tooMany: "gets requests, and services register their containers themselves",
  },
];
