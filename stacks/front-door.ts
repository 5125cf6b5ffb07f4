import type { App, AppConfig } from "cdktf";
import { refuseCollisions } from "../environments/collisions";
import type { Environment } from "../environments/environment";
import { LoadBalancingStack } from "./load-balancing-stack";
import { NetworkStack } from "./network-stack";
import { newApp } from "./new-app";
import { SecurityStack } from "./security-stack";

/** The stacks of one environment, from the ground up: each stands on those before it. */
export interface FrontDoor {
  readonly network: NetworkStack;
  readonly security: SecurityStack;
  readonly loadBalancing: LoadBalancingStack;
}

/**
 * The app with the stacks of all environments.
 *
 * @param config - where the app is synthesized to, @default as cdktf says, or else `cdktf.out`
 * @throws ConfigurationError naming every collision between environments, before anything is made
 */
export function createApp(environments: readonly Environment[], config: AppConfig = {}): App {
  refuseCollisions(environments);
  const app = newApp(config);
  for (const environment of environments) {
    createFrontDoor(app, environment);
  }
  return app;
}

/** Adds an environment's stacks to the app: `<environment>-network`, `-security` and `-load-balancing`. */
export function createFrontDoor(app: App, environment: Environment): FrontDoor {
  const network = new NetworkStack(app, environment);
  const security = new SecurityStack(app, environment, network);
  const loadBalancing = new LoadBalancingStack(app, environment, network, security);
  return { network, security, loadBalancing };
}
