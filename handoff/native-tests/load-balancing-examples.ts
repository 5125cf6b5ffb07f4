import { literal } from "../hcl/expression";
import { PREFIX } from "./names";
import { withArn } from "./overrides";

/** Names with a prefix, set together: terraform.tfvars may have none, and names that are too long with this one. */
export const NAMES = {
  name_prefix: literal(PREFIX),
  load_balancer_name: literal("entrance"),
  target_group_name: literal("containers"),
};

/** An ARN for each resource that is referred to by it. */
export const ARNS = [
  ["aws_lb.fargate_alb", "loadbalancer/app/front-door"],
  ["aws_lb_target_group.fargate_tg", "targetgroup/front-door"],
  ["aws_lb_listener.http", "listener/app/front-door/0123456789abcdef"],
].map(([address = "", path = ""]) =>
  withArn(address, `arn:aws:elasticloadbalancing:us-east-1:123456789012:${path}/0123456789abcdef`),
);

/** What is read of the stack network. */
export const NETWORK = "data.terraform_remote_state.network.outputs";
