import type { Environment } from "../../environments/environment";
import { literal } from "../hcl/expression";
import type { Block } from "../hcl/write-file";
import { remoteState, withArn } from "./overrides";
import { APPLIED, heading, run, testFile, type TestFiles, VALIDATIONS } from "./test-file";

/** What the tests of load-balancing find in front of a container: the port and the path of the tutorial. */
const CONTAINERS = { container_port: literal(6060), health_check_path: literal("/health") };

/** Names with a prefix, set together: terraform.tfvars may have none, and names that are too long with this one. */
const NAMES = {
  name_prefix: literal("blue-"),
  load_balancer_name: literal("entrance"),
  target_group_name: literal("containers"),
};

const ARNS = [
  ["aws_lb.fargate_alb", "loadbalancer/app/front-door"],
  ["aws_lb_target_group.fargate_tg", "targetgroup/front-door"],
  ["aws_lb_listener.http", "listener/app/front-door/0123456789abcdef"],
].map(([address = "", path = ""]) =>
  withArn(address, `arn:aws:elasticloadbalancing:us-east-1:123456789012:${path}/0123456789abcdef`),
);

const NETWORK = "data.terraform_remote_state.network.outputs";

/** Tests of the stack `load-balancing`. */
export function loadBalancingTests(environment: Environment): TestFiles {
  const upstream = upstreamOf(environment);
  return {
    "tests/load_balancer.tftest.hcl": loadBalancerTests(upstream),
    "tests/listener.tftest.hcl": listenerTests(upstream),
    "tests/target_group.tftest.hcl": targetGroupTests(upstream),
  };
}

/** The stacks below. There are private subnets and Fargate-SG too, for a load balancer that stands in the wrong ones. */
function upstreamOf({ network }: Environment): Block[] {
  const subnets = (kind: string): string[] => network.zones.map((_, zone) => `subnet-${kind}-${zone + 1}`);
  return [
    remoteState("network", {
      vpc_id: "vpc-front-door",
      public_subnet_ids: subnets("public"),
      private_subnet_ids: subnets("private"),
    }),
    remoteState("security", { alb_security_group_id: "sg-alb", fargate_security_group_id: "sg-fargate" }),
  ];
}

function loadBalancerTests(upstream: readonly Block[]): string {
  return testFile("The load balancer: open to the internet, in every public subnet, behind ALB-SG.", [
    ...upstream,
    run({
      name: "load_balancer_faces_the_internet_from_every_public_subnet",
      variables: NAMES,
      assertions: [
        {
          condition: 'aws_lb.fargate_alb.name == "blue-entrance"',
          message: "The load balancer's name is not name_prefix and load_balancer_name: it collides with another's.",
        },
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
  ]);
}

function listenerTests(upstream: readonly Block[]): string {
  return testFile("The listener: HTTP on port 80, all of it to the target group.", [
    ...upstream,
    ...ARNS,
    run({
      name: "listener_on_80_forwards",
      assertions: [
        {
          condition: 'aws_lb_listener.http.port == 80 && aws_lb_listener.http.protocol == "HTTP"',
          message: "The listener is not HTTP on port 80: a browser that is given the DNS name gets no answer.",
        },
        {
          condition: 'aws_lb_listener.http.default_action[*].type == tolist(["forward"])',
          message: "The listener does not forward, or not only: requests do not reach the containers.",
        },
      ],
    }),
    APPLIED,
    run({
      name: "listener_connects_load_balancer_and_target_group",
      command: "apply",
      assertions: [
        {
          condition: "aws_lb_listener.http.load_balancer_arn == aws_lb.fargate_alb.arn",
          message: "The listener belongs to another load balancer: this one answers nobody.",
        },
        {
          condition: "aws_lb_listener.http.default_action[0].target_group_arn == aws_lb_target_group.fargate_tg.arn",
          message: "The listener forwards to another target group: requests do not reach the containers.",
        },
      ],
    }),
  ]);
}

function targetGroupTests(upstream: readonly Block[]): string {
  const group = "aws_lb_target_group.fargate_tg";
  return testFile("The target group: containers by their IP addresses, and how they are checked.", [
    ...upstream,
    ...ARNS,
    run({
      name: "target_group_takes_containers_by_ip_on_6060",
      variables: { ...NAMES, ...CONTAINERS },
      assertions: [
        {
          condition: `${group}.name == "blue-containers"`,
          message: "The target group's name is not name_prefix and target_group_name: it collides with another's.",
        },
        {
          condition: `${group}.target_type == "ip" && ${group}.ip_address_type == "ipv4"`,
          message: "Targets are not IPv4 addresses: Fargate tasks have nothing else, and cannot register.",
        },
        {
          condition: `${group}.port == 6060`,
          message: "The target group's port is not container_port: requests go where no container listens.",
        },
        {
          condition: `${group}.protocol == "HTTP" && ${group}.protocol_version == "HTTP1"`,
          message: "The target group does not speak HTTP/1.1: containers do not understand it.",
        },
        {
          condition: `${group}.vpc_id == ${NETWORK}.vpc_id`,
          message: "The target group stands in another VPC than the load balancer: AWS refuses the listener.",
        },
      ],
    }),
    heading(
      "Applied to the mock, where nothing is made: AWS chooses what a health check leaves out, so no plan knows of it.",
    ),
    run({
      name: "target_group_checks_health",
      command: "apply",
      variables: CONTAINERS,
      assertions: [
        {
          condition: `${group}.health_check[0].enabled`,
          message: "Health checks are off: the load balancer keeps sending requests to containers that died.",
        },
        {
          condition: `${group}.health_check[0].path == "/health"`,
          message: "Health checks do not ask for health_check_path: containers that are well count as unhealthy.",
        },
        {
          condition: `${group}.health_check[0].protocol == "HTTP" && ${group}.health_check[0].port == "traffic-port"`,
          message: "Health checks do not go to the port that requests go to, by HTTP: they say nothing about them.",
        },
      ],
    }),
    run({
      name: "target_group_follows_terraform_tfvars",
      command: "apply",
      assertions: [
        {
          condition: `${group}.name == "\${var.name_prefix}\${var.target_group_name}"`,
          message: "The target group has another name than name_prefix and target_group_name say.",
        },
        {
          condition: `${group}.port == var.container_port`,
          message: "The target group's port is not as container_port says.",
        },
        {
          condition: `${group}.health_check[0].path == var.health_check_path`,
          message: "The path of health checks is not as health_check_path says.",
        },
        {
          condition: `${group}.health_check[0].matcher == var.health_check_success_codes`,
          message: "What counts as a good answer is not as health_check_success_codes says.",
        },
        {
          condition: `${group}.health_check[0].interval == var.health_check_interval_seconds`,
          message: "The time between health checks is not as health_check_interval_seconds says.",
        },
        {
          condition: `${group}.health_check[0].timeout == var.health_check_timeout_seconds`,
          message: "The time for an answer is not as health_check_timeout_seconds says.",
        },
        {
          condition: `${group}.health_check[0].healthy_threshold == var.healthy_threshold`,
          message: "A container does not become healthy as healthy_threshold says.",
        },
        {
          condition: `${group}.health_check[0].unhealthy_threshold == var.unhealthy_threshold`,
          message: "A container does not become unhealthy as unhealthy_threshold says.",
        },
        {
          condition: `tonumber(${group}.deregistration_delay) == var.deregistration_delay_seconds`,
          message: "The time for last requests is not as deregistration_delay_seconds says.",
        },
      ],
    }),
    VALIDATIONS,
    run({
      name: "last_port_is_accepted",
      variables: { container_port: literal(65535) },
      assertions: [
        {
          condition: "aws_lb_target_group.fargate_tg.port == 65535",
          message: "The target group's port is not container_port: requests go where no container listens.",
        },
      ],
    }),
    run({
      name: "port_after_the_last_is_refused",
      variables: { container_port: literal(65536) },
      refused: "container_port",
    }),
    run({ name: "timeout_below_the_interval_is_accepted", variables: secondsOf(10, 9) }),
    run({
      name: "timeout_as_long_as_the_interval_is_refused",
      variables: secondsOf(10, 10),
      refused: "health_check_timeout_seconds",
    }),
  ]);
}

function secondsOf(interval: number, timeout: number) {
  return { health_check_interval_seconds: literal(interval), health_check_timeout_seconds: literal(timeout) };
}
