import { defineEnvironment } from "../../environments/schema";
import { expectedOf } from "../../topology/expected";
import { everyOption } from "../environments/every-option";
import { expected } from "./front-door-topology";

test("an environment with all defaults asks for the tutorial's front door", () => {
  expect(expectedOf(defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } }))).toEqual(expected);
});

test("every option is asked for, under the names with the prefix", () => {
  expect(expectedOf(defineEnvironment(everyOption))).toEqual({
    environment: "every-option",
    loadBalancer: "every-Entrance",
    targetGroup: "every-Containers",
    albSecurityGroup: "every-ALB-SG",
    fargateSecurityGroup: "every-Fargate-SG",
    publicSubnets: ["every-PublicSubnet-1", "every-PublicSubnet-2", "every-PublicSubnet-3"],
    privateSubnets: ["every-PrivateSubnet-1", "every-PrivateSubnet-2", "every-PrivateSubnet-3"],
    containerPort: 8080,
    allowedCidrs: ["198.51.100.0/24", "203.0.113.7/32"],
    natGateways: "one-per-zone",
  });
});

test.each(["single", "one-per-zone", "none"] as const)("NAT gateways: %s", (natGateways) => {
  const environment = defineEnvironment({ name: "dev", state: { bucket: "b-1" }, network: { natGateways } });
  expect(expectedOf(environment)).toEqual({ ...expected, natGateways });
});
