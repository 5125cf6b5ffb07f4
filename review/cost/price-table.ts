/** What AWS asks for one unit of something, without taxes, discounts and free tiers. */
export interface Price {
  /** US dollars. */
  readonly dollars: number;
  /** For what, such as `NAT gateway-hour`. */
  readonly per: string;
  /** The page of AWS's price list. */
  readonly source: string;
}

/** The region whose prices these are. */
export const PRICED_REGION = "us-east-1";

/** When the prices were read. Whoever changes one reads all of them again, and changes the date. */
export const PRICES_OF = "December 2025";

/** The hours of a month of 30 days, as the tutorial counts them. AWS Pricing Calculator takes 730, which is 1.4 % more. */
export const HOURS_A_MONTH = 720;

/** What is not in any amount, whatever is planned. */
export const NOT_COUNTED =
  "Data transfer to the internet and between zones, taxes, discounts and free tiers are not counted.";

const ELB = "Elastic Load Balancing pricing";
const VPC = "Amazon VPC pricing";
const FARGATE = "AWS Fargate pricing";
const ROUTE_53 = "Amazon Route 53 pricing";
const CLOUDWATCH = "Amazon CloudWatch pricing";

/** All prices of the project: US dollars in us-east-1, on demand. */
export const PRICES = {
  applicationLoadBalancerHour: { dollars: 0.0225, per: "Application Load Balancer-hour", source: ELB },
  lcuHour: { dollars: 0.008, per: "LCU-hour", source: ELB },
  networkLoadBalancerHour: { dollars: 0.0225, per: "Network Load Balancer-hour", source: ELB },
  nlcuHour: { dollars: 0.006, per: "NLCU-hour", source: ELB },
  natGatewayHour: { dollars: 0.045, per: "NAT gateway-hour", source: VPC },
  natGatewayGb: { dollars: 0.045, per: "GB processed by a NAT gateway", source: VPC },
  /** In use and idle addresses alike, but for those that one brings along. */
  publicIpv4Hour: { dollars: 0.005, per: "public IPv4 address-hour", source: VPC },
  fargateX86VcpuHour: { dollars: 0.04048, per: "vCPU-hour, Linux/x86", source: FARGATE },
  fargateX86GbHour: { dollars: 0.004445, per: "GB-hour, Linux/x86", source: FARGATE },
  fargateArmVcpuHour: { dollars: 0.03238, per: "vCPU-hour, Linux/ARM", source: FARGATE },
  fargateArmGbHour: { dollars: 0.00356, per: "GB-hour, Linux/ARM", source: FARGATE },
  /** Beyond the 20 GB that every task has. */
  fargateStorageGbHour: { dollars: 0.000111, per: "GB-hour of ephemeral storage", source: FARGATE },
  /** Of the first 25 in an account; more cost less. */
  hostedZoneMonth: { dollars: 0.5, per: "hosted zone and month", source: ROUTE_53 },
  /** Queries that an alias record to a load balancer answers are free. */
  millionQueries: { dollars: 0.4, per: "million standard queries", source: ROUTE_53 },
  logsGb: { dollars: 0.5, per: "GB ingested, standard log class", source: CLOUDWATCH },
  logsGbMonth: { dollars: 0.03, per: "GB stored for a month", source: CLOUDWATCH },
} as const satisfies Readonly<Record<string, Price>>;
