import type { App, AppConfig } from "cdktf";
import type { Environment } from "../environments/environment";
import { newApp } from "./new-app";
import { StateStack } from "./state-stack";

/**
 * The app with the state stack of one environment, `<environment>-state`.
 *
 * Not in the app of all the other stacks: `cdktf destroy 'dev-*'` would take it in, and fail at a bucket that must not be
 * destroyed; `cdktf deploy 'dev-*'` would need it before it is there.
 *
 * @param config - where the app is synthesized to
 */
export function createStateApp(environment: Environment, config: AppConfig): App {
  const app = newApp(config);
  new StateStack(app, environment);
  return app;
}
