import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stateKey } from "../../../environments/state-key";
import type { Topology } from "../../../topology/model";
import { readSynthesized } from "../../../topology/synthesized/read-synthesized";

/** Resources as in Terraform's JSON syntax: by type, and then by name. */
export type Resources = Record<string, Record<string, unknown>>;

const BUCKET = "front-door-test-state";

/** A stack of dev, with its state where front-door puts it. */
export function stackJson(stack: string, json: object): object {
  return {
    terraform: { backend: { s3: { bucket: BUCKET, key: stateKey("dev", stack) } } },
    ...json,
  };
}

/** `data.terraform_remote_state.<name>`, which reads the stack of that name. */
export function remoteState(stack: string): object {
  return {
    terraform_remote_state: {
      [stack.replaceAll("-", "_")]: { backend: "s3", config: { bucket: BUCKET, key: stateKey("dev", stack) } },
    },
  };
}

/** Gives a folder as cdktf writes it, and removes it afterwards. */
export function withOutput<T>(files: Record<string, string>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  try {
    for (const [stack, text] of Object.entries(files)) {
      mkdirSync(join(folder, "stacks", stack), { recursive: true });
      writeFileSync(join(folder, "stacks", stack, "cdk.tf.json"), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The topology of dev's stacks, given by their names within it. */
export function topologyOfStacks(stacks: Record<string, object>): Topology {
  const files = Object.fromEntries(
    Object.entries(stacks).map(([name, json]) => [`dev-${name}`, JSON.stringify(stackJson(name, json))]),
  );
  return withOutput(files, (folder) => readSynthesized({ folder, environment: "dev" }));
}

/** The topology of one stack with these resources; those that say the same type are put together. */
export function topologyOf(...resources: readonly Resources[]): Topology {
  const merged: Resources = {};
  for (const [type, byName] of resources.flatMap((each) => Object.entries(each))) {
    merged[type] = { ...merged[type], ...byName };
  }
  return topologyOfStacks({ network: { resource: merged } });
}

/** A VPC named VPC. */
export const VPC: Resources = { aws_vpc: { main: { cidr_block: "10.0.0.0/16", tags: { Name: "VPC" } } } };

/** Two subnets of it, named A and B. */
export const SUBNETS: Resources = { aws_subnet: { a: subnet("A", "10.0.1.0/24"), b: subnet("B", "10.0.2.0/24") } };

function subnet(name: string, cidr: string): object {
  return { vpc_id: "${aws_vpc.main.id}", cidr_block: cidr, availability_zone: "us-east-1a", tags: { Name: name } };
}

/** The one that there is. */
export function only<T>(things: readonly T[]): T {
  expect(things).toHaveLength(1);
  return things[0] as T;
}

/** The thing of that name. */
export function named<T extends { readonly name: string }>(things: readonly T[], name: string): T {
  return only(things.filter((thing) => thing.name === name));
}
