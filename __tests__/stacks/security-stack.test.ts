import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import "cdktf/lib/testing/adapters/jest";
import { type Synthesized, synthesizeFrontDoor } from "./synthesize";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

/** What a rule allows, leaving out how it is tagged. */
function rules({ json }: Synthesized, type: string): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(json.resource?.[type] ?? {}).map(([name, { tags, ...rule }]) => [name, rule]),
  );
}

describe("the security stack of an environment with all defaults", () => {
  let stack: Synthesized;

  beforeAll(() => {
    stack = synthesizeFrontDoor().security;
  });

  test.each(["ALB-SG", "Fargate-SG"])("%s stands in the network's VPC and holds no inline rule", (name) => {
    expect(stack.text).toHaveResourceWithProperties(SecurityGroup, {
      name,
      vpc_id: "${data.terraform_remote_state.network.outputs.vpc_id}",
    });
    for (const group of Object.values(stack.json.resource?.["aws_security_group"] ?? {})) {
      expect(group).not.toHaveProperty("ingress");
      expect(group).not.toHaveProperty("egress");
    }
  });

  test("clients come in on 80 and 443 from anywhere, the load balancer alone reaches the containers, on 6060", () => {
    expect(rules(stack, INGRESS)).toEqual({
      alb_http_from_anywhere: {
        security_group_id: "${aws_security_group.alb.id}",
        description: "HTTP from anywhere",
        cidr_ipv4: "0.0.0.0/0",
        ip_protocol: "tcp",
        from_port: 80,
        to_port: 80,
      },
      alb_https_from_anywhere: {
        security_group_id: "${aws_security_group.alb.id}",
        description: "HTTPS from anywhere",
        cidr_ipv4: "0.0.0.0/0",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
      },
      fargate_from_alb: {
        security_group_id: "${aws_security_group.fargate.id}",
        description: "From the load balancer only",
        referenced_security_group_id: "${aws_security_group.alb.id}",
        ip_protocol: "tcp",
        from_port: 6060,
        to_port: 6060,
      },
    });
  });

  test("the load balancer gets out to the containers on 6060 and nowhere else; containers get out anywhere", () => {
    expect(rules(stack, EGRESS)).toEqual({
      alb_to_fargate: {
        security_group_id: "${aws_security_group.alb.id}",
        description: "To the containers only",
        referenced_security_group_id: "${aws_security_group.fargate.id}",
        ip_protocol: "tcp",
        from_port: 6060,
        to_port: 6060,
      },
      fargate_to_anywhere: {
        security_group_id: "${aws_security_group.fargate.id}",
        description: "To anywhere through NAT",
        cidr_ipv4: "0.0.0.0/0",
        ip_protocol: "-1",
      },
    });
  });

  test("it publishes both groups' ids", () => {
    expect(stack.json.output).toMatchObject({
      alb_security_group_id: { value: "${aws_security_group.alb.id}" },
      fargate_security_group_id: { value: "${aws_security_group.fargate.id}" },
    });
    expect(Object.keys(stack.json.output ?? {})).toHaveLength(2);
  });
});

test("rules are keyed by the block that they allow, so that adding one leaves the others where they are", () => {
  // GIVEN
  const one = synthesizeFrontDoor({ loadBalancer: { allowedCidrs: ["198.51.100.0/24"] } });
  // WHEN
  const two = synthesizeFrontDoor({ loadBalancer: { allowedCidrs: ["203.0.113.7/32", "198.51.100.0/24"] } });
  // THEN
  const clients = (security: Synthesized): string[] =>
    Object.keys(rules(security, INGRESS)).filter((name) => name.startsWith("alb_"));
  expect(clients(one.security)).toEqual(["alb_http_from_198_51_100_0_24", "alb_https_from_198_51_100_0_24"]);
  expect(clients(two.security)).toEqual([
    "alb_http_from_198_51_100_0_24",
    "alb_http_from_203_0_113_7_32",
    "alb_https_from_198_51_100_0_24",
    "alb_https_from_203_0_113_7_32",
  ]);
  expect(rules(two.security, INGRESS)["alb_http_from_198_51_100_0_24"]).toMatchObject({
    cidr_ipv4: "198.51.100.0/24",
    description: "HTTP from 198.51.100.0/24",
  });
});

test.each([1, 8080, 65535])("with target port %d, that port and no other is open towards the containers", (port) => {
  const { security } = synthesizeFrontDoor({ targetGroup: { port } });
  expect(rules(security, INGRESS)["fargate_from_alb"]).toMatchObject({ from_port: port, to_port: port });
  expect(rules(security, EGRESS)["alb_to_fargate"]).toMatchObject({ from_port: port, to_port: port });
});

test("every rule has a description that AWS accepts", () => {
  const { security } = synthesizeFrontDoor({ loadBalancer: { allowedCidrs: ["203.0.113.7/32"] } });
  const all = [...Object.values(rules(security, INGRESS)), ...Object.values(rules(security, EGRESS))];
  expect(all).toHaveLength(5);
  for (const { description } of all) {
    // Amazon EC2 API Reference, "IpRange": the characters of a rule's description.
    expect(description).toMatch(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
  }
});
