import type { CheckedPromise } from "../topology/promises";
import type { Outcome } from "../topology/promises/promise";
import type { Difference } from "../topology/drift";
import type { FrontDoorHealth, TargetHealth } from "../topology/live/front-door-health";
import { targetHealthWords } from "../topology/live/target-health-words";
import { type HttpAnswer, PATIENCE_MS } from "./http-answer";

/** Something that only live AWS knows, and what came out. */
export interface LiveCheck {
  readonly id: string;
  readonly says: string;
  readonly outcome: Outcome;
  readonly reason: string;
  /** What the tutorial says to do. Undefined when it is kept. */
  readonly remedy?: string;
}

/** What was found out. */
export interface Found {
  readonly loadBalancerName: string;
  readonly health: FrontDoorHealth;
  readonly addresses: readonly string[];
  /** Undefined when nobody was asked, for want of a DNS name. */
  readonly http: HttpAnswer | undefined;
  readonly promises: readonly CheckedPromise[];
  readonly differences: readonly Difference[];
}

/** Every check of live AWS beside the promises, in the order in which the tutorial looks. */
export function liveChecks(found: Found): LiveCheck[] {
  return [stateCheck(found), dnsCheck(found), httpCheck(found), ...targetChecks(found), driftCheck(found)];
}

function stateCheck({ loadBalancerName, health: { loadBalancer } }: Found): LiveCheck {
  const check = { id: "load-balancer-active", says: `${loadBalancerName} is active` };
  const remedy =
    "3 to 5 minutes of provisioning are normal (wait for it with --wait). After 10: are there two zones, and public subnets " +
    "with a route to the internet gateway? Look at AWS's health page; delete and create it again after 15 minutes.";
  if (loadBalancer === undefined) {
    return { ...check, outcome: "broken", reason: "there is none of that name", remedy: "Deploy it." };
  }
  const { state, reason } = loadBalancer;
  return state === "active"
    ? { ...check, outcome: "kept", reason: "it is active" }
    : { ...check, outcome: "broken", reason: `it is ${state}${reason === undefined ? "" : `: ${reason}`}`, remedy };
}

function dnsCheck({ health: { loadBalancer }, addresses }: Found): LiveCheck {
  const check = { id: "dns-name-resolves", says: "its DNS name resolves" };
  const name = loadBalancer?.dnsName ?? "";
  if (name === "")
    return { ...check, outcome: "broken", reason: "it has no DNS name", remedy: "Deploy the load balancer." };
  return addresses.length > 0
    ? { ...check, outcome: "kept", reason: `${name} is ${addresses.join(", ")}` }
    : {
        ...check,
        outcome: "broken",
        reason: `${name} has no address`,
        remedy:
          "A new load balancer's name takes a minute. Did it change, since the stack was destroyed and deployed again?",
      };
}

function httpCheck(found: Found): LiveCheck {
  const check = { id: "http-answers", says: "it answers HTTP requests on port 80" };
  const { http, health, promises } = found;
  if (http === undefined) {
    return { ...check, outcome: "broken", reason: "nobody could be asked", remedy: "Mend what is broken above first." };
  }
  if (http.kind !== "answered") {
    const culprit = promises.find(({ promise, outcome }) => outcome === "broken" && WAYS_IN.includes(promise.id));
    const what = {
      refused: "the connection is refused",
      silent: `no answer came within ${PATIENCE_MS / 1000} s`,
      failed: "",
    }[http.kind];
    return {
      ...check,
      outcome: "broken",
      reason:
        (http.kind === "failed" ? http.why : what) +
        (culprit === undefined
          ? ""
          : `; of the promises, this one is broken: ${culprit.promise.id}, ${culprit.reason}`),
      remedy:
        "Is the load balancer active, and in public subnets? Does ALB-SG let in port 80 from anywhere, or from your address? http and not https?",
    };
  }
  const meaning = meaningOf(http.status, http.location, health.targetGroup?.targets ?? []);
  return { ...check, ...meaning, reason: `HTTP ${http.status}: ${meaning.reason}` };
}

/** The promises without which nobody gets in. */
const WAYS_IN = [
  "internet-reaches-load-balancer",
  "load-balancer-in-two-zones",
  "load-balancer-security-group",
  "ports-agree",
];

/** Source: User Guide for Application Load Balancers, "Troubleshoot your Application Load Balancers". */
function meaningOf(
  status: number,
  location: string | undefined,
  targets: readonly TargetHealth[],
): Pick<LiveCheck, "outcome" | "reason" | "remedy"> {
  const areAllIll = targets.length > 0 && targets.every(({ state }) => state === "unhealthy");
  if (status === 503) {
    return targets.length === 0
      ? {
          outcome: "kept",
          reason:
            "expected while no targets are registered; it proves that load balancer, security group and listener work",
        }
      : {
          outcome: "broken",
          reason: "targets are registered, and none of them can be sent to",
          remedy: "Look at the health of each target below.",
        };
  }
  if (status >= 500 && targets.length === 0) {
    return {
      outcome: "broken",
      reason: "no container is registered, so it is not theirs",
      remedy: "See who answers there, and what the listener does.",
    };
  }
  if (status === 502) {
    return {
      outcome: "broken",
      reason: "the container closed the connection, or what it answered is not HTTP",
      remedy:
        "Does the container listen on the target group's port, and speak HTTP there and not HTTPS? Look at its log.",
    };
  }
  if (status === 504) {
    return {
      outcome: "broken",
      reason: "the container did not answer in time, or its address cannot be reached",
      remedy: "Does Fargate-SG take traffic on the target group's port from ALB-SG? Is the container overloaded?",
    };
  }
  if (status >= 500) {
    return { outcome: "broken", reason: "the containers fail", remedy: "Look at their log." };
  }
  if (areAllIll) {
    return {
      outcome: "kept",
      reason:
        "a container answers, but all are unhealthy: the load balancer then sends to all of them, so this proves little",
    };
  }
  if (status >= 300 && status < 400 && location !== undefined) {
    return { outcome: "kept", reason: `redirected to ${location}` };
  }
  return { outcome: "kept", reason: targets.length === 0 ? "it answers by itself" : "a container answers" };
}

function targetChecks({ health: { targetGroup } }: Found): LiveCheck[] {
  if (targetGroup === undefined) {
    return [
      {
        id: "targets-healthy",
        says: "its targets are healthy",
        outcome: "broken",
        reason: "there is no target group",
        remedy: "Deploy it.",
      },
    ];
  }
  if (targetGroup.targets.length === 0) {
    return [
      {
        id: "targets-healthy",
        says: "its targets are healthy",
        outcome: "kept",
        reason: "there are none yet: the service registers its containers later",
      },
    ];
  }
  return targetGroup.targets.map((target) => {
    const { meaning, lookAt } = targetHealthWords(target);
    const name = `${target.id}:${target.port ?? "?"}`;
    const check = { id: `target-${name}`, says: `target ${name} is healthy` };
    const said =
      target.description === undefined || meaning.includes(target.description) ? "" : ` (${target.description})`;
    const reason = `${target.state}: ${meaning}${said}`;
    if (target.state === "healthy") return { ...check, outcome: "kept", reason };
    const isOnItsWay = ["initial", "draining"].includes(target.state);
    return {
      ...check,
      outcome: isOnItsWay ? "unknown" : "broken",
      reason,
      remedy: lookAt ?? "Look at the container's log.",
    };
  });
}

function driftCheck({ differences }: Found): LiveCheck {
  const check = { id: "no-drift", says: "what lives is what the code says" };
  return differences.length === 0
    ? { ...check, outcome: "kept", reason: "network, security groups, load balancer and target group are the same" }
    : {
        ...check,
        outcome: "broken",
        reason: differences.map(({ kind, name, what }) => `${kind} ${name}: ${what}`).join("; "),
        remedy: "Deploy, to have what the code says; or write into the code what somebody changed by hand.",
      };
}
