import type { Environment } from "../../environments/environment";
import { routesTests } from "./routes-tests";
import { subnetsTests } from "./subnets-tests";
import type { TestFiles } from "./test-file";

/** Tests of the stack `network`. */
export function networkTests({ network }: Environment): TestFiles {
  const zones = network.zones.length;
  return {
    "tests/subnets.tftest.hcl": subnetsTests(zones),
    "tests/routes.tftest.hcl": routesTests(zones, network.natGateways),
  };
}
