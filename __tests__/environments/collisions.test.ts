import { environments } from "../../environments";
import { refuseCollisions } from "../../environments/collisions";
import { ConfigurationError } from "../../environments/configuration-error";
import { dev } from "../../environments/dev";
import type { Environment } from "../../environments/environment";
import { awsName } from "../../environments/full-name";
import { prod } from "../../environments/prod";
import { stateKey } from "../../environments/state-key";
import { define } from "./refusal";

/** An environment whose name and bucket are its own, and what a test adds to it. */
const environment = (name: string, additions: Readonly<Record<string, unknown>> = {}): Environment =>
  define({ name, state: { bucket: `${name}-bucket` }, ...additions });

function collisionsOf(...together: Environment[]): string[] {
  try {
    refuseCollisions(together);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split("\n");
  }
}

const accountOne = "111111111111";
const accountTwo = "222222222222";

describe("environments that may live together", () => {
  test.each([
    ["none", []],
    ["one", [environment("a")]],
    ["two with a prefix each", [environment("a", { namePrefix: "a-" }), environment("b", { namePrefix: "b-" })]],
    ["one with a prefix, one without", [environment("a"), environment("b", { namePrefix: "b-" })]],
    ["two regions", [environment("a"), environment("b", { region: "eu-west-1" })]],
    ["two accounts", [environment("a", { accountId: accountOne }), environment("b", { accountId: accountTwo })]],
    [
      "names of their own",
      [environment("a"), environment("b", { loadBalancer: { name: "b-alb" }, targetGroup: { name: "b-tg" } })],
    ],
  ])("%s", (_, together) => {
    expect(collisionsOf(...together)).toEqual([]);
  });
});

describe("environments that collide", () => {
  test("a name that the pattern of another's stacks would match", () => {
    const prefixed = (name: string): Environment => environment(name, { namePrefix: `${name}-` });
    expect(collisionsOf(prefixed("dev"), prefixed("dev-eu"), prefixed("prod"))).toEqual([
      `dev-eu: name: \`cdktf destroy 'dev-*'\` is meant for "dev", and would destroy "dev-eu" as well. Choose a name that does not begin with "dev-".`,
    ]);
    expect(collisionsOf(prefixed("dev"), prefixed("dev2"), prefixed("eu-dev"))).toEqual([]);
  });

  test("the same AWS names, and no account ids to tell them apart", () => {
    expect(collisionsOf(environment("a"), environment("b"))).toEqual([
      'a, b: loadBalancer.name: 2 environments would make a load balancer named "Fargate-ALB" in us-east-1, in what may be the same account. Give each its own namePrefix, or the accountId of an account of its own.',
      'a, b: targetGroup.name: 2 environments would make a target group named "Fargate-TG" in us-east-1, in what may be the same account. Give each its own namePrefix, or the accountId of an account of its own.',
    ]);
  });

  test("an account id on one side only proves nothing", () => {
    expect(collisionsOf(environment("a", { accountId: accountOne }), environment("b"))).toHaveLength(2);
    expect(collisionsOf(environment("a"), environment("b", { accountId: accountOne }))).toHaveLength(2);
  });

  test("the same AWS names in one account", () => {
    // GIVEN a third environment in another account
    const together = [
      environment("a", { accountId: accountOne }),
      environment("b", { accountId: accountTwo }),
      environment("c", { accountId: accountOne }),
    ];

    // THEN only the two that share an account are reported
    expect(collisionsOf(...together)).toEqual([
      'a, c: loadBalancer.name: 2 environments would make a load balancer named "Fargate-ALB" in us-east-1, account 111111111111. Give each its own namePrefix, or the accountId of an account of its own.',
      'a, c: targetGroup.name: 2 environments would make a target group named "Fargate-TG" in us-east-1, account 111111111111. Give each its own namePrefix, or the accountId of an account of its own.',
    ]);
  });

  test("full names that are equal by different prefixes", () => {
    expect(
      collisionsOf(
        environment("a", { namePrefix: "x-", loadBalancer: { name: "y" } }),
        environment("b", { namePrefix: "x", loadBalancer: { name: "-y" } }),
      ).map((line) => line.split(". ")[0]),
    ).toEqual([
      'a, b: loadBalancer.name: 2 environments would make a load balancer named "x-y" in us-east-1, in what may be the same account',
    ]);
  });

  test("only one of the two names", () => {
    expect(
      collisionsOf(environment("a"), environment("b", { loadBalancer: { name: "other" } })).map(
        (line) => line.split(": ")[1],
      ),
    ).toEqual(["targetGroup.name"]);
  });

  test("the same name", () => {
    expect(
      collisionsOf(environment("a"), define({ name: "a", state: { bucket: "elsewhere" }, namePrefix: "x" })),
    ).toEqual(['a: name: 2 environments are named "a". Give each environment a name of its own.']);
  });

  test("the same name and the same bucket is one problem: the state would be overwritten, in whatever account and region", () => {
    expect(
      collisionsOf(
        environment("a", { accountId: accountOne }),
        environment("a", { accountId: accountTwo, region: "eu-west-1" }),
        environment("a", { accountId: accountTwo, state: { bucket: "elsewhere" } }),
      ),
    ).toEqual([
      'a: name: 3 environments are named "a" and share the state "front-door/a/*.tfstate" in "a-bucket". Give each environment a name of its own.',
    ]);
  });

  test("one state bucket", () => {
    const state = { bucket: "shared" };
    expect(collisionsOf(environment("a", { state }), environment("b", { state, namePrefix: "b-" }))).toEqual([
      'a, b: state.bucket: 2 environments keep their states in "shared". Give each environment a bucket of its own.',
    ]);
  });

  test("all collisions at once", () => {
    expect(
      collisionsOf(environment("a"), environment("a"), environment("b")).map((line) => line.split(": ").slice(0, 2)),
    ).toEqual([
      ["a", "name"],
      ["a, a, b", "loadBalancer.name"],
      ["a, a, b", "targetGroup.name"],
    ]);
  });
});

describe("the environments of this project", () => {
  test("are dev and prod, and do not collide", () => {
    expect(environments).toEqual([dev, prod]);
    expect(collisionsOf(...environments)).toEqual([]);
  });

  test("dev is the tutorial", () => {
    expect(dev).toEqual(define({ name: "dev", state: { bucket: "front-door-dev-state" } }));
  });

  test("prod has a prefix, three zones with a NAT gateway each, and deletion protection", () => {
    expect(prod).toMatchObject({
      name: "prod",
      namePrefix: "prod-",
      state: { bucket: "front-door-prod-state" },
      loadBalancer: { deletionProtection: true },
      network: {
        natGateways: "one-per-zone",
        zones: [
          { availabilityZone: "us-east-1a", public: "172.31.96.0/20", private: "172.31.128.0/20" },
          { availabilityZone: "us-east-1b", public: "172.31.112.0/20", private: "172.31.144.0/20" },
          { availabilityZone: "us-east-1c", public: "172.31.160.0/20", private: "172.31.176.0/20" },
        ],
      },
    });
  });

  test("without its prefix, prod would collide with dev", () => {
    expect(collisionsOf(dev, define({ ...prod, namePrefix: "" }))).toHaveLength(2);
  });
});

test("a state key is a contract with other teams", () => {
  expect(stateKey("dev", "network")).toBe("front-door/dev/network.tfstate");
});

test("an AWS name is the prefix and the name", () => {
  expect(awsName({ namePrefix: "prod-" }, "Fargate-ALB")).toBe("prod-Fargate-ALB");
  expect(awsName({ namePrefix: "" }, "Fargate-ALB")).toBe("Fargate-ALB");
});
