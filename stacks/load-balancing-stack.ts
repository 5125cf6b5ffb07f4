import type { Construct } from "constructs";
import { ApplicationLoadBalancer } from "../constructs/load-balancing/application-load-balancer";
import { HttpListener } from "../constructs/load-balancing/http-listener";
import { IpTargetGroup } from "../constructs/load-balancing/ip-target-group";
import type { Environment } from "../environments/environment";
import { EnvironmentStack } from "./environment-stack";
import type { NetworkStack } from "./network-stack";
import type { Published } from "./published";
import type { SecurityStack } from "./security-stack";

/**
 * The front door itself: load balancer, listener and target group. It can be destroyed alone to save its cost, and
 * deployed again; its DNS name is then a new one.
 */
export class LoadBalancingStack extends EnvironmentStack {
  readonly targetGroupArn: Published<string>;
  readonly httpListenerArn: Published<string>;
  readonly loadBalancerDnsName: Published<string>;
  readonly loadBalancerZoneId: Published<string>;

  constructor(scope: Construct, environment: Environment, network: NetworkStack, security: SecurityStack) {
    super(scope, environment, "load-balancing");
    const { loadBalancer, targetGroup } = environment;

    const fargateTargetGroup = new IpTargetGroup(this, "fargate_tg", {
      name: this.awsName(targetGroup.name),
      vpcId: this.use(network.vpcId),
      containers: this.use(security.fargateSecurityGroup),
      healthCheck: targetGroup.healthCheck,
      deregistrationDelaySeconds: targetGroup.deregistrationDelaySeconds,
    });
    const fargateAlb = new ApplicationLoadBalancer(this, "fargate_alb", {
      name: this.awsName(loadBalancer.name),
      subnets: this.use(network.publicSubnets),
      securityGroup: this.use(security.albSecurityGroup),
      deletionProtection: loadBalancer.deletionProtection,
      idleTimeoutSeconds: loadBalancer.idleTimeoutSeconds,
    });
    const httpListener = new HttpListener(this, "http", { loadBalancer: fargateAlb, targetGroup: fargateTargetGroup });

    this.loadBalancerDnsName = this.publishString(
      "load_balancer_dns_name",
      "Where clients reach the load balancer",
      fargateAlb.dnsName,
    );
    this.loadBalancerZoneId = this.publishString(
      "load_balancer_zone_id",
      "The hosted zone of the DNS name, for alias records",
      fargateAlb.zoneId,
    );
    this.publishString("load_balancer_arn", "The load balancer's ARN", fargateAlb.arn);
    this.targetGroupArn = this.publishString(
      "target_group_arn",
      "The target group, for a service to register its containers in",
      fargateTargetGroup.arn,
    );
    this.httpListenerArn = this.publishString(
      "http_listener_arn",
      "The listener on port 80, for rules to be added to",
      httpListener.arn,
    );
  }
}
