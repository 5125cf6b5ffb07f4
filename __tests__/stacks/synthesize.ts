import { tmpdir } from "node:os";
import { type App, Testing, type TerraformStack } from "cdktf";
import type { Environment, EnvironmentInput } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";
import { createFrontDoor, type FrontDoor } from "../../stacks/front-door";
import { newApp } from "../../stacks/new-app";
import { StateStack } from "../../stacks/state-stack";

// cdktf's matchers, for the files that synthesize; the others are spared the load.
Testing.setupJest();

/** A KMS key in the region of an environment with all defaults. */
export const KMS_KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-86ef-1234567890ab";

/** Terraform JSON, as far as tests look into it. */
export interface TerraformJson {
  readonly terraform: { readonly backend: { readonly s3: Record<string, unknown> } };
  readonly provider: { readonly aws: readonly Record<string, unknown>[] };
  readonly resource?: Record<string, Record<string, Record<string, unknown>>>;
  readonly data?: Record<string, Record<string, Record<string, unknown>>>;
  readonly output?: Record<
    string,
    { readonly value: unknown; readonly description: string; readonly sensitive?: boolean }
  >;
}

/** One stack: its Terraform JSON as text, for cdktf's matchers, and parsed. */
export interface Synthesized {
  readonly text: string;
  readonly json: TerraformJson;
}

/** An app whose stacks are synthesized in memory: the folder only has to exist. */
export function testApp(): App {
  return Testing.stubVersion(newApp({ outdir: tmpdir() }));
}

/** Synthesizes a stack with its validations, as `cdktf synth` does. */
export function synthesize(stack: TerraformStack): Synthesized {
  stack.prepareStack();
  const text = Testing.synth(stack, true);
  return { text, json: JSON.parse(text) as TerraformJson };
}

/** An environment, by default with every value at its default. */
function testEnvironment(input: Partial<EnvironmentInput>): Environment {
  return defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" }, ...input });
}

/** The stacks of an environment. */
export function synthesizeFrontDoor(input: Partial<EnvironmentInput> = {}): Record<keyof FrontDoor, Synthesized> {
  const { network, security, loadBalancing } = createFrontDoor(testApp(), testEnvironment(input));
  return {
    network: synthesize(network),
    security: synthesize(security),
    loadBalancing: synthesize(loadBalancing),
  };
}

/** The stack of an environment's state bucket, which is in an app of its own. */
export function synthesizeState(input: Partial<EnvironmentInput> = {}): Synthesized {
  return synthesize(new StateStack(testApp(), testEnvironment(input)));
}

/** Every address of a stack, resources first, each kind in alphabetical order. */
export function addresses({ json }: Synthesized): string[] {
  const of = (elements: Record<string, Record<string, unknown>> = {}, prefix = ""): string[] =>
    Object.entries(elements)
      .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${prefix}${type}.${name}`))
      .sort();
  return [...of(json.resource), ...of(json.data, "data.")];
}
