import type { Consequence, Consequences } from "./consequence";

const loadBalancer = {
  severity: "critical",
  destroyed: ["Nobody reaches anything through it any more. Its DNS name goes with it, and never comes back."],
  replaced: [
    "The new one has a new DNS name, and nobody reaches it under the old one: records and clients must be led to it.",
  ],
} as const;

const listener = {
  severity: "critical",
  destroyed: ["The load balancer no longer answers on its port: clients are refused."],
  replaced: [
    "Between the two, the load balancer does not answer on its port.",
    "Its ARN is another: rules that others added to it go with the old one.",
  ],
  replacedSeverity: "high",
} as const;

const listenerRule = {
  severity: "high",
  destroyed: ["Requests that it matched go where the next rule or the default action sends them."],
  replaced: ["Between the two, requests that it matches go where the next rule or the default action sends them."],
  replacedSeverity: "medium",
} as const;

const targetGroup = {
  severity: "critical",
  destroyed: ["Containers that are registered in it get no requests any more."],
  replaced: ["The new one has no targets until containers register in it: requests are answered with 503 until then."],
} as const;

const attachment = {
  severity: "high",
  destroyed: ["The target gets no requests from the load balancer any more."],
  replacedSeverity: "medium",
} as const;

const certificate = {
  severity: "medium",
  destroyed: ["Clients that ask for its names get the default certificate, and refuse it if it is not for them."],
  replaced: ["Between the two, clients that ask for its names may get a certificate that is not for them."],
} as const;

/** Application Load Balancers and what belongs to them. `aws_alb` is the older name of `aws_lb`. */
export const LOAD_BALANCING: Consequences = Object.fromEntries<Consequence>(
  ["aws_lb", "aws_alb"].flatMap((prefix): [string, Consequence][] => [
    [prefix, loadBalancer],
    [`${prefix}_listener`, listener],
    [`${prefix}_listener_rule`, listenerRule],
    [`${prefix}_listener_certificate`, certificate],
    [`${prefix}_target_group`, targetGroup],
    [`${prefix}_target_group_attachment`, attachment],
  ]),
);
