import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { connectionTo } from "../../toolchain/aws-client";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { s3Client } from "../../toolchain/s3-client";
import { readLock, removeLock, takeLock } from "../../toolchain/state-lock";
import { type StateLocation, stateLocation } from "../../toolchain/state-location";
import { listVersions, readState, writeState } from "../../toolchain/state-versions";
import { createWorkspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";

jest.setTimeout(60_000);

const Bucket = "front-door-lock-state";
const environment = { name: "lock", state: { bucket: Bucket, region: "us-east-1" } };

describeWith(["local-aws"], "a state in S3", () => {
  const workspace = createWorkspace("front-door-real-test");
  let aws: LocalAws;
  let s3: S3Client;
  let location: StateLocation;
  beforeAll(async () => {
    aws = await startLocalAws({ workspace, env: { ...process.env, AWS_EMULATOR_URL: undefined }, region: "us-east-1" });
    const connection = connectionTo(aws, "us-east-1");
    location = stateLocation(connection, environment, "network");
    s3 = s3Client(connection);
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  }, 60_000);
  afterAll(async () => {
    s3.destroy();
    await aws.stop();
    workspace.remove();
  });

  test("of many that take its lock at once, one gets it", async () => {
    const taken = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(location, "test")));
    const held = taken.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    expect(held).toHaveLength(1);
    expect(await readLock(location)).toMatchObject({ id: held[0]?.id, operation: "test" });
    await held[0]?.release();
    expect(await readLock(location)).toBeUndefined();
  });

  test("a lock that somebody took in the meantime is not removed", async () => {
    // GIVEN one that was read, and then another in its place
    await takeLock(location, "first");
    const first = await readLock(location);
    await s3.send(new PutObjectCommand({ Bucket, Key: location.lockKey, Body: JSON.stringify({ ID: "second" }) }));
    // WHEN THEN
    expect(await removeLock(location, first ?? { etag: undefined })).toBe(false);
    const second = await readLock(location);
    expect(second?.id).toBe("second");
    expect(await removeLock(location, second ?? { etag: undefined })).toBe(true);
  });

  test("a lock whose first answer got lost is ours all the same", async () => {
    // GIVEN a way on which the first answer to a PUT is lost
    let isLost = false;
    const { hostname, port } = new URL(aws.url);
    const lossy: Server = createServer((incoming, outgoing) => {
      const { method, url: path, headers } = incoming;
      const onward = request({ hostname, port, method, path, headers, agent: false }, (response) => {
        const loses = method === "PUT" && !isLost;
        isLost ||= loses;
        outgoing.writeHead(loses ? 500 : (response.statusCode ?? 502), loses ? {} : response.headers);
        if (loses) outgoing.end();
        else response.pipe(outgoing);
      });
      incoming.pipe(onward);
    });
    await new Promise<void>((listening) => lossy.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${String((lossy.address() as AddressInfo).port)}`;
    const there = stateLocation(connectionTo({ url }, "us-east-1"), environment, "network");
    // WHEN
    const lock = await takeLock(there, "test");
    // THEN
    expect(isLost).toBe(true);
    expect((await readLock(location))?.id).toBe(lock.id);
    await lock.release();
    expect(await readLock(location)).toBeUndefined();
    lossy.closeAllConnections();
    lossy.close();
  });

  test("has all its versions, more than S3 lists at once, and none of another key", async () => {
    const Key = location.key;
    // One after the other: of versions that come at once, moto loses some.
    for (let number = 1; number <= 1005; number += 1) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: `version ${String(number)}` }));
    }
    await s3.send(new PutObjectCommand({ Bucket, Key: `${Key}.backup`, Body: "another key" }));
    const versions = await listVersions(location);
    expect(versions).toHaveLength(1005);
    expect(new Set(versions.map(({ versionId }) => versionId)).size).toBe(1005);
    expect(versions.filter(({ isLatest }) => isLatest)).toHaveLength(1);
  });

  test("is written with its new serial, and every other number as it was, however large", async () => {
    const state = {
      version: 4,
      terraform_version: "1.11.4",
      serial: 7,
      lineage: "a lineage",
      outputs: {},
      resources: [],
    };
    const body = JSON.stringify(state, undefined, 2).replace(
      '"outputs": {}',
      '"outputs": {"n": {"value": 12345678901234567890.10}}',
    );
    await writeState(location, body, 12);
    const written = await readState(location);
    expect(written?.summary).toMatchObject({ serial: 12, lineage: "a lineage" });
    expect(written?.body).toContain("12345678901234567890.10");
    await expect(writeState(location, "no state", 13)).rejects.toThrow("it is not a state that Terraform has written");
    expect((await readState(location))?.summary?.serial).toBe(12);
  });

  test("is read byte by byte, whatever it is", async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x00, 0x7b]);
    await s3.send(new PutObjectCommand({ Bucket, Key: location.key, Body: bytes }));
    const read = await readState(location);
    expect([...(read?.bytes ?? [])]).toEqual([...bytes]);
    expect(read).toMatchObject({ size: 4, summary: undefined });
  });
});
