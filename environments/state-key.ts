/**
 * The key of a stack's state in the environment's bucket. Part of the contract with other teams, who read outputs there:
 * another key is another, empty state.
 */
export function stateKey(environmentName: string, stackName: string): string {
  return `front-door/${environmentName}/${stackName}.tfstate`;
}

/** The key of the object by which Terraform locks a state ("S3", `use_lockfile`, Terraform documentation). */
export function lockKey(environmentName: string, stackName: string): string {
  return `${stateKey(environmentName, stackName)}.tflock`;
}
