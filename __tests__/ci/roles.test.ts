import { isAllowed } from "../toolchain/support/policy-evaluation";
import { policyOfPage } from "./ci-page";
import { type ApiCall, neededFor } from "./needed-permissions";

const place = { account: "111122223333", region: "us-east-1" };
const [look, network, change] = [policyOfPage("look"), policyOfPage("look at the network"), policyOfPage("change")];

type Tags = Readonly<Record<string, string>>;
const DEV: Tags = { Project: "front-door", Environment: "dev", Name: "x" };
const PROD: Tags = { Project: "front-door", Environment: "prod" };
const OTHERS: Tags = { Project: "shop", Environment: "dev" };
const NONE: Tags = {};

/** Whether the applying role of dev may do it, where everything that is there has these tags. */
async function mayApply(service: ApiCall["service"], action: string, parameters: Tags, tags: Tags): Promise<boolean> {
  const call = { service, action, parameters: new URLSearchParams(parameters) };
  const needed = await neededFor(call, place, () => Promise.resolve(tags));
  if (needed === undefined) throw new Error(`${action} is not known`);
  return needed.every((permission) => isAllowed([look, change], permission));
}

/** Tags as a creation has them in its request. */
function withTags(tags: Tags, before = "TagSpecification.1.Tag"): Tags {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value], index) => [
      [`${before}.${String(index + 1)}.Key`, key],
      [`${before}.${String(index + 1)}.Value`, value],
    ]),
  );
}

describe("what is made", () => {
  test.each([
    ["dev's", DEV, true],
    ["prod's", PROD, false],
    ["another project's", OTHERS, false],
    ["nobody's", NONE, false],
  ])("a VPC tagged as %s: %j: %j", async (_, tags, expected) => {
    expect(await mayApply("ec2", "CreateVpc", withTags(tags), NONE)).toBe(expected);
  });

  test.each([
    ["dev's", DEV, true],
    ["prod's", PROD, false],
    ["nobody's", NONE, false],
  ])("a subnet of dev in a VPC that is %s: %j: %j", async (_, tags, expected) => {
    expect(await mayApply("ec2", "CreateSubnet", { VpcId: "vpc-1", ...withTags(DEV) }, tags)).toBe(expected);
  });

  test("a rule without tags in dev's group is allowed, in prod's not", async () => {
    expect(await mayApply("ec2", "AuthorizeSecurityGroupIngress", { GroupId: "sg-1" }, DEV)).toBe(true);
    expect(await mayApply("ec2", "AuthorizeSecurityGroupIngress", { GroupId: "sg-1" }, PROD)).toBe(false);
  });

  test.each([
    ["Fargate-ALB", true],
    ["prod-Fargate-ALB", false],
    ["Fargate-ALB-2", false],
  ])("a load balancer named %s: %j", async (Name, expected) => {
    const parameters = { Name, ...withTags(DEV, "Tags.member") };
    expect(await mayApply("elasticloadbalancing", "CreateLoadBalancer", parameters, NONE)).toBe(expected);
  });
});

describe("what is there", () => {
  const calls: [ApiCall["service"], string, Tags][] = [
    ["ec2", "DeleteVpc", { VpcId: "vpc-1" }],
    ["ec2", "DeleteSecurityGroup", { GroupId: "sg-1" }],
    ["ec2", "RevokeSecurityGroupIngress", { GroupId: "sg-1" }],
    ["ec2", "ReleaseAddress", { AllocationId: "eipalloc-1" }],
    ["ec2", "DeleteRoute", { RouteTableId: "rtb-1" }],
    ["ec2", "DeleteTags", { "ResourceId.1": "subnet-1" }],
  ];
  test.each(calls)("%s %s: dev's alone", async (service, action, parameters) => {
    const allowed = await Promise.all(
      [DEV, PROD, OTHERS, NONE].map((tags) => mayApply(service, action, parameters, tags)),
    );
    expect(allowed).toEqual([true, false, false, false]);
  });

  test.each([
    ["loadbalancer/app/Fargate-ALB/1", true],
    ["loadbalancer/app/prod-Fargate-ALB/1", false],
    ["loadbalancer/net/Fargate-ALB/1", false],
  ])("%s can be deleted: %j", async (rest, expected) => {
    const LoadBalancerArn = `arn:aws:elasticloadbalancing:us-east-1:111122223333:${rest}`;
    expect(await mayApply("elasticloadbalancing", "DeleteLoadBalancer", { LoadBalancerArn }, NONE)).toBe(expected);
  });
});

describe("what is tagged, so that it becomes dev's", () => {
  test.each([
    ["a security group without tags, as a VPC's default one", "sg-1", NONE, true],
    ["a security group of prod", "sg-1", PROD, false],
    ["a security group of another project", "sg-1", OTHERS, false],
    ["a security group with one of the tags", "sg-1", { Project: "shop" }, false],
    ["a VPC without tags", "vpc-1", NONE, false],
    ["a VPC of prod", "vpc-1", PROD, false],
  ])("%s (%s): %j: %j", async (_, id, tags, expected) => {
    expect(await mayApply("ec2", "CreateTags", { "ResourceId.1": id, ...withTags(DEV, "Tag") }, tags)).toBe(expected);
  });

  test("a security group without tags cannot be tagged as prod's", async () => {
    const parameters = { "ResourceId.1": "sg-1", ...withTags(PROD, "Tag") };
    expect(await mayApply("ec2", "CreateTags", parameters, NONE)).toBe(false);
  });
});

test("the reviewing role can only look", () => {
  const actions = [look, network].flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
  expect(actions.length).toBeGreaterThan(20);
  expect(actions.filter((action) => !/^(ec2|elasticloadbalancing|ecs):(Describe|List)/.test(action))).toEqual([]);
  // Each in one place.
  expect(new Set(actions).size).toBe(actions.length);
});

test.each([
  ["one, of any cluster", ["arn:aws:ecs:us-east-1:111122223333:service/shop/web"], true],
  ["one of a cluster whose ARNs are still short", ["arn:aws:ecs:us-east-1:111122223333:service/web"], true],
  [
    "one of them in another region",
    ["arn:aws:ecs:us-east-1:111122223333:service/a/b", "arn:aws:ecs:eu-west-1:111122223333:service/a/b"],
    false,
  ],
  ["no service, but a task", ["arn:aws:ecs:us-east-1:111122223333:task/shop/1"], false],
])("the reviewing role looks at services: %s", async (_, arns, expected) => {
  const parameters = new URLSearchParams();
  for (const [index, arn] of arns.entries()) parameters.set(`services.${String(index + 1)}`, arn);
  const call = { service: "ecs", action: "DescribeServices", parameters } as const;
  const needed = (await neededFor(call, place, () => Promise.resolve(NONE))) ?? [];
  expect(needed).toHaveLength(arns.length);
  expect(needed.every((permission) => isAllowed([look, network], permission))).toBe(expected);
});
