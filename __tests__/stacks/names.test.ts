import { addresses, type Synthesized, synthesizeFrontDoor, synthesizeState } from "./synthesize";

/** What AWS shows of every resource that takes a name or tags, by its address: its name, and its Name tag. */
function names(stacks: Record<string, Synthesized>): Record<string, { name?: unknown; tag?: unknown }> {
  const all = Object.values(stacks).flatMap(({ json }) =>
    Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
      Object.entries(byName).map(([address, { name, tags }]): [string, { name?: unknown; tag?: unknown }] => [
        `${type}.${address}`,
        {
          ...(name === undefined ? {} : { name }),
          ...(tags === undefined ? {} : { tag: (tags as { Name?: unknown }).Name }),
        },
      ]),
    ),
  );
  return Object.fromEntries(all);
}

test.each(["", "blue-"])("with the prefix %j, every resource is named as it should be", (prefix) => {
  const p = (name: string): string => `${prefix}${name}`;
  expect(names(synthesizeFrontDoor({ namePrefix: prefix }))).toEqual({
    "aws_vpc.main": { tag: p("Fargate-VPC") },
    "aws_default_security_group.main": { tag: p("Fargate-VPC-default-closed") },
    "aws_internet_gateway.internet": { tag: p("Fargate-Internet-Gateway") },
    "aws_subnet.public_1": { tag: p("PublicSubnet-1") },
    "aws_subnet.public_2": { tag: p("PublicSubnet-2") },
    "aws_subnet.private_1": { tag: p("PrivateSubnet-1") },
    "aws_subnet.private_2": { tag: p("PrivateSubnet-2") },
    "aws_eip.nat_1": { tag: p("Fargate-NAT-Gateway") },
    "aws_nat_gateway.nat_1": { tag: p("Fargate-NAT-Gateway") },
    "aws_route_table.public": { tag: p("PublicRouteTable") },
    "aws_route_table.private_1": { tag: p("PrivateRouteTable") },
    "aws_security_group.alb": { name: p("ALB-SG"), tag: p("ALB-SG") },
    "aws_security_group.fargate": { name: p("Fargate-SG"), tag: p("Fargate-SG") },
    "aws_vpc_security_group_ingress_rule.alb_http_from_anywhere": { tag: `${p("ALB-SG")} http from 0.0.0.0/0` },
    "aws_vpc_security_group_ingress_rule.alb_https_from_anywhere": { tag: `${p("ALB-SG")} https from 0.0.0.0/0` },
    "aws_vpc_security_group_ingress_rule.fargate_from_alb": { tag: `To ${p("Fargate-SG")}` },
    "aws_vpc_security_group_egress_rule.alb_to_fargate": { tag: `To ${p("Fargate-SG")}` },
    "aws_vpc_security_group_egress_rule.fargate_to_anywhere": { tag: `${p("Fargate-SG")} to anywhere` },
    "aws_lb.fargate_alb": { name: p("Fargate-ALB"), tag: p("Fargate-ALB") },
    "aws_lb_target_group.fargate_tg": { name: p("Fargate-TG"), tag: p("Fargate-TG") },
    // These take neither.
    "aws_lb_listener.http": {},
    "aws_route.public_internet": {},
    "aws_route.private_1_nat": {},
    "aws_route_table_association.public_1": {},
    "aws_route_table_association.public_2": {},
    "aws_route_table_association.private_1": {},
    "aws_route_table_association.private_2": {},
  });
});

test("the state bucket is named as the environment says, without the prefix; nothing else in its stack takes a name", () => {
  const state = synthesizeState({ namePrefix: "blue-", state: { bucket: "front-door-blue-state" } });
  expect(state.json.resource?.["aws_s3_bucket"]?.["state"]?.["bucket"]).toBe("front-door-blue-state");
  const resources = addresses(state).filter((address) => !address.startsWith("data."));
  expect(names({ state })).toEqual(Object.fromEntries(resources.map((address) => [address, {}])));
});

test("every output says in a few words what it is for", () => {
  for (const { json } of [...Object.values(synthesizeFrontDoor()), synthesizeState()]) {
    for (const [name, { description }] of Object.entries(json.output ?? {})) {
      expect([name, description]).toEqual([name, expect.stringMatching(/^[A-Z].{8,}[^.]$/)]);
    }
  }
});
