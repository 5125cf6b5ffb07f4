import { lastingResources, topologyOfStates } from "../../../review/network/topology-of-states";
import type { Change, ResourceValues } from "../../../review/plan/change";
import type { Json } from "../../../review/plan/json";
import { NOTHING } from "../../../topology/canonical";
import { ALL_PORTS } from "../../../topology/protocol";

/** A resource of a state, with the attributes that matter. */
function resource(stack: string, address: string, values: Readonly<Record<string, Json>>): ResourceValues {
  return { stack: `dev-${stack}`, address, type: /aws_\w+/.exec(address)?.[0] ?? "", values };
}

const named = (name: string): Json => ({ Name: name });

const vpc = resource("network", "aws_vpc.main", {
  id: "vpc-1",
  arn: "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1",
  cidr_block: "10.0.0.0/16",
  default_network_acl_id: "acl-1",
  default_route_table_id: "rtb-main",
  default_security_group_id: "sg-default",
  main_route_table_id: "rtb-main",
  tags: named("VPC"),
});
const gateway = resource("network", "aws_internet_gateway.internet", {
  id: "igw-1",
  vpc_id: "vpc-1",
  tags: named("IGW"),
});
const table = resource("network", "aws_route_table.public", {
  id: "rtb-1",
  vpc_id: "vpc-1",
  propagating_vgws: [],
  // The provider fills in what is there: also what somebody else put there.
  route: [
    { cidr_block: "0.0.0.0/0", gateway_id: "igw-1", nat_gateway_id: "" },
    { cidr_block: "10.9.0.0/16", gateway_id: "", transit_gateway_id: "tgw-by-hand" },
  ],
  tags: named("Public"),
});
const route = resource("network", "aws_route.public_internet", {
  id: "r-1",
  route_table_id: "rtb-1",
  destination_cidr_block: "0.0.0.0/0",
  gateway_id: "igw-1",
  nat_gateway_id: "",
});
const group = resource("security", "aws_security_group.alb", {
  id: "sg-1",
  name: "alb",
  vpc_id: "vpc-1",
  ingress: [{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"], self: false }],
  egress: [],
  tags: named("ALB-SG"),
});
const ingress = (peer: Readonly<Record<string, Json>>): ResourceValues =>
  resource("security", "aws_vpc_security_group_ingress_rule.http", {
    id: "sgr-1",
    security_group_id: "sg-1",
    ip_protocol: "tcp",
    from_port: 80,
    to_port: 80,
    cidr_ipv4: null,
    referenced_security_group_id: null,
    ...peer,
  });

test("of no resources, there is nothing", () => {
  expect(topologyOfStates([])).toEqual(NOTHING);
  expect(topologyOfStates([resource("network", "aws_eip.nat_1", { id: "eip-1" })])).toEqual(NOTHING);
});

test("things refer to each other by name, within a stack and from one to another", () => {
  const { internetGateways, routeTables, securityGroups } = topologyOfStates([vpc, gateway, table, route, group]);
  expect(internetGateways).toEqual([{ name: "IGW", vpc: "VPC" }]);
  expect(routeTables.find(({ name }) => name === "Public")).toMatchObject({ vpc: "VPC" });
  expect(securityGroups.find(({ name }) => name === "ALB-SG")).toMatchObject({ vpc: "VPC" });
});

test("what AWS makes with a VPC is there, as it is of code", () => {
  const { routeTables, networkAcls, securityGroups } = topologyOfStates([vpc]);
  expect([...routeTables, ...networkAcls, ...securityGroups].map(({ name }) => name)).toEqual([
    "VPC/main",
    "VPC/default",
    "VPC/default",
  ]);
});

describe("what the provider fills in is not taken for what Terraform made", () => {
  test("routes in a table: those of resources alone", () => {
    const { routeTables } = topologyOfStates([vpc, gateway, table, route]);
    expect(routeTables.find(({ name }) => name === "Public")?.routes).toEqual([
      { destination: "0.0.0.0/0", target: { kind: "internet gateway", name: "IGW" } },
    ]);
  });

  test("rules in a group: those of resources alone", () => {
    const { securityGroups } = topologyOfStates([vpc, group, ingress({ cidr_ipv4: "0.0.0.0/0" })]);
    expect(securityGroups.find(({ name }) => name === "ALB-SG")?.rules).toEqual([
      {
        direction: "ingress",
        protocol: "tcp",
        ports: { from: 80, to: 80 },
        peer: { kind: "cidr", cidr: "0.0.0.0/0" },
      },
    ]);
  });

  test("the name that AWS gave a default security group", () => {
    const adopted = resource("network", "aws_default_security_group.main", {
      id: "sg-default",
      name: "default",
      vpc_id: "vpc-1",
      ingress: [{ protocol: "-1", from_port: 0, to_port: 0, self: true }],
      tags: null,
    });
    expect(topologyOfStates([vpc, adopted]).securityGroups).toEqual([{ name: "VPC/default", vpc: "VPC", rules: [] }]);
  });

  test("but entries of a default network ACL are all the code's: Terraform takes the others away", () => {
    const adopted = resource("network", "aws_default_network_acl.main", {
      id: "acl-1",
      default_network_acl_id: "acl-1",
      ingress: [{ rule_no: 90, action: "deny", protocol: "-1", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0 }],
      egress: [],
    });
    expect(topologyOfStates([vpc, adopted]).networkAcls).toEqual([
      {
        name: "VPC/default",
        vpc: "VPC",
        entries: [
          {
            direction: "ingress",
            ruleNumber: 90,
            action: "deny",
            protocol: "all",
            cidr: "0.0.0.0/0",
            ports: ALL_PORTS,
          },
        ],
      },
    ]);
  });
});

describe("a group that a rule refers to", () => {
  const peerOf = (id: string, ...others: readonly ResourceValues[]) => {
    const resources = [vpc, group, ...others, ingress({ referenced_security_group_id: id })];
    return topologyOfStates(resources).securityGroups.find(({ name }) => name === "ALB-SG")?.rules[0]?.peer;
  };

  test.each([
    ["itself", "sg-1", "ALB-SG"],
    ["the one that AWS made", "sg-default", "VPC/default"],
    ["one that is in no state, by its id", "sg-elsewhere", "sg-elsewhere"],
  ])("%s", (_, id, name) => {
    expect(peerOf(id)).toEqual({ kind: "security group", name });
  });

  test("the one that AWS made and that code takes over", () => {
    const adopted = resource("network", "aws_default_security_group.main", {
      id: "sg-default",
      vpc_id: "vpc-1",
      tags: named("closed"),
    });
    expect(peerOf("sg-default", adopted)).toEqual({ kind: "security group", name: "closed" });
  });
});

test("a subnet's route table is the one that it is associated with, though another became the main one", () => {
  const subnet = resource("network", "aws_subnet.a", {
    id: "subnet-1",
    vpc_id: "vpc-1",
    cidr_block: "10.0.1.0/24",
    availability_zone: "us-east-1a",
    tags: named("A"),
  });
  const association = resource("network", "aws_route_table_association.a", {
    id: "rtbassoc-1",
    subnet_id: "subnet-1",
    route_table_id: "rtb-1",
    gateway_id: "",
  });
  const withOtherMain = { ...vpc, values: { ...vpc.values, main_route_table_id: "rtb-1" } };
  const tableOf = (...resources: readonly ResourceValues[]) => topologyOfStates(resources).subnets[0]?.routeTable;
  expect(tableOf(vpc, table, subnet, association)).toBe("Public");
  expect(tableOf(vpc, table, subnet)).toBe("VPC/main");
  expect(tableOf(withOtherMain, table, subnet, association)).toBe("Public");
});

describe("text is text", () => {
  test.each(["${aws_vpc.main.id}", "%{ if true }", "$${x}", "100 %", "{}", 'a "quoted" name'])(
    "a name like %j",
    (name) => {
      expect(topologyOfStates([{ ...vpc, values: { ...vpc.values, tags: named(name) } }]).vpcs).toEqual([
        { name, cidrs: ["10.0.0.0/16"] },
      ]);
    },
  );

  test("a name that is the id of something", () => {
    const called = { ...gateway, values: { ...gateway.values, tags: named("vpc-1") } };
    expect(topologyOfStates([vpc, called]).internetGateways).toEqual([{ name: "vpc-1", vpc: "VPC" }]);
  });
});

test.each(['aws_vpc.main["a"]', "aws_vpc.main[0]", 'module.net["x"].aws_vpc.main', "aws_vpc.${}"])(
  "what is at an address like %s is found by who refers to it",
  (address) => {
    expect(topologyOfStates([{ ...vpc, address }, gateway]).internetGateways).toEqual([{ name: "IGW", vpc: "VPC" }]);
  },
);

test("the same address in two stacks is two things", () => {
  const other = resource("other", "aws_internet_gateway.internet", { id: "igw-2", vpc_id: "", tags: named("Other") });
  expect(topologyOfStates([vpc, gateway, other]).internetGateways).toEqual([
    { name: "IGW", vpc: "VPC" },
    { name: "Other", vpc: undefined },
  ]);
});

test("two of a kind with one name: nobody could say which is meant", () => {
  const other = resource("other", "aws_internet_gateway.second", { id: "igw-2", vpc_id: "vpc-1", tags: named("IGW") });
  expect(() => topologyOfStates([vpc, gateway, other])).toThrow(
    "Terraform's states: the internet gateway aws_internet_gateway.second in dev-other has the same name as aws_internet_gateway.internet in dev-network: IGW.",
  );
});

describe("what lasts", () => {
  const change = (address: string, action: Change["action"], others: Partial<Change> = {}): Change => ({
    stack: "dev-network",
    address,
    type: "aws_vpc",
    action,
    actions: action,
    replacePaths: [],
    deposed: false,
    before: null,
    after: null,
    afterUnknown: false,
    beforeSensitive: false,
    afterSensitive: false,
    ...others,
  });
  const lasting = (...changes: readonly Change[]): string[] =>
    lastingResources({
      stack: "dev-network",
      changes,
      outputs: [],
      drift: [],
      resourcesBefore: [vpc, gateway],
      resourcesAfter: [],
    }).map(({ address }) => address);

  test.each(["replace", "delete"] as const)("is not what a plan says to %s", (action) => {
    expect(lasting(change("aws_vpc.main", action))).toEqual(["aws_internet_gateway.internet"]);
    expect(lasting(change("aws_vpc.moved", action, { previousAddress: "aws_vpc.main" }))).toEqual([
      "aws_internet_gateway.internet",
    ]);
  });

  test.each(["create", "update", "move", "import", "forget"] as const)("is what a plan says to %s", (action) => {
    expect(lasting(change("aws_vpc.main", action))).toEqual(["aws_vpc.main", "aws_internet_gateway.internet"]);
  });

  test("is what only a leftover is deleted of", () => {
    expect(lasting(change("aws_vpc.main", "delete", { deposed: true }))).toEqual([
      "aws_vpc.main",
      "aws_internet_gateway.internet",
    ]);
  });
});
