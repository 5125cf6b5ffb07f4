import type { Environment } from "../../environments/environment";
import type { HandoffModule } from "../handoff-modules";
import { loadBalancingTests } from "./load-balancing-tests";
import { networkTests } from "./network-tests";
import { securityTests } from "./security-tests";
import { stateTests } from "./state-tests";
import type { TestFiles } from "./test-file";

const TESTS: ReadonlyMap<string, (environment: Environment) => TestFiles> = new Map([
  ["state", stateTests],
  ["network", networkTests],
  ["security", securityTests],
  ["load-balancing", loadBalancingTests],
]);

/**
 * Files for `terraform test`, by their paths in the module: they say of it what our own tests say of the stack. They need no
 * AWS and no credentials, and Terraform 1.10 or later, as the module does. What terraform.tfvars may say they take from
 * there or set themselves; what a module fixes (zones, NAT gateways, allowed blocks) they fix too.
 *
 * A stack that nothing is known about here has none.
 */
export function nativeTests({ stack }: HandoffModule, environment: Environment): ReadonlyMap<string, string> {
  return new Map(Object.entries(TESTS.get(stack)?.(environment) ?? {}));
}
