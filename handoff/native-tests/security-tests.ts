import type { Environment } from "../../environments/environment";
import { clientsTests } from "./clients-tests";
import { remoteState } from "./overrides";
import { rulesTests } from "./rules-tests";
import { securityNamesTests } from "./security-names-tests";
import { settingsTests } from "./settings-tests";
import type { TestFiles } from "./test-file";

const OVERRIDES = [remoteState("network", { vpc_id: "vpc-front-door" })];

/** Tests of the stack `security`. */
export function securityTests(environment: Environment): TestFiles {
  const { allowedCidrs } = environment.loadBalancer;
  return {
    "tests/clients.tftest.hcl": clientsTests(allowedCidrs, OVERRIDES),
    "tests/rules.tftest.hcl": rulesTests(allowedCidrs.length, OVERRIDES),
    "tests/names.tftest.hcl": securityNamesTests(allowedCidrs, OVERRIDES),
    "tests/settings.tftest.hcl": settingsTests({
      environment,
      stack: "security",
      upstream: ["network"],
      overrides: OVERRIDES,
    }),
  };
}
