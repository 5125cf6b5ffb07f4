import type { ResourceValues } from "../../../review/plan/change";
import type { JsonObject } from "../../../review/plan/json";

/** A resource as a plan has it, with nothing that is sensitive. */
export function resource(stack: string, address: string, values: JsonObject = {}): ResourceValues {
  const [type = ""] = address.split(".");
  return { stack, address, type, values, sensitive: {} };
}

/** The load balancer of an environment, as Terraform writes it, in the given number of public subnets. */
export function alb(environment: string, subnets: number, more: JsonObject = {}): ResourceValues {
  return resource(`${environment}-load-balancing`, "aws_lb.fargate_alb", {
    load_balancer_type: "application",
    internal: false,
    ip_address_type: "ipv4",
    subnets: Array.from({ length: subnets }, (_, index) => `subnet-${index}`),
    minimum_load_balancer_capacity: [],
    ...more,
  });
}

/** A NAT gateway and its Elastic IP address. */
export function natGateway(environment: string, number: number): ResourceValues[] {
  return [
    resource(`${environment}-network`, `aws_eip.nat_${number}`, { domain: "vpc", public_ipv4_pool: "amazon" }),
    resource(`${environment}-network`, `aws_nat_gateway.nat_${number}`, { connectivity_type: "public" }),
  ];
}

/** What is free in every environment. */
export function freeThings(environment: string): ResourceValues[] {
  return [
    resource(`${environment}-network`, "aws_vpc.vpc"),
    resource(`${environment}-network`, "aws_subnet.public_1"),
    resource(`${environment}-security`, "aws_security_group.alb_sg"),
    resource(`${environment}-load-balancing`, "aws_lb_target_group.fargate_tg"),
  ];
}

/** dev as the tutorial has it: one load balancer in two zones, one NAT gateway. */
export const DEV = [...natGateway("dev", 1), ...freeThings("dev"), alb("dev", 2)];

/** prod: three zones, a NAT gateway in each. */
export const PROD = [1, 2, 3]
  .flatMap((number) => natGateway("prod", number))
  .concat(freeThings("prod"), alb("prod", 3));
