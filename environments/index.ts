import { dev } from "./dev";
import type { Environment } from "./environment";
import { prod } from "./prod";

/**
 * Every environment that is deployed from this project. To add one: write its file beside dev.ts, with a name and a state
 * bucket of its own and, if it shares an account and a region with another, a namePrefix; then list it here.
 */
export const environments: readonly Environment[] = [dev, prod];
