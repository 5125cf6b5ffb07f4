import type { Environment } from "../../environments/environment";
import { accountId, environmentName, region, stateBucket, stateKmsKeyArn, stateRegion } from "./location-variables";
import {
  allowedCidrs,
  containerPort,
  deletionProtection,
  deregistrationDelay,
  healthCheckInterval,
  healthCheckPath,
  healthCheckTimeout,
  healthyThreshold,
  idleTimeout,
  successCodes,
  unhealthyThreshold,
} from "./load-balancing-variables";
import { loadBalancerName, namePrefix, targetGroupName } from "./name-variables";
import { vpcCidr, zones } from "./network-variables";
import { tags } from "./tags-variable";
import type { Variable } from "./variable";

/** Every option of an environment as a path: `network.cidr`. A list and a map of one's own keys are options as a whole. */
type OptionOf<T> = {
  [Key in keyof T & string]-?: NonNullable<T[Key]> extends string | number | boolean | readonly unknown[]
    ? Key
    : string extends keyof NonNullable<T[Key]>
      ? Key
      : `${Key}.${OptionOf<NonNullable<T[Key]>>}`;
}[keyof T & string];

/** The path of an option: `name`, `network.cidr`, `targetGroup.healthCheck.path`. */
export type Option = OptionOf<Environment>;

/** What becomes of an option: a variable, or something that is fixed in a module, with the reason. */
export type Handed =
  { readonly variable: Variable | ((environment: Environment) => Variable) } | { readonly fixedBecause: string };

/**
 * What becomes of every option. One that is added to the environment does not compile before it stands here. In the order in
 * which variables are written.
 */
export const OPTIONS: Readonly<Record<Option, Handed>> = {
  name: { variable: environmentName },
  namePrefix: { variable: namePrefix },
  region: { variable: region },
  accountId: { variable: accountId },
  "state.bucket": { variable: stateBucket },
  "state.region": { variable: stateRegion },
  "state.kmsKeyArn": { variable: stateKmsKeyArn },
  "network.cidr": { variable: vpcCidr },
  "network.zones": { variable: zones },
  "network.natGateways": {
    fixedBecause: "it decides which NAT gateways, routes and route tables there are in main.tf",
  },
  "loadBalancer.name": { variable: loadBalancerName },
  "loadBalancer.allowedCidrs": { variable: allowedCidrs },
  "loadBalancer.deletionProtection": { variable: deletionProtection },
  "loadBalancer.idleTimeoutSeconds": { variable: idleTimeout },
  "targetGroup.name": { variable: targetGroupName },
  "targetGroup.port": { variable: containerPort },
  "targetGroup.healthCheck.path": { variable: healthCheckPath },
  "targetGroup.healthCheck.intervalSeconds": { variable: healthCheckInterval },
  "targetGroup.healthCheck.timeoutSeconds": { variable: healthCheckTimeout },
  "targetGroup.healthCheck.healthyThreshold": { variable: healthyThreshold },
  "targetGroup.healthCheck.unhealthyThreshold": { variable: unhealthyThreshold },
  "targetGroup.healthCheck.successCodes": { variable: successCodes },
  "targetGroup.deregistrationDelaySeconds": { variable: deregistrationDelay },
  tags: { variable: tags },
};

/** A variable of an environment, and the environment's value for it; `null` where it gives none. */
export interface EnvironmentVariable {
  readonly variable: Variable;
  /** The keys that lead to the option. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The variables of an environment, in the order of writing. */
export function variablesOf(environment: Environment): EnvironmentVariable[] {
  return Object.entries(OPTIONS).flatMap(([option, handed]) => {
    if ("fixedBecause" in handed) return [];
    const path = option.split(".");
    const value = valueAt(environment, path) ?? null;
    const variable = typeof handed.variable === "function" ? handed.variable(environment) : handed.variable;
    // Whether there is such a thing at all is fixed, unless null says that there is none.
    return value === null && variable.nullable !== true ? [] : [{ variable, path, value }];
  });
}

function valueAt(holder: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    holder,
  );
}
