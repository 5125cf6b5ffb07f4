import type { TargetGroup as AwsTargetGroup } from "@aws-sdk/client-elastic-load-balancing-v2";

import type { TargetGroup } from "../model";
import type { LiveNames } from "./names";

/** A target group: one of Lambda functions is in no VPC and has no port, and a health check without HTTP has no path. */
export function targetGroup(answer: AwsTargetGroup, names: Pick<LiveNames, "vpc" | "targetGroup">): TargetGroup {
  const { HealthCheckProtocol, HealthCheckPath, HealthCheckPort } = answer;
  return {
    name: names.targetGroup(answer.TargetGroupArn),
    vpc: names.vpc(answer.VpcId),
    targetType: answer.TargetType ?? "instance",
    protocol: answer.Protocol ?? "",
    port: answer.Port ?? 0,
    healthCheck: {
      protocol: HealthCheckProtocol ?? "",
      path: HealthCheckPath ?? "",
      port: HealthCheckPort ?? "traffic-port",
    },
  };
}
