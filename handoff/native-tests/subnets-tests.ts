import { each, listOf, numbered, pairwise } from "./conditions";
import {
  EXAMPLE_VPC,
  exampleNetwork,
  type ExampleZone,
  exampleZone,
  exampleZones,
  type ZoneField,
} from "./example-zones";
import { APPLIED, type Assertion, run, testFile, VALIDATIONS } from "./test-file";

/** tests/subnets.tftest.hcl: for so many zones. */
export function subnetsTests(zones: number): string {
  const subnets = [...numbered("aws_subnet.public", zones), ...numbered("aws_subnet.private", zones)];
  const example = exampleZones(zones);
  const withFirst = (change: Partial<ExampleZone>): ExampleZone[] => [
    { ...exampleZone(0), ...change },
    ...example.slice(1),
  ];
  /** What the VPC and the subnets are, by the expression of a zone's field. */
  const inEachZone = (cidr: string, ofZone: (zone: number, field: ZoneField) => string): Assertion[] => [
    {
      condition: `aws_vpc.main.cidr_block == ${cidr}`,
      message: "The VPC's block is not as vpc_cidr says.",
    },
    ...(["public", "private"] as const).flatMap((kind) => [
      {
        condition: pairwise(
          numbered(`aws_subnet.${kind}`, zones, "cidr_block"),
          example.map((_, zone) => ofZone(zone, kind)),
        ),
        message: `The blocks of the ${kind} subnets are not those of zones, in their order.`,
      },
      {
        condition: pairwise(
          numbered(`aws_subnet.${kind}`, zones, "availability_zone"),
          example.map((_, zone) => ofZone(zone, "availability_zone")),
        ),
        message: `There is not one ${kind} subnet in each zone, in the order of zones: the failure of a zone takes more than it should.`,
      },
    ]),
  ];
  return testFile("The VPC and its subnets: a public and a private one in each zone.", [
    run({
      name: "every_zone_has_a_public_and_a_private_subnet",
      variables: exampleNetwork(example),
      assertions: [
        ...inEachZone(`"${EXAMPLE_VPC}"`, (zone, field) => `"${exampleZone(zone)[field]}"`),
        {
          condition: each("subnet", subnets, (subnet) => `!${subnet}.map_public_ip_on_launch`),
          message: "A subnet gives public addresses on launch: what is started there is open to the internet.",
        },
        {
          condition: "aws_vpc.main.enable_dns_support && aws_vpc.main.enable_dns_hostnames",
          message: "The VPC has no DNS: containers resolve no names.",
        },
      ],
    }),
    run({
      name: "subnets_follow_terraform_tfvars",
      assertions: inEachZone("var.vpc_cidr", (zone, field) => `var.zones[${zone}].${field}`),
    }),
    APPLIED,
    run({
      name: "subnets_are_published_by_what_they_are",
      command: "apply",
      assertions: [
        {
          condition: each("subnet", subnets, (subnet) => `${subnet}.vpc_id == aws_vpc.main.id`),
          message: "A subnet stands in another VPC.",
        },
        {
          condition: "output.vpc_id == aws_vpc.main.id",
          message: "vpc_id is not the VPC's id: other modules build in another one.",
        },
        {
          condition: `output.public_subnet_ids == ${listOf(numbered("aws_subnet.public", zones, "id"))}`,
          message: "public_subnet_ids are not the public subnets: the load balancer stands in the wrong ones.",
        },
        {
          condition: `output.private_subnet_ids == ${listOf(numbered("aws_subnet.private", zones, "id"))}`,
          message: "private_subnet_ids are not the private subnets: containers stand in the wrong ones.",
        },
        {
          condition: "aws_default_security_group.main.vpc_id == aws_vpc.main.id",
          message: "The VPC's default security group is not taken over: AWS leaves it open within itself.",
        },
        {
          condition:
            "length(aws_default_security_group.main.ingress) + length(aws_default_security_group.main.egress) == 0",
          message: "The default security group has rules: what names no security group gets them.",
        },
      ],
    }),
    VALIDATIONS,
    run({
      name: "last_block_of_the_vpc_is_accepted",
      variables: exampleNetwork(withFirst({ private: "10.0.255.0/24" })),
    }),
    run({
      name: "first_block_after_the_vpc_is_refused",
      variables: exampleNetwork(withFirst({ private: "10.1.0.0/24" })),
      refused: "zones",
    }),
    run({
      name: "subnets_that_overlap_are_refused",
      variables: exampleNetwork(withFirst({ private: exampleZone(0).public })),
      refused: "zones",
    }),
    run({
      name: "zone_without_subnets_in_this_module_is_refused",
      variables: exampleNetwork(exampleZones(zones + 1)),
      refused: "zones",
    }),
  ]);
}
