import type { Construct } from "constructs";
import { AlbSecurityGroup, type IAlbSecurityGroup } from "../constructs/security/alb-security-group";
import { FargateSecurityGroup, type IFargateSecurityGroup } from "../constructs/security/fargate-security-group";
import type { Environment } from "../environments/environment";
import { EnvironmentStack } from "./environment-stack";
import type { NetworkStack } from "./network-stack";
import type { Published } from "./published";

/** Who may talk to whom: clients to the load balancer, the load balancer to the containers, the containers out. */
export class SecurityStack extends EnvironmentStack {
  readonly albSecurityGroup: Published<IAlbSecurityGroup>;
  readonly fargateSecurityGroup: Published<IFargateSecurityGroup>;

  constructor(scope: Construct, environment: Environment, network: NetworkStack) {
    super(scope, environment, "security");
    const vpcId = this.use(network.vpcId);

    const alb = new AlbSecurityGroup(this, "alb", {
      vpcId,
      name: this.awsName("ALB-SG"),
      allowedCidrs: environment.loadBalancer.allowedCidrs,
    });
    const fargate = new FargateSecurityGroup(this, "fargate", {
      vpcId,
      name: this.awsName("Fargate-SG"),
      containerPort: environment.targetGroup.port,
      source: alb,
    });

    const { openPorts } = alb;
    this.albSecurityGroup = this.publish("alb_security_group_id", {
      description: "ALB-SG, for the load balancer alone",
      output: alb.securityGroupId,
      value: alb,
      fromState: ({ value }) => ({ kind: "alb", securityGroupId: value, openPorts }),
    });
    const { containerPort } = fargate;
    this.fargateSecurityGroup = this.publish("fargate_security_group_id", {
      description: "Fargate-SG, for containers that take traffic from the load balancer alone",
      output: fargate.securityGroupId,
      value: fargate,
      fromState: ({ value, use }) => ({
        kind: "fargate",
        securityGroupId: value,
        containerPort,
        source: use(this.albSecurityGroup),
      }),
    });
  }
}
