import { reviewNetwork } from "../../../review/network/review-network";
import { renamedTopology } from "../../../review/network/renamed-topology";
import { renamesOf } from "../../../review/network/names-by-address";
import { topologyOfStates } from "../../../review/network/topology-of-states";
import type { ResourceValues } from "../../../review/plan/change";
import type { StackPlan } from "../../../review/plan/stack-plan";
import type { Topology } from "../../../topology/model";
import { type Asked, changeOf, expectedOf, frontDoorResources, planOf } from "./front-door-resources";

const REPLACED = [
  "aws_security_group.alb",
  "aws_security_group.fargate",
  "aws_lb.fargate_alb",
  "aws_lb_target_group.fargate_tg",
];

const [plain, prefixed] = [frontDoorResources(), frontDoorResources({ namePrefix: "x-" })];

interface Given {
  readonly after?: readonly ResourceValues[];
  readonly asked?: Asked;
  readonly plan?: Partial<StackPlan>;
  readonly live?: (states: Topology) => Topology;
}

/** A front door gets other names; what cannot is replaced. */
function reviewed({ after = prefixed, asked = { namePrefix: "x-" }, plan = {}, live = (each) => each }: Given = {}) {
  const states = topologyOfStates(plain);
  return reviewNetwork({
    live: live(states),
    states,
    lasting: topologyOfStates(plain.filter(({ address }) => !REPLACED.includes(address))),
    code: topologyOfStates(after),
    expected: expectedOf(asked),
    plans: [{ ...planOf(plain, after, { replaced: REPLACED }), ...plan }],
  });
}

test("what stays is called otherwise; what is replaced is gone and new", () => {
  expect(reviewed().review.changes).toEqual([
    "VPC Fargate-VPC is called x-Fargate-VPC",
    "subnet PrivateSubnet-1 is called x-PrivateSubnet-1",
    "subnet PrivateSubnet-2 is called x-PrivateSubnet-2",
    "subnet PublicSubnet-1 is called x-PublicSubnet-1",
    "subnet PublicSubnet-2 is called x-PublicSubnet-2",
    "route table PrivateRouteTable is called x-PrivateRouteTable",
    "route table PublicRouteTable is called x-PublicRouteTable",
    "internet gateway Fargate-Internet-Gateway is called x-Fargate-Internet-Gateway",
    "NAT gateway Fargate-NAT-Gateway is called x-Fargate-NAT-Gateway",
    "security group Fargate-VPC-default-closed is called x-Fargate-VPC-default-closed",
    "security group ALB-SG: it is gone",
    "security group Fargate-SG: it is gone",
    "security group x-ALB-SG: it is new",
    "security group x-Fargate-SG: it is new",
    "load balancer Fargate-ALB: it is gone",
    "load balancer x-Fargate-ALB: it is new",
    "target group Fargate-TG: it is gone",
    "target group x-Fargate-TG: it is new",
  ]);
  expect(reviewed().review.unmanaged).toEqual([]);
});

test("the picture marks it as changed, and not as gone and new", () => {
  const { picture } = reviewed();
  const changes = picture.description.replace(/.*What changes: /, "").replace(/\.$/, "");
  expect(changes.split("; ")).toEqual(
    expect.arrayContaining([
      "changed: VPC x-Fargate-VPC",
      "changed: subnet x-PublicSubnet-1",
      "changed: NAT gateway x-Fargate-NAT-Gateway",
      "changed: internet gateway x-Fargate-Internet-Gateway",
      "gone: load balancer Fargate-ALB",
      "new: load balancer x-Fargate-ALB",
    ]),
  );
  expect(changes).not.toMatch(/(new|gone): (VPC|subnet|NAT gateway|internet gateway)/);
  expect(picture.vpcs.map(({ name }) => name)).toEqual(["x-Fargate-VPC"]);
});

test("what else changes of it is said of the new name", () => {
  const after = prefixed.map((each) =>
    each.address === "aws_route.private_1"
      ? { ...each, values: { ...each.values, destination_cidr_block: "0.0.0.0/1" } }
      : each,
  );
  expect(reviewed({ after }).review.changes).toContain(
    "route table x-PrivateRouteTable: routes: new: 0.0.0.0/1 to nat gateway x-Fargate-NAT-Gateway; gone: 0.0.0.0/0 to nat gateway x-Fargate-NAT-Gateway",
  );
});

test("what was put on it by hand stays on it", () => {
  const block = "10.1.0.0/16";
  const { unmanaged, changes } = reviewed({
    live: (states) => ({ ...states, vpcs: states.vpcs.map((vpc) => ({ ...vpc, cidrs: [...vpc.cidrs, block] })) }),
  }).review;
  expect(unmanaged).toEqual(["VPC x-Fargate-VPC: block 10.1.0.0/16"]);
  expect(changes).not.toContainEqual(expect.stringContaining(block));
});

test("what moves to another address and gets another name is called so", () => {
  const moved = prefixed.map((each) =>
    each.address === "aws_vpc.main" ? { ...each, address: "aws_vpc.moved" } : each,
  );
  const [vpc] = plain;
  if (vpc === undefined) throw new Error("there is no VPC");
  const move = { ...changeOf(vpc, "update"), address: "aws_vpc.moved", previousAddress: "aws_vpc.main" };
  expect(reviewed({ after: moved, plan: { changes: [move] } }).review.changes).toContain(
    "VPC Fargate-VPC is called x-Fargate-VPC",
  );
});

test("another that has the new name already is not mixed up with it", () => {
  const byHand = { name: "x-Fargate-VPC", cidrs: ["10.5.0.0/16"] };
  const { review } = reviewed({ live: (states) => ({ ...states, vpcs: [...states.vpcs, byHand] }) });
  expect(review.changes).toContain("VPC Fargate-VPC is called x-Fargate-VPC");
  expect(review.unmanaged).toEqual(["VPC x-Fargate-VPC (another) (10.5.0.0/16)"]);
});

test("what shares a name in AWS is told by its id: Terraform's own is neither new nor gone, and the other was made by hand", () => {
  const twin = { name: "Fargate-VPC (vpc-9)", cidrs: ["10.5.0.0/16"] };
  const { review } = reviewNetwork({
    live: ((states) => ({ ...states, vpcs: [...states.vpcs, twin] }))(
      renamedTopology(topologyOfStates(plain), {
        ...renamesOf([], []),
        vpcs: new Map([["Fargate-VPC", "Fargate-VPC (aws_vpc.main)"]]),
        loadBalancers: new Map([["Fargate-ALB", "Fargate-ALB (aws_lb.fargate_alb)"]]),
      }),
    ),
    states: topologyOfStates(plain),
    code: topologyOfStates(plain),
    expected: expectedOf({}),
    plans: [planOf(plain, plain)],
  });
  expect(review.changes).toEqual([]);
  expect(review.unmanaged).toEqual(["VPC Fargate-VPC (vpc-9) (10.5.0.0/16)"]);
});

describe("a topology in new names", () => {
  test("is the one that has them: every reference has them, too", () => {
    const renames = renamesOf(plain, prefixed);
    expect(renamedTopology(topologyOfStates(plain), renames)).toEqual(topologyOfStates(prefixed));
  });

  test("without any is the same", () => {
    expect(renamedTopology(topologyOfStates(plain), renamesOf(plain, plain))).toEqual(topologyOfStates(plain));
    expect(renamedTopology(topologyOfStates(plain), renamesOf(plain, []))).toEqual(topologyOfStates(plain));
  });

  test("two may change their names with each other", () => {
    const swapped = plain.map((each) => {
      const other = { "aws_subnet.public_1": "PublicSubnet-2", "aws_subnet.public_2": "PublicSubnet-1" }[each.address];
      return other === undefined ? each : { ...each, values: { ...each.values, tags: { Name: other } } };
    });
    expect(renamedTopology(topologyOfStates(plain), renamesOf(plain, swapped))).toEqual(topologyOfStates(swapped));
  });

  test("services refer to what is renamed, and egress-only gateways and blackholes keep as they are", () => {
    const states = topologyOfStates(plain);
    const routes = [
      { destination: "::/0", target: { kind: "egress-only internet gateway", name: "eigw-1" } },
      { destination: "10.0.0.0/8", target: { kind: "blackhole" } },
    ] as const;
    const service = {
      name: "web",
      subnets: ["PrivateSubnet-1"],
      securityGroups: ["Fargate-SG"],
      assignPublicIp: false,
      targets: [{ targetGroup: "Fargate-TG", port: 6060 }],
    };
    const table = { name: "By-Hand", vpc: "Fargate-VPC", routes };
    const { services, routeTables } = renamedTopology(
      { ...states, services: [service], routeTables: [table] },
      renamesOf(plain, prefixed),
    );
    expect(services).toEqual([
      {
        ...service,
        subnets: ["x-PrivateSubnet-1"],
        securityGroups: ["x-Fargate-SG"],
        targets: [{ targetGroup: "x-Fargate-TG", port: 6060 }],
      },
    ]);
    expect(routeTables).toEqual([
      { name: "By-Hand", vpc: "x-Fargate-VPC", routes: expect.arrayContaining([...routes]) as unknown },
    ]);
  });
});
