import type { Environment } from "../../environments/environment";
import { networkNamesTests } from "./network-names-tests";
import { routesTests } from "./routes-tests";
import { settingsTests } from "./settings-tests";
import { subnetsTests } from "./subnets-tests";
import type { TestFiles } from "./test-file";

/** Tests of the stack `network`. */
export function networkTests(environment: Environment): TestFiles {
  const { natGateways } = environment.network;
  const zones = environment.network.zones.length;
  return {
    "tests/subnets.tftest.hcl": subnetsTests(zones),
    "tests/routes.tftest.hcl": routesTests(zones, natGateways),
    "tests/names.tftest.hcl": networkNamesTests(zones, natGateways),
    "tests/settings.tftest.hcl": settingsTests({ environment, stack: "network" }),
  };
}
