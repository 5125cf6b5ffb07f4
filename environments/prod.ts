import { defineEnvironment } from "./schema";

export const prod = defineEnvironment({
  name: "prod",
  // Without it, dev and prod would both make a load balancer named Fargate-ALB, and AWS allows one in an account and region.
  namePrefix: "prod-",
  state: { bucket: "front-door-prod-state" },
  network: {
    zones: [
      { availabilityZone: "us-east-1a", public: "172.31.96.0/20", private: "172.31.128.0/20" },
      { availabilityZone: "us-east-1b", public: "172.31.112.0/20", private: "172.31.144.0/20" },
      { availabilityZone: "us-east-1c", public: "172.31.160.0/20", private: "172.31.176.0/20" },
    ],
    // The failure of one zone must not cut the containers of the others off the internet.
    natGateways: "one-per-zone",
  },
  loadBalancer: { deletionProtection: true },
});
