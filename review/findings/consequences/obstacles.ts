import { canonicalJson } from "../../plan/json";
import { type Reading, textOf } from "../reading";
import type { Context } from "../rule";
import { inWords } from "../value-words";

const TARGET_GROUP = /^aws_(lb|alb)_target_group$/;
const LISTENER = /^aws_(lb|alb)_listener(_rule)?$/;

/** Why the apply will stop half-way at the replacement of a resource, as far as the plan shows it. */
export function obstacles(reading: Reading, context: Context): string[] {
  const { type, actions } = reading.change;
  const collision = actions === "create,delete" ? collisionOf(reading) : [];
  if (TARGET_GROUP.test(type)) return [...collision, ...whileForwarded(reading, context)];
  if (type === "aws_security_group") return [...collision, ...whileUsed(reading)];
  return collision;
}

/** The errors of AWS where two may not have one name. Source: the API references of Elastic Load Balancing, EC2 and IAM. */
const ALREADY_TAKEN: Readonly<Record<string, string>> = {
  aws_lb: "DuplicateLoadBalancerName",
  aws_alb: "DuplicateLoadBalancerName",
  aws_lb_target_group: "DuplicateTargetGroupName",
  aws_alb_target_group: "DuplicateTargetGroupName",
  aws_security_group: "InvalidGroup.Duplicate",
  aws_iam_role: "EntityAlreadyExists",
  aws_iam_policy: "EntityAlreadyExists",
  aws_ecs_service: "the service is there already",
  aws_s3_bucket: "BucketAlreadyOwnedByYou",
  aws_cloudwatch_log_group: "ResourceAlreadyExistsException",
};

/** Made before the old one goes, the new one needs another name. */
function collisionOf({ change: { type, replacePaths }, before, after }: Reading): string[] {
  const error = ALREADY_TAKEN[type];
  const attribute = type === "aws_s3_bucket" ? "bucket" : "name";
  const name = textOf(after?.[attribute]);
  if (error === undefined || name === undefined || name !== textOf(before?.[attribute])) return [];
  // In another VPC the name of a security group is free.
  if (type === "aws_security_group" && replacePaths.some(([step]) => step === "vpc_id")) return [];
  return [
    `It keeps its name, which the old one still has: AWS refuses the new one (${error}), and the apply stops there.`,
  ];
}

/**
 * A listener keeps its target group from being deleted. "You can't delete a target group if it is referenced by any
 * actions" (DeleteTargetGroup, Elastic Load Balancing API Reference).
 */
function whileForwarded({ change, before }: Reading, { plans }: Context): string[] {
  if (change.actions === "create,delete") return [];
  const arn = textOf(before?.["arn"]);
  const listeners = plans
    .flatMap(({ resourcesBefore }) => resourcesBefore)
    .filter(({ type, values }) => LISTENER.test(type) && arn !== undefined && canonicalJson(values).includes(arn));
  const changes = plans.flatMap((plan) => plan.changes);
  // In the same plan a listener that goes is gone before its target group; in another it is not.
  const standing = listeners.filter(
    ({ stack, address }) =>
      !changes.some(
        (each) =>
          each.stack === stack &&
          stack === change.stack &&
          (each.previousAddress ?? each.address) === address &&
          ["delete", "replace"].includes(each.action),
      ),
  );
  if (listeners.length > 0 && standing.length === 0) return [];
  const names = inWords(standing.map(({ address }) => address));
  const whose =
    names === "" ? "a listener or a rule forwards" : `${names} ${standing.length === 1 ? "forwards" : "forward"}`;
  return [
    `AWS does not delete a target group while ${whose} to it (ResourceInUse), and the apply stops there: destroyed first, it cannot be replaced while its listener stands.`,
    "Made before the old one goes (create_before_destroy), it needs another name: with a fixed one the two collide.",
  ];
}

/**
 * "You can't delete a security group that is associated with an instance or network interface" (DeleteSecurityGroup, Amazon
 * EC2 API Reference); the provider tries for 15 minutes (aws_security_group, Timeouts).
 */
function whileUsed({ change: { actions } }: Reading): string[] {
  if (actions === "create,delete") return [];
  return [
    "AWS does not delete a security group while a load balancer, a container or another group's rule uses it (DependencyViolation): Terraform tries for 15 minutes, then the apply stops.",
  ];
}
