/** Resources that belong together, under a heading. */
interface Concern {
  readonly heading: string;
  /** The addresses that belong to it, in the order of writing. */
  readonly addresses: readonly RegExp[];
}

/** The concerns of all stacks, from the ground up. Within one kind of address the order is that of names and numbers. */
const CONCERNS: readonly Concern[] = [
  {
    heading: "The VPC. AWS puts what names no security group into the default one: it is emptied.",
    addresses: [/^aws_vpc\./, /^aws_default_security_group\./, /^aws_internet_gateway\./],
  },
  {
    heading: "Public subnets, for the load balancer: their way out and in is the internet gateway.",
    addresses: [
      /^aws_subnet\.public_/,
      /^aws_route_table\.public$/,
      /^aws_route\.public_/,
      /^aws_route_table_association\.public_/,
    ],
  },
  {
    heading: "The way from private subnets to the internet, and not back.",
    addresses: [/^aws_eip\.nat_/, /^aws_nat_gateway\./],
  },
  {
    heading: "Private subnets, for containers: nothing on the internet leads into them.",
    addresses: [
      /^aws_subnet\.private_/,
      /^aws_route_table\.private_/,
      /^aws_route\.private_/,
      /^aws_route_table_association\.private_/,
    ],
  },
  {
    heading: "The load balancer's security group: clients in, containers out.",
    addresses: [
      /^aws_security_group\.alb$/,
      /^aws_vpc_security_group_ingress_rule\.alb_http_/,
      /^aws_vpc_security_group_ingress_rule\.alb_https_/,
      /^aws_vpc_security_group_egress_rule\.alb_/,
    ],
  },
  {
    heading: "The containers' security group: traffic from the load balancer alone, and out anywhere.",
    addresses: [
      /^aws_security_group\.fargate$/,
      /^aws_vpc_security_group_ingress_rule\.fargate_/,
      /^aws_vpc_security_group_egress_rule\.fargate_/,
    ],
  },
  {
    heading: "The containers behind the load balancer. Services register them.",
    addresses: [/^aws_lb_target_group\./],
  },
  { heading: "The load balancer, in the public subnets.", addresses: [/^aws_lb\./] },
  { heading: "HTTP, for every request to the containers.", addresses: [/^aws_lb_listener\./] },
  { heading: "The bucket of the Terraform states, its own among them.", addresses: [/^aws_s3_bucket\.state$/] },
  {
    heading: "Every version of a state is kept for a while: a state that is lost can be brought back.",
    addresses: [/^aws_s3_bucket_versioning\./, /^aws_s3_bucket_lifecycle_configuration\./],
  },
  {
    heading: "States may hold secrets: they are encrypted, and nobody outside the account reads them, nor without TLS.",
    addresses: [
      /^aws_s3_bucket_server_side_encryption_configuration\./,
      /^aws_s3_bucket_ownership_controls\./,
      /^aws_s3_bucket_public_access_block\./,
      /^aws_s3_bucket_policy\./,
    ],
  },
];

/** The heading over what no concern claims: nothing is lost for want of one. */
const OTHERS = "Others.";

/** Headings, each with its addresses, in the order of writing. */
export function groupByConcern(addresses: readonly string[]): [heading: string, addresses: string[]][] {
  const groups = CONCERNS.map(({ heading, addresses: patterns }): [string, string[]] => [
    heading,
    patterns.flatMap((pattern) => addresses.filter((address) => pattern.test(address)).sort(byNumber)),
  ]);
  const claimed = new Set(groups.flatMap(([, members]) => members));
  const others = addresses.filter((address) => !claimed.has(address)).sort(byNumber);
  return [...groups, [OTHERS, others] as [string, string[]]].filter(([, members]) => members.length > 0);
}

/** `public_2` before `public_10`. */
function byNumber(one: string, other: string): number {
  const padded = (address: string): string => address.replace(/\d+/g, (digits) => digits.padStart(10, "0"));
  return padded(one) < padded(other) ? -1 : 1;
}
