import { type Json, literal, source } from "../hcl/expression";
import { attribute, block, type Block } from "../hcl/write-file";

/** What another stack publishes, as far as tests go: its state is not read. */
export function remoteState(stack: string, outputs: Readonly<Record<string, Json>>): Block {
  return override("override_data", `data.terraform_remote_state.${stack}`, { outputs });
}

/**
 * A resource whose ARN others are given: the provider refuses what is none, and the mock makes up any text. Each has one of
 * its own, so that a test can tell them apart.
 */
export function withArn(address: string, arn: string): Block {
  return override("override_resource", address, { arn });
}

function override(type: string, target: string, values: Json): Block {
  return block(type, [], [attribute("target", source(target)), attribute("values", literal(values))]);
}
