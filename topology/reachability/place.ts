import type { LoadBalancer, Name } from "../model";
import type { AddressSet, Family } from "./address-set";

/** Where a packet starts or ends. */
export type Place = Outside | NetworkInterface;

/** Addresses that are not in any VPC here. */
export interface Outside {
  readonly kind: "outside";
  /** For people: `the internet`, `203.0.113.7/32`. */
  readonly label: string;
  readonly addresses: (family: Family) => AddressSet;
}

/** A network interface in a subnet: what a load balancer, a container or an instance has. */
export interface NetworkInterface {
  readonly kind: "interface";
  /** For people: `load balancer Fargate-ALB in PublicSubnet-1`. */
  readonly label: string;
  readonly subnet: Name;
  /** Undefined where it is not known which it has. */
  readonly securityGroups: readonly Name[] | undefined;
  /** Whether it has a public IPv4 address; undefined where it is not known. */
  readonly hasPublicAddress: boolean | undefined;
  /** Where it is known better than the subnet's blocks. */
  readonly addresses?: (family: Family) => AddressSet;
  /** Where it is one of a load balancer, which answers on its listeners' ports alone. */
  readonly loadBalancer?: LoadBalancer;
}
