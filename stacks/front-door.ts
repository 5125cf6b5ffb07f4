import type { App } from "cdktf";
import type { Environment } from "../environments/environment";
import { LoadBalancingStack } from "./load-balancing-stack";
import { NetworkStack } from "./network-stack";
import { SecurityStack } from "./security-stack";

/** The stacks of one environment, from the ground up: each stands on those before it. */
export interface FrontDoor {
  readonly network: NetworkStack;
  readonly security: SecurityStack;
  readonly loadBalancing: LoadBalancingStack;
}

/** Adds an environment's stacks to the app: `<environment>-network`, `-security` and `-load-balancing`. */
export function createFrontDoor(app: App, environment: Environment): FrontDoor {
  const network = new NetworkStack(app, environment);
  const security = new SecurityStack(app, environment, network);
  const loadBalancing = new LoadBalancingStack(app, environment, network, security);
  return { network, security, loadBalancing };
}
