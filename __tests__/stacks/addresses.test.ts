import { addresses, KMS_KEY_ARN, type Synthesized, synthesizeFrontDoor, synthesizeState } from "./synthesize";

/**
 * Addresses and output names are a contract: a resource whose address changes is destroyed and created anew, and an
 * output that changes its name breaks whoever reads it.
 */
function expectContract(actual: readonly string[], contract: readonly string[]): void {
  const gone = contract.filter((name) => !actual.includes(name));
  const added = actual.filter((name) => !contract.includes(name));
  if (gone.length > 0 || added.length > 0) {
    throw new Error(
      [
        "The contract of this stack changed.",
        ...gone.map((name) => `  no longer there: ${name}`),
        ...added.map((name) => `  not in the contract: ${name}`),
        "A resource that only moved: keep it alive with resource.moveFromId('<old address>') in its construct,",
        "and change the list in this test. An output that others read: publish the old name beside the new one.",
        "Something new: add it to the list.",
      ].join("\n"),
    );
  }
}

function outputs({ json }: Synthesized): string[] {
  return Object.keys(json.output ?? {});
}

describe("two zones and one NAT gateway", () => {
  const stacks = synthesizeFrontDoor();

  test("network", () => {
    expectContract(addresses(stacks.network), [
      "aws_default_security_group.main",
      "aws_eip.nat_1",
      "aws_internet_gateway.internet",
      "aws_nat_gateway.nat_1",
      "aws_route.private_1_nat",
      "aws_route.public_internet",
      "aws_route_table.private_1",
      "aws_route_table.public",
      "aws_route_table_association.private_1",
      "aws_route_table_association.private_2",
      "aws_route_table_association.public_1",
      "aws_route_table_association.public_2",
      "aws_subnet.private_1",
      "aws_subnet.private_2",
      "aws_subnet.public_1",
      "aws_subnet.public_2",
      "aws_vpc.main",
    ]);
    expectContract(outputs(stacks.network), [
      "vpc_id",
      "public_subnet_ids",
      "private_subnet_ids",
      "nat_gateway_public_ips",
    ]);
  });

  test("security", () => {
    expectContract(addresses(stacks.security), [
      "aws_security_group.alb",
      "aws_security_group.fargate",
      "aws_vpc_security_group_egress_rule.alb_to_fargate",
      "aws_vpc_security_group_egress_rule.fargate_to_anywhere",
      "aws_vpc_security_group_ingress_rule.alb_http_from_anywhere",
      "aws_vpc_security_group_ingress_rule.alb_https_from_anywhere",
      "aws_vpc_security_group_ingress_rule.fargate_from_alb",
      "data.terraform_remote_state.network",
    ]);
    expectContract(outputs(stacks.security), ["alb_security_group_id", "fargate_security_group_id"]);
  });

  test("load-balancing", () => {
    expectContract(addresses(stacks.loadBalancing), [
      "aws_lb.fargate_alb",
      "aws_lb_listener.http",
      "aws_lb_target_group.fargate_tg",
      "data.terraform_remote_state.network",
      "data.terraform_remote_state.security",
    ]);
    expectContract(outputs(stacks.loadBalancing), [
      "load_balancer_dns_name",
      "load_balancer_zone_id",
      "load_balancer_arn",
      "target_group_arn",
      "http_listener_arn",
    ]);
  });
});

describe.each([
  ["the state bucket", {}],
  ["the state bucket with a KMS key", { kmsKeyArn: KMS_KEY_ARN }],
])("%s", (_, state) => {
  const stack = synthesizeState({ state: { bucket: "front-door-test-state", ...state } });

  test("state", () => {
    expectContract(addresses(stack), [
      "aws_s3_bucket.state",
      "aws_s3_bucket_lifecycle_configuration.state",
      "aws_s3_bucket_ownership_controls.state",
      "aws_s3_bucket_policy.state",
      "aws_s3_bucket_public_access_block.state",
      "aws_s3_bucket_server_side_encryption_configuration.state",
      "aws_s3_bucket_versioning.state",
      "data.aws_iam_policy_document.tls_only",
    ]);
    expectContract(outputs(stack), ["state_bucket_name", "state_bucket_arn"]);
  });
});

test("a third zone with NAT gateways of its own adds addresses, and moves none", () => {
  // GIVEN
  const before = synthesizeFrontDoor();
  // WHEN
  const after = synthesizeFrontDoor({
    network: {
      natGateways: "one-per-zone",
      zones: [
        { availabilityZone: "us-east-1a", public: "172.31.96.0/20", private: "172.31.128.0/20" },
        { availabilityZone: "us-east-1b", public: "172.31.112.0/20", private: "172.31.144.0/20" },
        { availabilityZone: "us-east-1c", public: "172.31.160.0/20", private: "172.31.176.0/20" },
      ],
    },
  });
  // THEN
  expectContract(addresses(after.network), [
    ...addresses(before.network),
    "aws_eip.nat_2",
    "aws_eip.nat_3",
    "aws_nat_gateway.nat_2",
    "aws_nat_gateway.nat_3",
    "aws_route.private_2_nat",
    "aws_route.private_3_nat",
    "aws_route_table.private_2",
    "aws_route_table.private_3",
    "aws_route_table_association.private_3",
    "aws_route_table_association.public_3",
    "aws_subnet.private_3",
    "aws_subnet.public_3",
  ]);
});

test("an address that moved is named, with what to do about it", () => {
  expect(() => {
    expectContract(["aws_lb.renamed"], ["aws_lb.fargate_alb"]);
  }).toThrow(/no longer there: aws_lb\.fargate_alb\n.*not in the contract: aws_lb\.renamed\n.*moveFromId/);
});
