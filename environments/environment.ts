/** How many NAT gateways carry the private subnets' traffic out to the internet. */
export type NatGateways = "none" | "single" | "one-per-zone";

/** One availability zone and the two subnets in it. */
export interface Zone {
  /** The availability zone: the code of the environment's region and one lower-case letter, such as `us-east-1a`. */
  readonly availabilityZone: string;

  /**
   * The IPv4 block of the public subnet, /16 to /28, with all host bits zero, inside the VPC's block and overlapping no
   * other subnet. A load balancer scales well from /27 on ("Application Load Balancers", Elastic Load Balancing).
   */
  readonly public: string;

  /** The IPv4 block of the private subnet, under the same rules as the public one. */
  readonly private: string;
}

/** At least two zones: an Application Load Balancer cannot stand in one. */
export type Zones = readonly [Zone, Zone, ...Zone[]];

/** Where Terraform keeps the state of the environment's stacks. */
export interface StateLocation {
  /**
   * The S3 bucket, which `npm run bootstrap` creates or adopts. Bucket names are global, 3 to 63 characters
   * ("General purpose bucket naming rules", Amazon S3 User Guide).
   */
  readonly bucket: string;

  /**
   * The region of the bucket.
   * @default the environment's region
   */
  readonly region: string;

  /**
   * The ARN of a KMS key, in the region of the bucket, that encrypts the state: `arn:aws:kms:<region>:<account>:key/<key id>`.
   * An alias will not do: S3 looks it up in the account of whoever asks ("Specifying server-side encryption with AWS KMS
   * (SSE-KMS)", Amazon S3 User Guide).
   * @default none: S3 encrypts with keys of its own (SSE-S3)
   */
  readonly kmsKeyArn?: string;
}

/** The VPC and its subnets. */
export interface Network {
  /**
   * The IPv4 block of the VPC, /16 to /28, with all host bits zero, and not link-local ("VPC CIDR blocks", Amazon VPC
   * User Guide). Change it together with `zones`.
   * @default "172.31.0.0/16"
   */
  readonly cidr: string;

  /**
   * The availability zones, at least two and each named once.
   * @default zones a and b of the region, public 172.31.96.0/20 and 172.31.112.0/20, private 172.31.128.0/20 and 172.31.144.0/20
   */
  readonly zones: Zones;

  /**
   * `none`: private subnets cannot reach the internet. `single`: one gateway, and one zone whose failure cuts them all off.
   * `one-per-zone`: each zone stands alone, and each gateway is paid by the hour.
   * @default "single"
   */
  readonly natGateways: NatGateways;
}

/** The Application Load Balancer. */
export interface LoadBalancer {
  /**
   * Its name after `namePrefix`: the two together have 1 to 32 letters, digits and hyphens, no hyphen at either end, and
   * do not start with `internal-` ("CreateLoadBalancer", Elastic Load Balancing API Reference).
   * @default "Fargate-ALB"
   */
  readonly name: string;

  /**
   * The IPv4 blocks that may connect to it, at least one, /0 to /32, with all host bits zero.
   * @default ["0.0.0.0/0"], which is anywhere
   */
  readonly allowedCidrs: readonly string[];

  /**
   * Whether AWS refuses to delete it until this is false again.
   * @default false
   */
  readonly deletionProtection: boolean;

  /**
   * How long a connection may be silent, in whole seconds, 1 to 4000 ("LoadBalancerAttribute", Elastic Load Balancing
   * API Reference).
   * @default 60
   */
  readonly idleTimeoutSeconds: number;
}

/**
 * How the load balancer finds out whether a container is well. The limits are those of "CreateTargetGroup", Elastic Load
 * Balancing API Reference.
 */
export interface HealthCheck {
  /**
   * The path that is asked for: starts with `/`, 1 to 1024 characters of a-z A-Z 0-9 and `- _ . ~ % / ? # & = + @ :`.
   * @default "/health"
   */
  readonly path: string;

  /**
   * From one check to the next, in whole seconds, 5 to 300.
   * @default 30
   */
  readonly intervalSeconds: number;

  /**
   * How long to wait for the answer, in whole seconds, 2 to 120 and below the interval.
   * @default 5
   */
  readonly timeoutSeconds: number;

  /**
   * After how many good answers in a row a container is healthy, 2 to 10.
   * @default 5
   */
  readonly healthyThreshold: number;

  /**
   * After how many bad answers in a row a container is unhealthy, 2 to 10.
   * @default 2
   */
  readonly unhealthyThreshold: number;

  /**
   * The HTTP status codes that are good answers, 200 to 499: one (`"200"`), several (`"200,202"`), a range (`"200-299"`) or a mix of these
   * ("Matcher", Elastic Load Balancing API Reference).
   * @default "200"
   */
  readonly successCodes: string;
}

/** The target group: the containers behind the load balancer. */
export interface TargetGroup {
  /**
   * Its name after `namePrefix`, under the same rules as the load balancer's name.
   * @default "Fargate-TG"
   */
  readonly name: string;

  /**
   * The TCP port that the containers listen on, 1 to 65535.
   * @default 6060
   */
  readonly port: number;

  /** How containers are checked. Each of its values has a default. */
  readonly healthCheck: HealthCheck;

  /**
   * How long a container that is leaving may finish its requests, in whole seconds, 0 to 3600 ("TargetGroupAttribute",
   * Elastic Load Balancing API Reference).
   * @default 300
   */
  readonly deregistrationDelaySeconds: number;
}

/** One environment, validated and complete: what every stack is built from. Made by `defineEnvironment` alone. */
export interface Environment {
  /**
   * Names the stacks (`<name>-network`) and the state keys: 1 to 20 lower-case letters, digits and hyphens, starting with
   * a letter and not ending with a hyphen.
   */
  readonly name: string;

  /**
   * Put before every AWS name, so that two environments fit into one account and region: letters, digits and hyphens, not
   * starting with a hyphen, with `internal-` or with `sg-`.
   * @default ""
   */
  readonly namePrefix: string;

  /**
   * The code of the AWS region.
   * @default "us-east-1"
   */
  readonly region: string;

  /**
   * The AWS account, as a string of 12 digits. When it is given, provider and backend refuse any other account.
   * @default any account that the credentials belong to
   */
  readonly accountId?: string;

  /** Where Terraform keeps the state. */
  readonly state: StateLocation;

  /** The VPC and its subnets. Each of its values has a default. */
  readonly network: Network;

  /** The Application Load Balancer. Each of its values has a default. */
  readonly loadBalancer: LoadBalancer;

  /** The target group. Each of its values has a default. */
  readonly targetGroup: TargetGroup;

  /**
   * Your own tags, put on every resource: at most 45, keys of 1 to 128 and values of 0 to 256 letters, digits, spaces and
   * `_ . : / = + - @`, not starting with `aws:` ("Tag", Elastic Load Balancing API Reference). Project, Environment,
   * Stack, ManagedBy and Name are added by front-door.
   * @default {}
   */
  readonly tags: Readonly<Record<string, string>>;
}

/** What an environment file says: the environment, with everything optional that has a default. */
export interface EnvironmentInput
  extends Pick<Environment, "name">, Partial<Pick<Environment, "namePrefix" | "region" | "accountId" | "tags">> {
  /** Where Terraform keeps the state: the bucket, its region if it is another than the environment's, and a key of one's own. */
  readonly state: Pick<StateLocation, "bucket"> & Partial<StateLocation>;

  /** The VPC and its subnets. */
  readonly network?: Partial<Network>;

  /** The Application Load Balancer. */
  readonly loadBalancer?: Partial<LoadBalancer>;

  /** The target group. */
  readonly targetGroup?: Partial<Omit<TargetGroup, "healthCheck">> & {
    /** How containers are checked. */
    readonly healthCheck?: Partial<HealthCheck>;
  };
}
