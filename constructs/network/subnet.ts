/** A subnet as those see it who place something in it: by its id, in its own stack or in another. */
interface ISubnet {
  readonly subnetId: string;
  /** Such as `us-east-1a`. */
  readonly availabilityZone: string;
}

/** A subnet with a route to the internet gateway. Load balancers and NAT gateways stand here. */
export interface IPublicSubnet extends ISubnet {
  readonly kind: "public";
}

/** A subnet without a way in from the internet. Containers stand here. */
export interface IPrivateSubnet extends ISubnet {
  readonly kind: "private";
}
