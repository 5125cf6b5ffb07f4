import type { EnvironmentInput } from "../../environments/environment";

/** An environment that sets every option to something other than its default. */
export const everyOption: EnvironmentInput = {
  name: "every-option",
  namePrefix: "every-",
  region: "eu-west-1",
  accountId: "012345678901",
  state: {
    bucket: "front-door-every-option-state",
    region: "eu-central-1",
    kmsKeyArn: "arn:aws:kms:eu-central-1:012345678901:key/1234abcd-12ab-34cd-86ef-1234567890ab",
  },
  network: {
    cidr: "10.20.0.0/16",
    zones: [
      { availabilityZone: "eu-west-1c", public: "10.20.0.0/28", private: "10.20.16.0/20" },
      { availabilityZone: "eu-west-1b", public: "10.20.1.0/24", private: "10.20.32.0/19" },
      { availabilityZone: "eu-west-1a", public: "10.20.2.0/24", private: "10.20.64.0/18" },
    ],
    natGateways: "one-per-zone",
  },
  loadBalancer: {
    name: "Entrance",
    allowedCidrs: ["198.51.100.0/24", "203.0.113.7/32"],
    deletionProtection: true,
    idleTimeoutSeconds: 4000,
  },
  targetGroup: {
    name: "Containers",
    port: 8080,
    healthCheck: {
      path: "/ready?full=1",
      intervalSeconds: 10,
      timeoutSeconds: 9,
      healthyThreshold: 2,
      unhealthyThreshold: 10,
      successCodes: "200,202-204",
    },
    deregistrationDelaySeconds: 0,
  },
  tags: { Team: "platform", "cost-centre": "4711" },
};
