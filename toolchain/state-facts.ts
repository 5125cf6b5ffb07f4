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
}

/** What is to be known of a stack's state; undefined when it was never applied. */
export async function readStateFacts({ connection, bucket, key }: StateLocation): Promise<StateFacts | undefined> {
  return using(s3Client(connection), async (client) => {
    const object = await ifFound(client.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
    if (object === undefined) return undefined;
    return {
      outputs: outputsIn(await object.Body?.transformToString()),
      encryption: object.ServerSideEncryption,
      kmsKeyArn: object.SSEKMSKeyId,
    };
  });
}

/** Terraform says itself what is wrong with a state that cannot be read. */
function outputsIn(body = ""): ReadonlySet<string> {
  try {
    const { outputs } = JSON.parse(body) as { outputs?: object };
    return new Set(Object.keys(outputs ?? {}));
  } catch {
    return new Set();
  }
}
