import type { Environment, HealthCheck, LoadBalancer, Network, TargetGroup, Zones } from "./environment";

/** What an environment is that gives only its name and its state bucket: the tutorial's values. */
export const defaults = {
  namePrefix: "",
  region: "us-east-1",
  network: { cidr: "172.31.0.0/16", natGateways: "single" },
  loadBalancer: {
    name: "Fargate-ALB",
    allowedCidrs: ["0.0.0.0/0"],
    deletionProtection: false,
    idleTimeoutSeconds: 60,
  },
  targetGroup: { name: "Fargate-TG", port: 6060, deregistrationDelaySeconds: 300 },
  healthCheck: {
    path: "/health",
    intervalSeconds: 30,
    timeoutSeconds: 5,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
    successCodes: "200",
  },
} as const satisfies Pick<Environment, "namePrefix" | "region"> & {
  network: Omit<Network, "zones">;
  loadBalancer: LoadBalancer;
  targetGroup: Omit<TargetGroup, "healthCheck">;
  healthCheck: HealthCheck;
};

/** The tutorial's two zones, in a region. */
export function defaultZones(region: string): Zones {
  return [
    { availabilityZone: `${region}a`, public: "172.31.96.0/20", private: "172.31.128.0/20" },
    { availabilityZone: `${region}b`, public: "172.31.112.0/20", private: "172.31.144.0/20" },
  ];
}
