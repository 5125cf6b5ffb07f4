/** A way to break a module that nobody may commit unnoticed. */
export interface Mutation {
  /** `<environment>/<stack>`. */
  readonly module: string;
  readonly what: string;
  readonly file: string;
  /** What stands there once. */
  readonly from: string;
  readonly to: string;
  /** How the messages of `terraform test` begin: all of them. */
  readonly refusals: readonly string[];
}

/** What, from, to, refusals; and the file, if it is not main.tf. */
type Row = readonly [what: string, from: string, to: string, refusals: readonly string[], file?: string];

/** What terraform itself says where a value should have been refused, and was not. */
const NOT_REFUSED = "Missing expected failure";

const NOT_THE_PUBLIC_SUBNETS = "The load balancer does not stand in exactly the public subnets:";

const OTHER_ARN = (kind: string): string =>
  `"arn:aws:elasticloadbalancing:us-east-1:123456789012:${kind}/other/0123456789abcdef"`;

const LOAD_BALANCING: readonly Row[] = [
  [
    "a listener on port 81",
    "port              = 80",
    "port              = 81",
    ["The listener is not HTTP on port 80:"],
  ],
  [
    "a listener that answers by itself",
    'type             = "forward"\n    target_group_arn = aws_lb_target_group.fargate_tg.arn',
    'type = "fixed-response"\n\n    fixed_response {\n      content_type = "text/plain"\n      status_code  = "200"\n    }',
    ["The listener does not forward, or not only:", "The listener forwards to another target group:"],
  ],
  [
    "a listener that forwards elsewhere",
    "target_group_arn = aws_lb_target_group.fargate_tg.arn",
    `target_group_arn = ${OTHER_ARN("targetgroup")}`,
    ["The listener forwards to another target group:"],
  ],
  [
    "a listener of another load balancer",
    "load_balancer_arn = aws_lb.fargate_alb.arn",
    `load_balancer_arn = ${OTHER_ARN("loadbalancer/app")}`,
    ["The listener belongs to another load balancer:"],
  ],
  ["a target group of instances", '"ip"\n', '"instance"\n', ["Targets are not IPv4 addresses:"]],
  [
    "a target group with a port of its own",
    "port                 = var.container_port",
    "port                 = 6061",
    ["The target group's port is not container_port:", "The target group's port is not as container_port says."],
  ],
  [
    "a target group in another VPC",
    "vpc_id               = data.terraform_remote_state.network.outputs.vpc_id",
    'vpc_id               = "vpc-other"',
    ["The target group stands in another VPC"],
  ],
  ["a target group that speaks HTTP/2", '"HTTP1"', '"HTTP2"', ["The target group does not speak HTTP/1.1:"]],
  [
    "a target group without the prefix",
    'name                 = "${var.name_prefix}${var.target_group_name}"',
    "name                 = var.target_group_name",
    ["The target group's name is not name_prefix and target_group_name:"],
  ],
  [
    "a health check of another path",
    "path                = var.health_check_path",
    'path                = "/"',
    ["Health checks do not ask for health_check_path:", "The path of health checks is not as health_check_path says."],
  ],
  [
    "a health check without a path",
    "    path                = var.health_check_path\n",
    "",
    ["Health checks do not ask for health_check_path:", "The path of health checks is not as health_check_path says."],
  ],
  [
    "a health check that is off",
    "enabled             = true",
    "enabled             = false",
    ["Health checks are off:"],
  ],
  ["a health check of another port", '"traffic-port"', '"80"', ["Health checks do not go to the port that requests"]],
  [
    "a health check that takes any answer",
    "var.health_check_success_codes",
    '"200-499"',
    ["What counts as a good answer is not as health_check_success_codes says."],
  ],
  [
    "an internal load balancer",
    "internal           = false",
    "internal           = true",
    ["The load balancer is internal:"],
  ],
  ["one public subnet in place of the other", "public_subnet_ids[1]", "public_subnet_ids[0]", [NOT_THE_PUBLIC_SUBNETS]],
  [
    "a private subnet in place of a public one",
    "public_subnet_ids[1]",
    "private_subnet_ids[1]",
    [NOT_THE_PUBLIC_SUBNETS],
  ],
  [
    "the containers' security group on the load balancer",
    "outputs.alb_security_group_id",
    "outputs.fargate_security_group_id",
    ["The load balancer has another security group than ALB-SG:"],
  ],
  [
    "a load balancer that passes invalid headers on",
    "drop_invalid_header_fields = true",
    "drop_invalid_header_fields = false",
    ["The load balancer passes malformed requests on:"],
  ],
  [
    "a load balancer without the prefix",
    'name               = "${var.name_prefix}${var.load_balancer_name}"',
    "name               = var.load_balancer_name",
    ["The load balancer's name is not name_prefix and load_balancer_name:"],
  ],
  [
    "a load balancer that is protected whatever terraform.tfvars says",
    "var.deletion_protection",
    "true",
    ["Deletion protection is not as deletion_protection says."],
  ],
  [
    "a validation that takes port 65536",
    "var.container_port <= 65535",
    "var.container_port <= 65536",
    [NOT_REFUSED],
    "variables.tf",
  ],
];

const FROM_ALB =
  "referenced_security_group_id = aws_security_group.alb.id\n" +
  '  ip_protocol                  = "tcp"\n' +
  "  from_port                    = var.container_port\n";

const SECURITY: readonly Row[] = [
  [
    "containers open to the internet",
    "referenced_security_group_id = aws_security_group.alb.id",
    'cidr_ipv4 = "0.0.0.0/0"',
    ["Fargate-SG is open to addresses:", "Fargate-SG is open to another group than ALB-SG:"],
  ],
  [
    "containers open to each other",
    "referenced_security_group_id = aws_security_group.alb.id",
    "referenced_security_group_id = aws_security_group.fargate.id",
    ["Fargate-SG is open to another group than ALB-SG:"],
  ],
  [
    "containers open on more than their port",
    FROM_ALB,
    FROM_ALB.replace("var.container_port", "1"),
    [
      "Fargate-SG is not open on TCP container_port alone:",
      "The way from the load balancer to the containers is not on the port that container_port says.",
    ],
  ],
  [
    "a load balancer that reaches any address",
    "referenced_security_group_id = aws_security_group.fargate.id",
    'cidr_ipv4 = "0.0.0.0/0"',
    ["ALB-SG is open towards addresses:", "ALB-SG is open towards another group than Fargate-SG:"],
  ],
  [
    "the rule to the containers on another group",
    'security_group_id            = aws_security_group.alb.id\n  description                  = "To the containers only"',
    'security_group_id            = aws_security_group.fargate.id\n  description                  = "To the containers only"',
    ["The rule to the containers is not ALB-SG's:"],
  ],
  [
    "the rule from the load balancer on another group",
    'security_group_id            = aws_security_group.fargate.id\n  description                  = "From the load balancer only"',
    'security_group_id            = aws_security_group.alb.id\n  description                  = "From the load balancer only"',
    ["The rule from the load balancer is not Fargate-SG's:"],
  ],
  [
    "HTTP up to 443",
    "to_port           = 80",
    "to_port           = 443",
    ["ALB-SG does not let HTTP in on TCP 80 alone:"],
  ],
  [
    "HTTPS on 8443",
    "from_port         = 443\n  to_port           = 443",
    "from_port         = 8443\n  to_port           = 8443",
    ["ALB-SG does not let HTTPS in on TCP 443 alone:"],
  ],
  [
    "HTTP from anywhere, whatever is allowed",
    'cidr_ipv4         = var.allowed_cidrs[0]\n  ip_protocol       = "tcp"\n  from_port         = 80',
    'cidr_ipv4         = "0.0.0.0/0"\n  ip_protocol       = "tcp"\n  from_port         = 80',
    ["ALB-SG does not let HTTP in from exactly allowed_cidrs:"],
  ],
  [
    "one more way in",
    "# The containers' security group",
    'resource "aws_vpc_security_group_ingress_rule" "debug" {\n  security_group_id = aws_security_group.fargate.id\n  cidr_ipv4         = "0.0.0.0/0"\n  ip_protocol       = "-1"\n}\n\n# The containers\' security group',
    ["There are not 3 ingress rules:"],
  ],
  [
    "one more way out",
    "# The load balancer's security group",
    'resource "aws_vpc_security_group_egress_rule" "debug" {\n  security_group_id = aws_security_group.alb.id\n  cidr_ipv4         = "0.0.0.0/0"\n  ip_protocol       = "-1"\n}\n\n# The load balancer\'s security group',
    ["There are not 2 egress rules:"],
  ],
  [
    "a rule in the group itself",
    'description = "Containers: traffic from the load balancer alone"\n',
    'description = "Containers: traffic from the load balancer alone"\n\n  ingress {\n    protocol    = "tcp"\n    from_port   = 22\n    to_port     = 22\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n\n',
    ["A security group holds inline rules:"],
  ],
  [
    "containers that get nowhere",
    'cidr_ipv4         = "0.0.0.0/0"\n  ip_protocol       = "-1"',
    'cidr_ipv4         = "10.0.0.0/8"\n  ip_protocol       = "-1"',
    ["Containers do not get out to anywhere:"],
  ],
  [
    "a group without the prefix",
    'name        = "${var.name_prefix}Fargate-SG"',
    'name        = "Fargate-SG"',
    ["A security group's name does not begin with name_prefix:"],
  ],
  [
    "the wrong group published",
    "value       = aws_security_group.alb.id",
    "value       = aws_security_group.fargate.id",
    ["alb_security_group_id is not ALB-SG's id:"],
    "outputs.tf",
  ],
  [
    "a validation that takes host bits",
    "try(cidrsubnet(block, 0, 0) == block, true)",
    "true",
    // The provider refuses it too.
    [NOT_REFUSED, "Invalid Attribute Value"],
    "variables.tf",
  ],
];

const PRIVATE_1_NAT = "nat_gateway_id         = aws_nat_gateway.nat_1.id";

const NETWORK: readonly Row[] = [
  [
    "a private route to the internet gateway",
    PRIVATE_1_NAT,
    "gateway_id             = aws_internet_gateway.internet.id",
    ["A private route leads to the internet gateway:", "A private route does not lead to its NAT gateway:"],
  ],
  [
    "a private subnet with the public route table",
    "subnet_id      = aws_subnet.private_2.id\n  route_table_id = aws_route_table.private_1.id",
    "subnet_id      = aws_subnet.private_2.id\n  route_table_id = aws_route_table.public.id",
    ["A private subnet does not use the private route table:"],
  ],
  [
    "a public subnet with the private route table",
    "subnet_id      = aws_subnet.public_2.id\n  route_table_id = aws_route_table.public.id",
    "subnet_id      = aws_subnet.public_2.id\n  route_table_id = aws_route_table.private_1.id",
    ["A public subnet does not use the public route table:"],
  ],
  [
    "a subnet without a route table",
    "subnet_id      = aws_subnet.public_1.id",
    "subnet_id      = aws_subnet.private_1.id",
    ["A public subnet has no route table of ours:"],
  ],
  [
    "a public route to the NAT gateway",
    "gateway_id             = aws_internet_gateway.internet.id",
    PRIVATE_1_NAT,
    ["The public route does not lead to the internet gateway:"],
  ],
  [
    "a public route in the private route table",
    "route_table_id         = aws_route_table.public.id",
    "route_table_id         = aws_route_table.private_1.id",
    ["The route to the internet gateway is not in the public route table:"],
  ],
  [
    "a NAT gateway in a private subnet",
    "subnet_id         = aws_subnet.public_1.id",
    "subnet_id         = aws_subnet.private_1.id",
    ["A NAT gateway does not stand in its zone's public subnet:"],
  ],
  [
    "a private NAT gateway",
    '  connectivity_type = "public"',
    '  connectivity_type = "private"',
    ["A NAT gateway is private:"],
  ],
  [
    "one more route",
    "# Private subnets, for containers",
    'resource "aws_route" "shortcut" {\n  route_table_id              = aws_route_table.private_1.id\n  destination_ipv6_cidr_block = "::/0"\n  gateway_id                  = aws_internet_gateway.internet.id\n}\n\n# Private subnets, for containers',
    ["There are not 2 routes:"],
  ],
  [
    "a route in the table itself",
    'resource "aws_route_table" "private_1" {\n  vpc_id = aws_vpc.main.id\n',
    'resource "aws_route_table" "private_1" {\n  vpc_id = aws_vpc.main.id\n\n  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.internet.id\n  }\n',
    ["A route table is another VPC's, or holds inline routes:"],
  ],
  [
    "public addresses on launch",
    "cidr_block              = var.zones[0].private\n  map_public_ip_on_launch = false",
    "cidr_block              = var.zones[0].private\n  map_public_ip_on_launch = true",
    ["A subnet gives public addresses on launch:"],
  ],
  [
    "two private subnets in one zone",
    "availability_zone       = var.zones[1].availability_zone\n  cidr_block              = var.zones[1].private",
    "availability_zone       = var.zones[0].availability_zone\n  cidr_block              = var.zones[1].private",
    ["There is not one private subnet in each zone,"],
  ],
  [
    "a public subnet of another block",
    "cidr_block              = var.zones[1].public",
    'cidr_block              = "172.31.112.0/24"',
    ["The blocks of the public subnets are not those of zones,"],
  ],
  ["a VPC of another block", "var.vpc_cidr", '"172.30.0.0/16"', ["The VPC's block is not as vpc_cidr says."]],
  ["a VPC without DNS", "enable_dns_hostnames = true", "enable_dns_hostnames = false", ["The VPC has no DNS:"]],
  [
    "a default security group with a rule",
    'resource "aws_default_security_group" "main" {\n  vpc_id = aws_vpc.main.id\n',
    'resource "aws_default_security_group" "main" {\n  vpc_id = aws_vpc.main.id\n\n  ingress {\n    protocol  = "-1"\n    from_port = 0\n    to_port   = 0\n    self      = true\n  }\n',
    ["The default security group has rules:"],
  ],
  [
    "private subnets published as public ones",
    "[aws_subnet.public_1.id, aws_subnet.public_2.id]",
    "[aws_subnet.private_1.id, aws_subnet.private_2.id]",
    ["public_subnet_ids are not the public subnets:"],
    "outputs.tf",
  ],
  [
    "a validation that takes any number of zones",
    "condition     = length(var.zones) == 2",
    "condition     = length(var.zones) > 0",
    [NOT_REFUSED],
    "variables.tf",
  ],
];

const ONE_NAT_PER_ZONE: readonly Row[] = [
  [
    "a zone that leaves through another's NAT gateway",
    "nat_gateway_id         = aws_nat_gateway.nat_2.id",
    PRIVATE_1_NAT,
    ["A private route does not lead to its NAT gateway:"],
  ],
  [
    "a zone that uses another's route table",
    "subnet_id      = aws_subnet.private_2.id\n  route_table_id = aws_route_table.private_2.id",
    "subnet_id      = aws_subnet.private_2.id\n  route_table_id = aws_route_table.private_1.id",
    ["A private subnet does not use its own zone's private route table:"],
  ],
  [
    "two NAT gateways in one zone",
    "subnet_id         = aws_subnet.public_2.id",
    "subnet_id         = aws_subnet.public_1.id",
    ["A NAT gateway does not stand in its zone's public subnet:"],
  ],
  [
    "two NAT gateways with one address",
    "allocation_id     = aws_eip.nat_2.allocation_id",
    "allocation_id     = aws_eip.nat_1.allocation_id",
    ["A NAT gateway does not have its Elastic IP:"],
  ],
];

const WITHOUT_NAT: readonly Row[] = [
  [
    "a private route to the internet",
    "# Private subnets, for containers",
    'resource "aws_route" "private_1_internet" {\n  route_table_id         = aws_route_table.private_1.id\n  destination_cidr_block = "0.0.0.0/0"\n  gateway_id             = aws_internet_gateway.internet.id\n}\n\n# Private subnets, for containers',
    ["There is another route than the public one, or none:"],
  ],
];

const STATE: readonly Row[] = [
  [
    "no versions",
    'versioning_configuration {\n    status = "Enabled"',
    'versioning_configuration {\n    status = "Suspended"',
    ["The bucket keeps no old versions:"],
  ],
  ["a key of KMS that nobody named", '"AES256"', '"aws:kms"', ["The bucket is not encrypted with S3's own keys."]],
  ...["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map(
    (setting): Row => [`no ${setting}`, `${setting.padEnd(23)} = true`, `${setting} = false`, [`${setting} is off:`]],
  ),
  ["access control lists that count", '"BucketOwnerEnforced"', '"ObjectWriter"', ["Access control lists count:"]],
  [
    "a bucket that can be destroyed",
    "prevent_destroy = true",
    "prevent_destroy = false",
    ["The bucket can be destroyed,"],
  ],
  ["states that expire", "expired_object_delete_marker = true", "days = 30", ["Current versions expire:"]],
  [
    "old versions for a day",
    "noncurrent_days           = 90",
    "noncurrent_days           = 1",
    ["Old versions are not kept for 90 days:"],
  ],
  [
    "another policy",
    "policy = data.aws_iam_policy_document.tls_only.json",
    'policy = "{}"',
    ["The bucket has another policy:"],
  ],
  [
    "a setting of another bucket",
    'resource "aws_s3_bucket_versioning" "state" {\n  bucket = aws_s3_bucket.state.id',
    'resource "aws_s3_bucket_versioning" "state" {\n  bucket = "another"',
    ["There are not 6 settings of the bucket:"],
  ],
  ["a policy that allows", '"Deny"', '"Allow"', ["The policy does not consist of one denial:"], "data.tf"],
  ["a policy that denies TLS", '["false"]', '["true"]', ["The policy denies TLS, and not its absence:"], "data.tf"],
  ["a policy on reading alone", '["s3:*"]', '["s3:GetObject"]', ["The policy does not deny all of S3:"], "data.tf"],
  [
    "a policy without the objects",
    ', "${aws_s3_bucket.state.arn}/*"]',
    "]",
    ["The policy does not cover the bucket and its objects:"],
    "data.tf",
  ],
];

/** All of them. */
export const MUTATIONS: readonly Mutation[] = [
  ...of("dev/load-balancing", LOAD_BALANCING),
  ...of("dev/security", SECURITY),
  ...of("dev/network", NETWORK),
  ...of("prod/network", ONE_NAT_PER_ZONE),
  ...of("without-nat/network", WITHOUT_NAT),
  ...of("dev/state", STATE),
];

function of(module: string, rows: readonly Row[]): Mutation[] {
  return rows.map(([what, from, to, refusals, file = "main.tf"]) => ({ module, what, file, from, to, refusals }));
}
