import type { Environment } from "./environment";

/** The full AWS name of something in an environment: `prod-Fargate-ALB`. */
export function awsName(environment: Pick<Environment, "namePrefix">, name: string): string {
  return environment.namePrefix + name;
}
