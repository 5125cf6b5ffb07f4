import { added, type Row } from "./native-tests-mutation";

/** Of the stack network with three zones and a NAT gateway in each. */
export const ONE_NAT_PER_ZONE: readonly Row[] = [
  [
    "a zone that leaves through another's NAT gateway",
    "nat_gateway_id         = aws_nat_gateway.nat_2.id",
    "nat_gateway_id         = aws_nat_gateway.nat_1.id",
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
  [
    "a NAT gateway with another's Name tag",
    'connectivity_type = "public"\n\n  tags = {\n    Name = "${var.name_prefix}Fargate-NAT-Gateway-2"',
    'connectivity_type = "public"\n\n  tags = {\n    Name = "${var.name_prefix}Fargate-NAT-Gateway-1"',
    ["The Name tags of NAT gateways and their Elastic IPs are others:"],
  ],
];

/** Of the stack network with two zones and no NAT gateway. */
export const WITHOUT_NAT: readonly Row[] = [
  [
    "a private route to the internet",
    "# Private subnets, for containers",
    'resource "aws_route" "private_1_internet" {\n  route_table_id         = aws_route_table.private_1.id\n  destination_cidr_block = "0.0.0.0/0"\n  gateway_id             = aws_internet_gateway.internet.id\n}\n\n# Private subnets, for containers',
    ["There is not exactly one route:"],
  ],
  added(
    "a NAT gateway that is not used",
    "aws_nat_gateway",
    ["subnet_id         = aws_subnet.public_1.id", 'connectivity_type = "private"'],
    ["There is a NAT gateway:"],
  ),
  [
    "addresses published that are not there",
    "value       = []",
    'value       = ["192.0.2.1"]',
    ["nat_gateway_public_ips are not the addresses"],
    "outputs.tf",
  ],
];
