import type { Environment } from "../../environments/environment";
import type { Block } from "../hcl/write-file";
import { listenerTests } from "./listener-tests";
import { loadBalancerTests } from "./load-balancer-tests";
import { remoteState } from "./overrides";
import { settingsTests } from "./settings-tests";
import { targetGroupTests } from "./target-group-tests";
import type { TestFiles } from "./test-file";

/** Tests of the stack `load-balancing`. */
export function loadBalancingTests(environment: Environment): TestFiles {
  const overrides = upstreamOf(environment);
  return {
    "tests/load_balancer.tftest.hcl": loadBalancerTests(overrides),
    "tests/listener.tftest.hcl": listenerTests(overrides),
    "tests/target_group.tftest.hcl": targetGroupTests(overrides),
    "tests/settings.tftest.hcl": settingsTests({
      environment,
      stack: "load-balancing",
      upstream: ["network", "security"],
      overrides,
    }),
  };
}

/** The stacks below. There are private subnets and Fargate-SG too, for a load balancer that stands in the wrong ones. */
function upstreamOf({ network }: Environment): Block[] {
  const subnets = (kind: string): string[] => network.zones.map((_, zone) => `subnet-${kind}-${zone + 1}`);
  return [
    remoteState("network", {
      vpc_id: "vpc-front-door",
      public_subnet_ids: subnets("public"),
      private_subnet_ids: subnets("private"),
    }),
    remoteState("security", { alb_security_group_id: "sg-alb", fargate_security_group_id: "sg-fargate" }),
  ];
}
