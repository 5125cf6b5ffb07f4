import * as z from "zod";

import { allowedCidrsMistakes } from "./allowed-cidrs";
import { accountIdRule, availabilityZoneRule, regionRule } from "./aws-locations";
import { environmentNameRule, namePrefixRule, nameRule } from "./name-rules";
import { clientBlockRule, subnetBlockRule, vpcBlockRule } from "./cidr";
import { ConfigurationError } from "./configuration-error";
import { deepFreeze } from "./deep-freeze";
import { defaultZones, defaults } from "./defaults";
import { describeIssues } from "./describe-issues";
import { Draft } from "./draft";
import type { Environment, EnvironmentInput, Zones } from "./environment";
import { fullNameMistakes } from "./full-name-rules";
import { healthCheckMistakes } from "./health-check-timing";
import { healthCheckPathRule, successCodesRule } from "./health-check-values";
import { kmsKeyArnRule } from "./kms-key";
import { kmsKeyMistakes } from "./kms-key-region";
import { knownKeysAt } from "./known-keys";
import { networkMistakes } from "./network-rules";
import { bucketNameRule } from "./state-bucket";
import { tags } from "./tags";
import { text } from "./text-value";
import { wholeNumber } from "./whole-number";

export type { Environment, EnvironmentInput } from "./environment";

const name = text({ called: "the name of the environment", example: "dev", rule: environmentNameRule });
const region = text({ called: "the region", example: "us-east-1", rule: regionRule });
const subnetBlock = text({ called: "the block of a subnet", example: "10.0.0.0/20", rule: subnetBlockRule });
const threshold = (called: string) => wholeNumber({ called, unit: "answers in a row", from: 2, to: 10 });

const state = z.strictObject({
  bucket: text({
    called: "the S3 bucket of the Terraform state",
    example: "my-team-front-door-state",
    rule: bucketNameRule,
  }),
  region: region.optional(),
  kmsKeyArn: text({
    called: "the KMS key of the state",
    example: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-86ef-1234567890ab",
    rule: kmsKeyArnRule,
  }).optional(),
});

const zone = z.strictObject({
  availabilityZone: text({
    called: "the availability zone",
    example: "us-east-1a",
    rule: availabilityZoneRule,
  }),
  public: subnetBlock,
  private: subnetBlock,
});

const network = z.strictObject({
  cidr: text({ called: "the block of the VPC", example: defaults.network.cidr, rule: vpcBlockRule }).default(
    defaults.network.cidr,
  ),
  zones: z.array(zone).optional(),
  natGateways: z.enum(["none", "single", "one-per-zone"]).default(defaults.network.natGateways),
});

const loadBalancer = z.strictObject({
  name: text({ called: "the load balancer's name", example: defaults.loadBalancer.name, rule: nameRule }).default(
    defaults.loadBalancer.name,
  ),
  allowedCidrs: z
    .array(text({ called: "an allowed block", example: "0.0.0.0/0", rule: clientBlockRule }))
    .default([...defaults.loadBalancer.allowedCidrs]),
  deletionProtection: z.boolean().default(defaults.loadBalancer.deletionProtection),
  idleTimeoutSeconds: wholeNumber({ called: "the idle timeout", unit: "seconds", from: 1, to: 4000 }).default(
    defaults.loadBalancer.idleTimeoutSeconds,
  ),
});

const healthCheck = z.strictObject({
  path: text({ called: "the path", example: defaults.healthCheck.path, rule: healthCheckPathRule }).default(
    defaults.healthCheck.path,
  ),
  intervalSeconds: wholeNumber({ called: "the interval", unit: "seconds", from: 5, to: 300 }).default(
    defaults.healthCheck.intervalSeconds,
  ),
  timeoutSeconds: wholeNumber({ called: "the timeout", unit: "seconds", from: 2, to: 120 }).default(
    defaults.healthCheck.timeoutSeconds,
  ),
  healthyThreshold: threshold("the healthy threshold").default(defaults.healthCheck.healthyThreshold),
  unhealthyThreshold: threshold("the unhealthy threshold").default(defaults.healthCheck.unhealthyThreshold),
  successCodes: text({
    called: "the success codes",
    example: defaults.healthCheck.successCodes,
    rule: successCodesRule,
  }).default(defaults.healthCheck.successCodes),
});

const targetGroup = z.strictObject({
  name: text({ called: "the target group's name", example: defaults.targetGroup.name, rule: nameRule }).default(
    defaults.targetGroup.name,
  ),
  port: wholeNumber({ called: "a port", from: 1, to: 65535 }).default(defaults.targetGroup.port),
  healthCheck: healthCheck.prefault({}),
  deregistrationDelaySeconds: wholeNumber({
    called: "the deregistration delay",
    unit: "seconds",
    from: 0,
    to: 3600,
  }).default(defaults.targetGroup.deregistrationDelaySeconds),
});

const environment = z.strictObject({
  name,
  namePrefix: text({ called: "the name prefix", example: "prod-", rule: namePrefixRule }).default(defaults.namePrefix),
  region: region.default(defaults.region),
  accountId: text({
    called: "an AWS account id",
    example: "123456789012",
    rule: accountIdRule,
    remedyForNumber: "Quote it: leading zeros matter.",
  }).optional(),
  state,
  network: network.prefault({}),
  loadBalancer: loadBalancer.prefault({}),
  targetGroup: targetGroup.prefault({}),
  tags: tags().default({}),
});

const rulesAcross = [fullNameMistakes, kmsKeyMistakes, networkMistakes, allowedCidrsMistakes, healthCheckMistakes];

const schema = environment.superRefine(
  (value, context) => {
    const draft = new Draft(value, context.issues);
    for (const { path, ...mistake } of rulesAcross.flatMap((mistakesIn) => mistakesIn(draft))) {
      context.addIssue({ code: "custom", path: [...path], params: mistake });
    }
  },
  // Without `when`, zod would keep these rules back until every single value is right.
  { when: () => true },
);

/**
 * Validates an environment, fills in the defaults, and returns it as a deeply frozen copy.
 * @throws ConfigurationError with every problem of the environment: its path, the value given and the remedy
 */
export function defineEnvironment(input: EnvironmentInput): Environment {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return deepFreeze(complete(result.data));
  const [first, ...others] = describeIssues(input, result.error.issues, (path) => knownKeysAt(environment, path));
  // Zod never fails without an issue; the check is for the compiler.
  if (first === undefined) throw result.error;
  throw new ConfigurationError([first, ...others]);
}

/** Fills in the defaults that depend on other values, and copies what the schema passed through. */
function complete({ accountId, ...parsed }: z.output<typeof schema>): Environment {
  const { bucket, region: stateRegion = parsed.region, kmsKeyArn } = parsed.state;
  return {
    ...parsed,
    ...(accountId === undefined ? {} : { accountId }),
    state: { bucket, region: stateRegion, ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }) },
    network: {
      ...parsed.network,
      // The network rules have refused fewer than two zones.
      zones: (parsed.network.zones as Zones | undefined) ?? defaultZones(parsed.region),
    },
    tags: { ...parsed.tags },
  };
}
