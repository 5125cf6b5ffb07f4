import type { TargetHealthReasonEnum } from "@aws-sdk/client-elastic-load-balancing-v2";

import type { TargetHealth } from "./front-door-health";

/** A target's health for who has not learnt AWS's codes by heart. */
export interface TargetHealthWords {
  /** What is the case: a clause without a full stop. */
  readonly meaning: string;
  /** What to do, a sentence; undefined where nothing is wrong. */
  readonly lookAt: string | undefined;
}

/**
 * What is meant by a reason code, for a container behind an Application Load Balancer.
 * Source of the codes: Elastic Load Balancing API Reference, TargetHealth; of what to look at: User Guide for Application Load
 * Balancers, "Troubleshoot your Application Load Balancers".
 */
const WORDS: Readonly<Record<TargetHealthReasonEnum, TargetHealthWords>> = {
  "Elb.RegistrationInProgress": {
    meaning: "the load balancer is taking the container in",
    lookAt: "Wait: it takes seconds, and the health checks come after it.",
  },
  "Elb.InitialHealthChecking": {
    meaning: "the container has not answered its first health checks yet",
    lookAt:
      "Wait for a few times the health check's interval: one success is enough. If it stays so, look at the container's log.",
  },
  "Target.ResponseCodeMismatch": {
    meaning: "the container answers the health check with a status code that does not count as success",
    lookAt:
      "Ask for the health check's path inside the container: it must be served without a redirect or a sign-in, with a success code of the target group.",
  },
  "Target.Timeout": {
    meaning: "the container does not answer the health check in time",
    lookAt:
      "See that the load balancer's security group lets out, and the containers' lets in, what goes to the health check's port, that network ACLs let both ways pass, and that the container is not overloaded or slow to start.",
  },
  "Target.FailedHealthChecks": {
    meaning: "the container refuses the connection, or what it answers is not HTTP as the target group expects it",
    lookAt:
      "See that it listens on that port and on 0.0.0.0 (not on 127.0.0.1 alone), speaks the target group's protocol (HTTP or HTTPS), and is not restarting all the time: the stopped tasks of the ECS service say why.",
  },
  "Target.NotRegistered": {
    meaning: "the container is not in the target group",
    lookAt: "See that the ECS service names this target group, and what the service's events say.",
  },
  "Target.NotInUse": {
    meaning:
      "no load balancer sends anything to it: none uses the target group, or none stands in the container's zone",
    lookAt:
      "See that a listener forwards to the target group, and that the load balancer has a subnet in every zone in which containers run.",
  },
  "Target.DeregistrationInProgress": {
    meaning: "the container is being taken out: it finishes its requests and gets no new ones",
    lookAt:
      "In a deployment that is as it should be, and ends with the deregistration delay. Otherwise the ECS service's events say why.",
  },
  "Target.InvalidState": {
    meaning: "what is registered has been stopped or terminated",
    lookAt:
      "The ECS service puts another in its place: its events say whether it can. What was registered by hand, deregister.",
  },
  "Target.IpUnusable": {
    meaning: "the address that is registered belongs to a load balancer, so no container can have it",
    lookAt: "Deregister it, and let the ECS service register its containers itself.",
  },
  "Target.HealthCheckDisabled": {
    meaning: "nobody knows: the health checks are off, as only a target group for Lambda functions can have them",
    lookAt: "See that this is the target group of the containers: theirs has the target type ip, and always checks.",
  },
  "Elb.InternalError": {
    meaning: "the load balancer could not check it, by an error inside AWS",
    lookAt: "Wait a few minutes and look at the AWS Health Dashboard; if it stays so, open a case with AWS Support.",
  },
};

const WORDS_BY_CODE: ReadonlyMap<string, TargetHealthWords> = new Map(Object.entries(WORDS));

/** Says in plain words what a target's health means, and what to look at. */
export function targetHealthWords(target: Pick<TargetHealth, "state" | "reason" | "description">): TargetHealthWords {
  const { state, reason, description } = target;
  if (reason === undefined) {
    const meaning =
      state === "healthy" ? "the container answers its health checks" : `AWS says ${state} without a reason`;
    return { meaning, lookAt: state === "healthy" ? undefined : "Look at the target group in the AWS console." };
  }
  return WORDS_BY_CODE.get(reason) ?? unknownCode(reason, description);
}

/** AWS may add codes at any time; its own words are better than none. */
function unknownCode(reason: string, description: string | undefined): TargetHealthWords {
  return {
    meaning: `${reason}, a reason that is unknown here${description === undefined ? "" : `; AWS says: ${description}`}`,
    lookAt: "Look the code up under TargetHealth in the Elastic Load Balancing API Reference.",
  };
}
