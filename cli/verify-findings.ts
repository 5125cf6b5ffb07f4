import { setTimeout as sleep } from "node:timers/promises";
import type { Environment } from "../environments/environment";
import { differences } from "../topology/drift";
import { expectedOf } from "../topology/expected";
import { type FrontDoorHealth, readHealth } from "../topology/live/front-door-health";
import { readLive } from "../topology/live/read-live";
import type { Topology } from "../topology/model";
import { type CheckedPromise, checkPromises } from "../topology/promises";
import type { AwsConnection } from "../toolchain/aws-client";
import { askOverHttp, type ConnectTo, resolve } from "./http-answer";
import { type LiveCheck, liveChecks } from "./live-checks";

/** What is asked of live AWS, and how. */
export interface Verification {
  readonly environment: Environment;
  readonly connection: AwsConnection;
  /** What the code makes. */
  readonly synthesized: Topology;
  readonly connectTo: ConnectTo | undefined;
}

/** What came out. */
export interface Findings {
  readonly promises: readonly CheckedPromise[];
  readonly checks: readonly LiveCheck[];
}

/** How long a load balancer may be provisioning, and how often it is asked, in milliseconds. */
const PATIENCE_MS = 600_000;
const ASK_EVERY_MS = 10_000;

/** How `waitUntilActive` waits. */
export interface Waiting {
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal;
  /** In milliseconds. @default 600000 */
  readonly patienceMs?: number;
  /** In milliseconds. @default 10000 */
  readonly askEveryMs?: number;
}

/** Waits while the load balancer is provisioning, and no longer than 10 minutes. */
export async function waitUntilActive(verification: Verification, waiting: Waiting): Promise<void> {
  const { onProgress, signal, patienceMs = PATIENCE_MS, askEveryMs = ASK_EVERY_MS } = waiting;
  const startedAt = Date.now();
  for (;;) {
    const { loadBalancer } = await healthOf(verification);
    const waitedMs = Date.now() - startedAt;
    if (loadBalancer?.state !== "provisioning" || waitedMs >= patienceMs) return;
    onProgress(`provisioning, for ${Math.round(waitedMs / 1000)} s so far (3 to 5 minutes are normal)`);
    await sleep(Math.min(askEveryMs, patienceMs - waitedMs), undefined, { signal });
  }
}

/** Asks everything there is to ask. */
export async function verify(verification: Verification): Promise<Findings> {
  const { environment, connection, synthesized, connectTo } = verification;
  const expected = expectedOf(environment);
  const [live, health] = await Promise.all([
    readLive({ connection, environment: environment.name }),
    healthOf(verification),
  ]);
  const promises = checkPromises(live, expected);
  const dnsName = health.loadBalancer?.dnsName ?? "";
  const addresses = dnsName === "" ? [] : await resolve(dnsName);
  const canAsk = dnsName !== "" && (addresses.length > 0 || connectTo !== undefined);
  const http = canAsk ? await askOverHttp(dnsName, { connectTo }) : undefined;
  const found = {
    loadBalancerName: expected.loadBalancer,
    health,
    addresses,
    http,
    promises,
    differences: differences(synthesized, live),
  };
  return { promises, checks: liveChecks(found) };
}

function healthOf({ environment, connection }: Verification): Promise<FrontDoorHealth> {
  const { loadBalancer, targetGroup } = expectedOf(environment);
  return readHealth({ connection, loadBalancerName: loadBalancer, targetGroupName: targetGroup });
}
