import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { isSafeNumber, parse, stringify } from "lossless-json";

import { ifFound, using } from "./aws-client";
import { s3Client } from "./s3-client";
import { type StateSummary, summarizeState } from "./state-document";
import { encryptionOf, type StateLocation } from "./state-location";
import { ToolError } from "./tool-error";

/** One version of a state, as S3 keeps it. */
export interface StateVersion {
  /** S3's name for it; `null` for one from before the bucket was versioned. */
  readonly versionId: string;
  readonly modified: Date;
  readonly isLatest: boolean;
  /** Not a state but the mark that it was deleted. */
  readonly isDeletion: boolean;
  /** In bytes; 0 for a deletion. */
  readonly size: number;
}

/** A state as it is kept. */
export interface StoredState {
  /** Byte by byte, whatever it is. */
  readonly bytes: Uint8Array;
  /** As text. */
  readonly body: string;
  readonly versionId: string;
  readonly modified: Date;
  readonly size: number;
  /** Undefined when it is no state that Terraform could have written. */
  readonly summary: StateSummary | undefined;
}

/** Every version of a state, the newest first; none when there never was one. */
export async function listVersions(location: StateLocation): Promise<StateVersion[]> {
  const { connection, bucket, key } = location;
  return using(s3Client(connection), async (client) => {
    const versions: StateVersion[] = [];
    for await (const page of pagesOf(client, bucket, key)) {
      // The prefix takes in the lock object, too.
      const own = <T extends { Key?: string | undefined }>(entries: readonly T[] = []): T[] =>
        entries.filter(({ Key }) => Key === key);
      versions.push(...own(page.Versions).map((entry) => versionOf(entry, entry.Size ?? 0, false)));
      versions.push(...own(page.DeleteMarkers).map((entry) => versionOf(entry, 0, true)));
    }
    // Of two that came in the same second, S3 has the newest first, and so does a stable sort; the latest is said to be it.
    return versions.sort((a, b) => Number(b.isLatest) - Number(a.isLatest) || +b.modified - +a.modified);
  });
}

/**
 * The state, or an older version of it.
 *
 * @returns undefined when there is none, or none of that version
 */
export async function readState(location: StateLocation, versionId?: string): Promise<StoredState | undefined> {
  const { connection, bucket, key } = location;
  return using(s3Client(connection), async (client) => {
    const question = { Bucket: bucket, Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
    const object = await ifFound(client.send(new GetObjectCommand(question)));
    if (object === undefined) return undefined;
    const bytes = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
    const body = Buffer.from(bytes).toString();
    return {
      bytes,
      body,
      versionId: object.VersionId ?? "null",
      modified: object.LastModified ?? new Date(0),
      size: bytes.length,
      summary: summarizeState(body),
    };
  });
}

/**
 * Writes an older state as the newest version. The lock must be held. Nothing is deleted: what was the newest stays as a
 * version.
 *
 * @param serial - its new serial, higher than any before, so that whoever has seen another state sees a newer one
 * @throws ToolError when it is no state
 */
export async function writeState(location: StateLocation, body: string, serial: number): Promise<void> {
  const { connection, bucket, key } = location;
  await using(s3Client(connection), (client) =>
    client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: withSerial(location, body, serial),
        ContentType: "application/json",
        ...encryptionOf(location),
      }),
    ),
  );
}

/** The same state with another serial; every other number stays as it was written, whatever its size. */
function withSerial({ key }: StateLocation, body: string, serial: number): string {
  if (summarizeState(body) === undefined || !isSafeNumber(String(serial))) {
    throw new ToolError({
      where: key,
      what: "it is not a state that Terraform has written",
      remedy: "Choose another version.",
    });
  }
  return `${stringify({ ...(parse(body) as object), serial }, undefined, 2) ?? ""}\n`;
}

async function* pagesOf(client: S3Client, Bucket: string, Prefix: string) {
  // The SDK has no paginator for this one: it goes on by two markers.
  let markers: Pick<ListObjectVersionsCommandOutput, "KeyMarker" | "VersionIdMarker"> = {};
  for (;;) {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix, ...markers }));
    yield page;
    if (page.IsTruncated !== true) return;
    markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}

function versionOf(
  entry: { VersionId?: string | undefined; LastModified?: Date | undefined; IsLatest?: boolean | undefined },
  size: number,
  isDeletion: boolean,
): StateVersion {
  return {
    versionId: entry.VersionId ?? "null",
    modified: entry.LastModified ?? new Date(0),
    isLatest: entry.IsLatest ?? false,
    isDeletion,
    size,
  };
}
