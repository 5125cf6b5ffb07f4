import { literal } from "../hcl/expression";
import type { Block } from "../hcl/write-file";
import { ARNS, NAMES, NETWORK } from "./load-balancing-examples";
import { named } from "./names";
import { heading, run, testFile, VALIDATIONS } from "./test-file";

/** In front of a container: the port and the path of the tutorial. */
const CONTAINERS = { container_port: literal(6060), health_check_path: literal("/health") };

/** tests/target_group.tftest.hcl: behind these stacks. */
export function targetGroupTests(upstream: readonly Block[]): string {
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
        named("the target group", new Map([[group, "containers"]])),
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
