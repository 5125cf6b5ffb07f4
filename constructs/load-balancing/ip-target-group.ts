import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import type { IFargateSecurityGroup } from "../security/fargate-security-group";

/** How the load balancer finds out which containers may have traffic: HTTP GET on the traffic port. */
export interface HealthCheck {
  /** Starts with `/`, at most 1024 characters. */
  readonly path: string;
  /** Seconds between two checks of a target, 5 to 300. */
  readonly intervalSeconds: number;
  /** Seconds without an answer that count as a failure, 2 to 120 and below the interval. */
  readonly timeoutSeconds: number;
  /** Successes in a row before an unhealthy target gets traffic, 2 to 10. */
  readonly healthyThreshold: number;
  /** Failures in a row before a healthy target gets none, 2 to 10. */
  readonly unhealthyThreshold: number;
  /** HTTP status codes that are a success, 200 to 499: `200`, `200,202` or `200-299`. */
  readonly successCodes: string;
}

export interface IpTargetGroupProps {
  /** 1 to 32 letters, digits and hyphens (Elastic Load Balancing API Reference, "CreateTargetGroup"). */
  readonly name: string;
  readonly vpcId: string;
  /** Whose containers register here. The port is theirs, and has no second place where it could differ. */
  readonly containers: IFargateSecurityGroup;
  readonly healthCheck: HealthCheck;
  /** How long a leaving target may finish its requests, in seconds, 0 to 3600. */
  readonly deregistrationDelaySeconds: number;
}

/**
 * A target group of containers by IP address over plain HTTP/1.1. It registers no targets itself: the ECS service
 * does, and until then the load balancer answers 503.
 */
export class IpTargetGroup extends Construct {
  readonly protocol = "HTTP";
  readonly arn: string;
  readonly containers: IFargateSecurityGroup;

  constructor(scope: Construct, id: string, props: IpTargetGroupProps) {
    super(scope, id);
    this.containers = props.containers;

    const { healthCheck } = props;
    const targetGroup = new LbTargetGroup(this, "target_group", {
      name: props.name,
      targetType: "ip",
      ipAddressType: "ipv4",
      protocol: this.protocol,
      protocolVersion: "HTTP1",
      port: props.containers.containerPort,
      vpcId: props.vpcId,
      deregistrationDelay: String(props.deregistrationDelaySeconds),
      healthCheck: {
        enabled: true,
        protocol: "HTTP",
        port: "traffic-port",
        path: healthCheck.path,
        interval: healthCheck.intervalSeconds,
        timeout: healthCheck.timeoutSeconds,
        healthyThreshold: healthCheck.healthyThreshold,
        unhealthyThreshold: healthCheck.unhealthyThreshold,
        matcher: healthCheck.successCodes,
      },
      tags: { Name: props.name },
    });
    targetGroup.overrideLogicalId(id);
    this.arn = targetGroup.arn;
  }
}
