import type { Consequences } from "./consequence";

/** What clients find the front door by. */
export const NAMES: Consequences = {
  aws_route53_zone: {
    severity: "critical",
    destroyed: ["None of its names is found any more."],
    replaced: ["The new one has other name servers: until the domain is led to those, none of its names is found."],
  },
  aws_route53_record: {
    severity: "critical",
    destroyed: ["The name is not found any more, as soon as caches have forgotten it."],
    replaced: ["Between the two the name may not be found, and resolvers remember that for a while."],
    replacedSeverity: "high",
  },
  aws_route53_health_check: {
    severity: "medium",
    destroyed: ["Records that follow it take its target for healthy, always."],
  },
  aws_acm_certificate: {
    severity: "high",
    destroyed: ["HTTPS needs another certificate. AWS deletes it only once no listener uses it."],
    replaced: [
      "The new one must be validated before it can be used.",
      "AWS deletes the old one only once no listener uses it: made before the old one goes, it works; the other way round the apply stops.",
    ],
  },
  aws_acm_certificate_validation: {
    severity: "low",
    destroyed: ["Nothing goes in AWS: Terraform only waits for the validation no longer."],
  },
  aws_cloudfront_distribution: {
    severity: "critical",
    destroyed: ["Nobody reaches anything through it any more. Its domain name goes with it, and never comes back."],
    replaced: ["The new one has a new domain name, and nobody reaches it under the old one."],
  },
};
