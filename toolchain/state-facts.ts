import { GetObjectCommand } from "@aws-sdk/client-s3";

import { ifFound, using } from "./aws-client";
import { s3Client } from "./s3-client";
import type { StateLocation } from "./state-location";

/** What a state that is there has to say to a plan of another stack, and how it is kept. */
export interface StateFacts {
  /** The names of its outputs. A stack that was destroyed has a state without any. */
  readonly outputs: ReadonlySet<string>;
  /** How S3 encrypts it: `AES256` or `aws:kms`. */
  readonly encryption: string | undefined;
  readonly kmsKeyArn: string | undefined;
  /** The sensitive texts in it, as far as it says so: of outputs, and of attributes that the code made sensitive. */
  readonly secrets: ReadonlySet<string>;
}

/** What is to be known of a stack's state; undefined when it was never applied. */
export async function readStateFacts({ connection, bucket, key }: StateLocation): Promise<StateFacts | undefined> {
  return using(s3Client(connection), async (client) => {
    const object = await ifFound(client.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
    if (object === undefined) return undefined;
    const state = parse(await object.Body?.transformToString());
    return {
      outputs: new Set(Object.keys(state.outputs ?? {})),
      encryption: object.ServerSideEncryption,
      kmsKeyArn: object.SSEKMSKeyId,
      secrets: new Set(secretsIn(state).flatMap(textsIn)),
    };
  });
}

/** Of a state of version 4. Source: `internal/states/statefile` in Terraform's source. */
interface State {
  readonly outputs?: Readonly<Record<string, { readonly value?: unknown; readonly sensitive?: boolean }>>;
  readonly resources?: readonly {
    readonly instances?: readonly {
      readonly attributes?: unknown;
      /** Paths, step by step: `{ "type": "get_attr", "value": "password" }`, and for an index the value is typed. */
      readonly sensitive_attributes?: readonly (readonly { readonly value?: unknown }[])[];
    }[];
  }[];
}

/** Terraform says itself what is wrong with a state that cannot be read. */
function parse(body = ""): State {
  try {
    return (JSON.parse(body) as State | null) ?? {};
  } catch {
    return {};
  }
}

function secretsIn({ outputs = {}, resources = [] }: State): unknown[] {
  const published = Object.values(outputs).flatMap(({ sensitive, value }) => (sensitive === true ? [value] : []));
  const held = resources.flatMap(({ instances = [] }) =>
    instances.flatMap(({ attributes, sensitive_attributes: paths = [] }) =>
      paths.map((path) => atPath(attributes, path)),
    ),
  );
  return [...published, ...held];
}

function atPath(value: unknown, path: readonly { readonly value?: unknown }[]): unknown {
  return path.reduce<unknown>((part, { value: step }) => {
    const key = typeof step === "object" && step !== null && "value" in step ? step.value : step;
    const isKey = typeof key === "string" || typeof key === "number";
    return isKey && typeof part === "object" && part !== null ? (part as Record<string, unknown>)[key] : undefined;
  }, value);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
