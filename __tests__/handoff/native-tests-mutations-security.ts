import { added, NOT_REFUSED, type Row } from "./native-tests-mutation";

const FROM_ALB =
  "referenced_security_group_id = aws_security_group.alb.id\n" +
  '  ip_protocol                  = "tcp"\n' +
  "  from_port                    = var.container_port\n";

/** A part of a rule: whom it lets in, and on which port. */
const FROM = (cidr: string, port: number, to = port): string =>
  `cidr_ipv4         = ${cidr}\n  ip_protocol       = "tcp"\n  from_port         = ${port}\n  to_port           = ${to}\n`;

/** Of the stack security. */
export const SECURITY: readonly Row[] = [
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
    FROM("var.allowed_cidrs[0]", 80),
    FROM("var.allowed_cidrs[0]", 80, 443),
    ["ALB-SG does not let HTTP in on TCP 80 alone:"],
  ],
  [
    "HTTPS on 8443",
    FROM("var.allowed_cidrs[0]", 443),
    FROM("var.allowed_cidrs[0]", 8443),
    ["ALB-SG does not let HTTPS in on TCP 443 alone:"],
  ],
  [
    "HTTP from anywhere, whatever is allowed",
    FROM("var.allowed_cidrs[0]", 80),
    FROM('"0.0.0.0/0"', 80),
    ["ALB-SG does not let HTTP in from exactly allowed_cidrs:"],
  ],
  [
    "one more way in",
    "# The containers' security group",
    'resource "aws_vpc_security_group_ingress_rule" "debug" {\n  security_group_id = aws_security_group.fargate.id\n  cidr_ipv4         = "0.0.0.0/0"\n  ip_protocol       = "-1"\n}\n\n# The containers\' security group',
    ["There are not exactly 5 ingress rules:"],
  ],
  [
    "one more way out",
    "# The load balancer's security group",
    'resource "aws_vpc_security_group_egress_rule" "debug" {\n  security_group_id = aws_security_group.alb.id\n  cidr_ipv4         = "0.0.0.0/0"\n  ip_protocol       = "-1"\n}\n\n# The load balancer\'s security group',
    ["There are not exactly 2 egress rules:"],
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
  added(
    "a third group, with a rule in itself",
    "aws_security_group",
    [
      "vpc_id = data.terraform_remote_state.network.outputs.vpc_id",
      "ingress {",
      '  protocol    = "-1"',
      "  from_port   = 0",
      "  to_port     = 0",
      '  cidr_blocks = ["0.0.0.0/0"]',
      "}",
    ],
    ["There are not exactly 2 security groups:"],
  ),
  added(
    "a rule of the older type",
    "aws_security_group_rule",
    [
      "security_group_id = aws_security_group.fargate.id",
      'type              = "ingress"',
      'protocol          = "tcp"',
      "from_port         = 22",
      "to_port           = 22",
      'cidr_blocks       = ["0.0.0.0/0"]',
    ],
    ["There is an aws_security_group_rule:"],
  ),
  [
    "HTTP from anywhere, once another block is allowed",
    FROM("each.value", 80),
    FROM('"0.0.0.0/0"', 80),
    ["ALB-SG does not let HTTP in from exactly one block more:"],
  ],
  [
    "a second rule for HTTPS from the first block",
    'alb_https_from_others" {\n  for_each = toset(slice(var.allowed_cidrs, 1, length(var.allowed_cidrs)))',
    'alb_https_from_others" {\n  for_each = toset(slice(var.allowed_cidrs, 0, length(var.allowed_cidrs)))',
    [
      "ALB-SG does not let HTTPS in from exactly one block more:",
      "ALB-SG does not let HTTPS in from the blocks of allowed_cidrs that came later.",
      "The rule for HTTPS from one block more has another Name tag:",
      "The rule for HTTPS from one block more does not say whom it lets in.",
    ],
  ],
  [
    "HTTPS on 8443 from a block that is allowed later",
    FROM("each.value", 443),
    FROM("each.value", 8443),
    ["ALB-SG does not let HTTPS in from one block more on TCP 443 alone."],
  ],
  [
    "containers open to a block that is allowed later",
    'security_group_id = aws_security_group.alb.id\n  description       = "HTTP from ${each.value}"',
    'security_group_id = aws_security_group.fargate.id\n  description       = "HTTP from ${each.value}"',
    ["A rule for one block more is not ALB-SG's:"],
  ],
  [
    "a rule for a block that is allowed later with another Name tag",
    'ALB-SG http from ${each.value}"',
    'ALB-SG"',
    ["The rule for HTTP from one block more has another Name tag:"],
  ],
  [
    "a rule of another description",
    '"HTTP from ${local.allowed_sources[0]}"',
    '"HTTP"',
    ["The rules for HTTP do not say whom they let in."],
  ],
  [
    "a rule with another Name tag",
    'ALB-SG https from ${var.allowed_cidrs[0]}"',
    'ALB-SG"',
    ["The Name tags of the rules for HTTPS are others:"],
  ],
  [
    "a group with another Name tag",
    'tags = {\n    Name = "${var.name_prefix}Fargate-SG"',
    'tags = {\n    Name = "Fargate-SG"',
    ["The Name tags of security groups are others:"],
  ],
  [
    "a rule between groups with another Name tag",
    'Name = "${var.name_prefix}Fargate-SG to anywhere"',
    'Name = "x"',
    ["The Name tags of the rules between load balancer and containers are others:"],
  ],
  [
    "a validation that takes fewer blocks than have rules",
    "length(var.allowed_cidrs) >= 1",
    "length(var.allowed_cidrs) >= 0",
    // Terraform finds no block for the rules either.
    [NOT_REFUSED, "Invalid index", "Invalid function argument"],
    "variables.tf",
  ],
];
