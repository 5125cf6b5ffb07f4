import { randomUUID } from "node:crypto";
import { hostname, userInfo } from "node:os";

import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";

import { ifFound, using } from "./aws-client";
import { statusOf } from "./aws-error";
import { formatIdentity, hasEnded, ourIdentity, parseIdentity } from "./process-identity";
import { encryptionOf, type StateLocation } from "./state-location";
import { s3Client } from "./s3-client";
import { ToolError } from "./tool-error";

/** Who holds a state, as Terraform writes it into the lock object (`LockInfo` in its source). */
export interface StateLock {
  /** What `terraform force-unlock` wants to be given. */
  readonly id: string;
  /** `OperationTypeApply`, `OperationTypePlan`, or a name of ours. */
  readonly operation: string;
  /** Whatever the holder wanted to add. */
  readonly info: string;
  /** `user@host` */
  readonly who: string;
  /** ISO 8601. */
  readonly created: string;
  /** Of the lock object, so that no other than this one is removed. */
  readonly etag: string | undefined;
}

/** A lock that we hold. */
export interface HeldLock {
  readonly id: string;
  /** Gives it back, if it is still ours. May be called twice. */
  release(): Promise<void>;
}

/** A lock object that Terraform did not write, or did not write to its end. */
export const UNREADABLE = "unreadable";

/** Who holds the state, or undefined when nobody does. */
export async function readLock(location: StateLocation): Promise<StateLock | undefined> {
  return using(s3Client(location.connection), async (client) => {
    const object = await ifFound(client.send(new GetObjectCommand({ Bucket: location.bucket, Key: location.lockKey })));
    if (object === undefined) return undefined;
    const { Body, LastModified, ETag } = object;
    return { ...parseLock(await Body?.transformToString(), LastModified), etag: ETag };
  });
}

/**
 * Takes the lock of a state as Terraform does: by creating an object that must not be there yet, which S3 lets only one
 * succeed in. Terraform respects it, and shows who holds it.
 *
 * @param command - what the lock is for, in a few words
 * @throws ToolError when somebody else holds it: who, since when, and how to release it
 */
export async function takeLock(location: StateLocation, command: string): Promise<HeldLock> {
  const { bucket, lockKey, key } = location;
  const id = randomUUID();
  const lock = {
    ID: id,
    Operation: command,
    Info: `front-door process ${formatIdentity(ourIdentity())}`,
    Who: `${userName()}@${hostname()}`,
    Version: "",
    Created: new Date().toISOString(),
    Path: `${bucket}/${key}`,
  };
  await using(s3Client(location.connection), async (client) => {
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: lockKey,
          IfNoneMatch: "*",
          ContentType: "application/json",
          Body: JSON.stringify(lock),
          ...encryptionOf(location),
        }),
      );
    } catch (error) {
      // S3 API Reference, PutObject: 412 where the object is there, 409 where another request was about to create it.
      if (![409, 412].includes(statusOf(error) ?? 0)) throw error;
      const held = await readLock(location);
      // Ours, when the first answer got lost and the SDK asked again.
      if (held?.id !== id) throw lockedError(location, held);
    }
  });
  return {
    id,
    release: async () => {
      const held = await readLock(location);
      if (held?.id === id) await removeLock(location, held);
    },
  };
}

/**
 * Removes a lock that a front-door of this machine left behind when it was killed. Terraform, which ran on its leash, ended
 * with it.
 *
 * @returns the lock that was removed, or undefined when there was none of that kind
 */
export async function releaseLeftLock(location: StateLocation): Promise<StateLock | undefined> {
  const lock = await readLock(location);
  const owner = /^front-door process (\S+)$/.exec(lock?.info ?? "")?.[1];
  const identity = owner === undefined ? undefined : parseIdentity(owner);
  if (lock === undefined || identity === undefined || !hasEnded(identity)) return undefined;
  return (await removeLock(location, lock)) ? lock : undefined;
}

/** What is said to whoever finds a state locked. */
export function lockedError(location: StateLocation, lock: StateLock | undefined): ToolError {
  const { environment, stack } = location;
  return new ToolError({
    where: `${environment}-${stack}`,
    what: lock === undefined ? "its state was locked at this moment" : `its state is locked: ${describeLock(lock)}`,
    remedy:
      lock === undefined
        ? "Run this again."
        : `Wait for it to end; if it does not run any more: \`npm run state -- --env ${environment} unlock ${stack}\`.`,
  });
}

/** In a container a user may have a number and no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${String(process.getuid?.() ?? "unknown")}`;
  }
}

/** Who holds it, since when, doing what. */
export function describeLock({ id, operation, who, created }: StateLock): string {
  return id === UNREADABLE
    ? `by something that is not Terraform, since ${created}`
    : `held by ${who} since ${created}, for ${operationInWords(operation)}, lock ID ${id}`;
}

/** `OperationTypeApply` is Terraform's own name for apply. */
export function operationInWords(operation: string): string {
  return operation.replace(/^OperationType(?=[A-Z])/, "").toLowerCase() || "an unnamed operation";
}

/**
 * Removes this very lock: one that somebody took in the meantime stays.
 *
 * @returns whether it is gone by us
 */
export async function removeLock(
  { connection, bucket, lockKey }: StateLocation,
  { etag }: Pick<StateLock, "etag">,
): Promise<boolean> {
  return using(s3Client(connection), async (client) => {
    try {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: lockKey, IfMatch: etag }));
      return true;
    } catch (error) {
      // S3 API Reference, DeleteObject: 412 where it is another object now, 409 where it is just being replaced.
      if (![404, 409, 412].includes(statusOf(error) ?? 0)) throw error;
      return false;
    }
  });
}

function parseLock(body: string | undefined, lastModified: Date | undefined): Omit<StateLock, "etag"> {
  const since = lastModified?.toISOString() ?? "";
  try {
    const { ID, Operation, Info, Who, Created } = JSON.parse(body ?? "") as Record<string, unknown>;
    const id = oneLine(ID);
    if (id === "") throw new Error("no ID");
    const [operation, info, who, created] = [oneLine(Operation), oneLine(Info), oneLine(Who), oneLine(Created)];
    return { id, operation, info, who: who || "somebody", created: created || since };
  } catch {
    return { id: UNREADABLE, operation: "", info: "", who: "", created: since };
  }
}

/** Somebody else's text, for a terminal: without line breaks and control characters. */
function oneLine(text: unknown): string {
  return typeof text === "string" ? text.replace(/\p{C}+/gu, " ").trim() : "";
}
