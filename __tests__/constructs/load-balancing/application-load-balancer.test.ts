import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Fn, TerraformStack, Testing, Token } from "cdktf";
import "cdktf/lib/testing/adapters/jest";
import type { AtLeastTwo } from "../../../constructs/at-least-two";
import { ApplicationLoadBalancer } from "../../../constructs/load-balancing/application-load-balancer";
import type { IPublicSubnet } from "../../../constructs/network/subnet";
import { ConfigurationError } from "../../../environments/configuration-error";
import { testApp } from "../../stacks/synthesize";

function loadBalancerIn(subnets: AtLeastTwo<IPublicSubnet>): TerraformStack {
  const stack = new TerraformStack(testApp(), "stack");
  new ApplicationLoadBalancer(stack, "fargate_alb", {
    name: "Fargate-ALB",
    subnets,
    securityGroup: { kind: "alb", securityGroupId: "sg-1", openPorts: [80] },
    deletionProtection: false,
    idleTimeoutSeconds: 60,
  });
  return stack;
}

const inZone = (availabilityZone: string, subnetId: string): IPublicSubnet => ({
  kind: "public",
  subnetId,
  availabilityZone,
});

test("two public subnets in two zones make a load balancer", () => {
  const stack = loadBalancerIn([inZone("us-east-1a", "subnet-1"), inZone("us-east-1b", "subnet-2")]);
  expect(Testing.synth(stack)).toHaveResourceWithProperties(Lb, {
    subnets: ["subnet-1", "subnet-2"],
    security_groups: ["sg-1"],
  });
});

test("two subnets in one zone are refused, as AWS would", () => {
  const make = (): unknown => loadBalancerIn([inZone("us-east-1a", "subnet-1"), inZone("us-east-1a", "subnet-2")]);
  expect(make).toThrow(ConfigurationError);
  expect(make).toThrow(
    "stack/fargate_alb: subnets: an Application Load Balancer takes one subnet in each availability zone, " +
      "got two in us-east-1a. Give public subnets in different availability zones.",
  );
});

test("zones that only Terraform will know are passed on unchecked", () => {
  const unknown = (): string => Token.asString(Fn.join("", ["us-east-1", "a"]));
  const zone = unknown();
  expect(Token.isUnresolved(zone)).toBe(true);
  expect(() => loadBalancerIn([inZone(zone, "subnet-1"), inZone(zone, "subnet-2")])).not.toThrow();
});
