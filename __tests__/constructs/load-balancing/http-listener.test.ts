import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { TerraformStack, Testing } from "cdktf";
import "cdktf/lib/testing/adapters/jest";
import { ApplicationLoadBalancer } from "../../../constructs/load-balancing/application-load-balancer";
import { HttpListener } from "../../../constructs/load-balancing/http-listener";
import { IpTargetGroup } from "../../../constructs/load-balancing/ip-target-group";
import type { IAlbSecurityGroup } from "../../../constructs/security/alb-security-group";
import { ConfigurationError } from "../../../environments/configuration-error";
import { testApp } from "../../stacks/synthesize";

const albWithPorts = (...openPorts: number[]): IAlbSecurityGroup => ({
  kind: "alb",
  securityGroupId: "sg-alb",
  openPorts,
});

/** A listener whose load balancer has one security group, and whose containers take traffic from another or the same. */
function listenerBetween(loadBalancerGroup: IAlbSecurityGroup, source: IAlbSecurityGroup): TerraformStack {
  const stack = new TerraformStack(testApp(), "stack");
  const loadBalancer = new ApplicationLoadBalancer(stack, "fargate_alb", {
    name: "Fargate-ALB",
    subnets: [
      { kind: "public", subnetId: "subnet-1", availabilityZone: "us-east-1a" },
      { kind: "public", subnetId: "subnet-2", availabilityZone: "us-east-1b" },
    ],
    securityGroup: loadBalancerGroup,
    deletionProtection: false,
    idleTimeoutSeconds: 60,
  });
  const targetGroup = new IpTargetGroup(stack, "fargate_tg", {
    name: "Fargate-TG",
    vpcId: "vpc-1",
    containers: { kind: "fargate", securityGroupId: "sg-fargate", containerPort: 6060, source },
    healthCheck: {
      path: "/health",
      intervalSeconds: 30,
      timeoutSeconds: 5,
      healthyThreshold: 5,
      unhealthyThreshold: 2,
      successCodes: "200",
    },
    deregistrationDelaySeconds: 300,
  });
  new HttpListener(stack, "http", { loadBalancer, targetGroup });
  return stack;
}

test.each([[[80]], [[80, 443]], [[443, 80]]])(
  "ports %j of the security group let clients reach the listener",
  (ports) => {
    const alb = albWithPorts(...ports);
    expect(Testing.synth(listenerBetween(alb, alb))).toHaveResourceWithProperties(LbListener, {
      port: 80,
      protocol: "HTTP",
      default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.fargate_tg.arn}" }],
    });
  },
);

test.each([
  [[443], "443"],
  [[79, 81], "79, 81"],
  [[], "none"],
])("ports %j of the security group let nobody reach it, which is refused", (ports, quoted) => {
  const alb = albWithPorts(...ports);
  const make = (): unknown => listenerBetween(alb, alb);
  expect(make).toThrow(ConfigurationError);
  expect(make).toThrow(
    `stack/http: the load balancer's security group does not let in port 80, only ${quoted}. ` +
      "Open port 80 in that security group, or use a listener on a port that it opens.",
  );
});

test("containers that take traffic from another load balancer's security group are refused", () => {
  const make = (): unknown => listenerBetween(albWithPorts(80), albWithPorts(80));
  expect(make).toThrow(ConfigurationError);
  expect(make).toThrow(
    "stack/http: the target group's containers take traffic from another security group than this load balancer's. " +
      "Give the target group containers whose security group has this load balancer's as its source.",
  );
});
