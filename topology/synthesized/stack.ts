import { type Json, type JsonObject, labelled, objectsIn, within } from "./terraform-json";

/** Where a stack's state is kept in S3: what two stacks know each other by. */
export interface StateObject {
  /** Undefined where the code does not say it. */
  readonly bucket: string | undefined;
  readonly key: string;
}

/** A resource as it is written. */
export interface Resource {
  readonly stack: Stack;
  /** Such as `aws_lb`. */
  readonly type: string;
  /** Such as `aws_lb.fargate_alb`. */
  readonly address: string;
  readonly body: JsonObject;
  /** Whether it has `count` or `for_each`: there may be none of it, or many. */
  readonly isRepeated: boolean;
}

/** One synthesized stack: what can be referred to in it, and the states that it reads. */
export class Stack {
  /** Its own state; undefined where that is not in S3. */
  readonly state: StateObject | undefined;
  /** By their addresses. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: ReadonlyMap<string, Json>;
  readonly locals: ReadonlyMap<string, Json>;
  /** What `data.terraform_remote_state.<name>` reads, where that is in S3. */
  readonly remoteStates: ReadonlyMap<string, StateObject>;

  /**
   * @param name - such as `dev-network`
   * @param json - all of its cdk.tf.json
   */
  constructor(
    readonly name: string,
    json: Json,
  ) {
    this.state = stateObject(within(json, "terraform", "backend", "s3"));
    this.resources = new Map(resourcesOf(this, json).map((resource) => [resource.address, resource]));
    this.outputs = new Map(
      labelled(within(json, "output")).flatMap(([name, output]) => {
        const value = within(output, "value");
        return value === undefined ? [] : [[name, value]];
      }),
    );
    this.locals = new Map(labelled(within(json, "locals")));
    this.remoteStates = new Map(
      labelled(within(json, "data", "terraform_remote_state")).flatMap(([name, data]) => {
        const state = within(data, "backend") === "s3" ? stateObject(within(data, "config")) : undefined;
        return state === undefined ? [] : [[name, state]];
      }),
    );
  }
}

/** Whether two places are the same one. A bucket that is not said is no difference: the key names the environment. */
export function isSameState(one: StateObject, other: StateObject): boolean {
  const sameBucket = one.bucket === undefined || other.bucket === undefined || one.bucket === other.bucket;
  return sameBucket && one.key === other.key;
}

function stateObject(s3: Json | undefined): StateObject | undefined {
  const bucket = within(s3, "bucket");
  const key = within(s3, "key");
  return typeof key === "string" ? { bucket: typeof bucket === "string" ? bucket : undefined, key } : undefined;
}

function resourcesOf(stack: Stack, json: Json): Resource[] {
  return labelled(within(json, "resource")).flatMap(([type, byName]) =>
    labelled(byName).flatMap(([name, bodies]) =>
      objectsIn(bodies).map((body) => ({
        stack,
        type,
        address: `${type}.${name}`,
        body,
        isRepeated: "count" in body || "for_each" in body,
      })),
    ),
  );
}
