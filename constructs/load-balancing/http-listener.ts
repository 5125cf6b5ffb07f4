import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Construct } from "constructs";
import { ConfigurationError } from "../../environments/configuration-error";
import type { ApplicationLoadBalancer } from "./application-load-balancer";
import type { IpTargetGroup } from "./ip-target-group";

/** The port of HTTP. The target group's differs on purpose: the load balancer translates. */
const HTTP_PORT = 80;

export interface HttpListenerProps {
  readonly loadBalancer: ApplicationLoadBalancer;
  /** Where every request goes. Its protocol is HTTP; a target group of another one does not compile. */
  readonly targetGroup: IpTargetGroup;
}

/** HTTP:80 on the load balancer, forwarding every request to one target group. */
export class HttpListener extends Construct {
  readonly arn: string;

  /** @throws ConfigurationError if security groups keep clients from the listener, or the listener from the targets. */
  constructor(scope: Construct, id: string, props: HttpListenerProps) {
    super(scope, id);
    this.requireOpenPort(props.loadBalancer);
    this.requireWayToTargets(props);

    const listener = new LbListener(this, "listener", {
      loadBalancerArn: props.loadBalancer.arn,
      port: HTTP_PORT,
      protocol: "HTTP",
      defaultAction: [{ type: "forward", targetGroupArn: props.targetGroup.arn }],
    });
    listener.overrideLogicalId(id);
    this.arn = listener.arn;
  }

  private requireOpenPort({ securityGroup }: ApplicationLoadBalancer): void {
    if (!securityGroup.openPorts.includes(HTTP_PORT)) {
      throw new ConfigurationError([
        {
          where: this.node.path,
          what: `the load balancer's security group does not let in port ${HTTP_PORT}, only ${securityGroup.openPorts.join(", ") || "none"}`,
          remedy: `Open port ${HTTP_PORT} in that security group, or use a listener on a port that it opens.`,
        },
      ]);
    }
  }

  private requireWayToTargets({ loadBalancer, targetGroup }: HttpListenerProps): void {
    if (targetGroup.containers.source !== loadBalancer.securityGroup) {
      throw new ConfigurationError([
        {
          where: this.node.path,
          what: "the target group's containers take traffic from another security group than this load balancer's",
          remedy: "Give the target group containers whose security group has this load balancer's as its source.",
        },
      ]);
    }
  }
}
