import { ConfigurationError } from "../../environments/configuration-error";
import type { EnvironmentInput } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";
import { define, environmentWith, refusalOf } from "./refusal";

describe("the defaults", () => {
  test("are the tutorial's values", () => {
    // WHEN only a name and a state bucket are given
    const environment = defineEnvironment({ name: "dev", state: { bucket: "my-bucket" } });

    // THEN everything else is as the tutorial has it
    expect(environment).toEqual({
      name: "dev",
      namePrefix: "",
      region: "us-east-1",
      state: { bucket: "my-bucket", region: "us-east-1" },
      network: {
        cidr: "172.31.0.0/16",
        zones: [
          { availabilityZone: "us-east-1a", public: "172.31.96.0/20", private: "172.31.128.0/20" },
          { availabilityZone: "us-east-1b", public: "172.31.112.0/20", private: "172.31.144.0/20" },
        ],
        natGateways: "single",
      },
      loadBalancer: {
        name: "Fargate-ALB",
        allowedCidrs: ["0.0.0.0/0"],
        deletionProtection: false,
        idleTimeoutSeconds: 60,
      },
      targetGroup: {
        name: "Fargate-TG",
        port: 6060,
        healthCheck: {
          path: "/health",
          intervalSeconds: 30,
          timeoutSeconds: 5,
          healthyThreshold: 5,
          unhealthyThreshold: 2,
          successCodes: "200",
        },
        deregistrationDelaySeconds: 300,
      },
      tags: {},
    });
    expect(environment).not.toHaveProperty("accountId");
  });

  test("follow the region", () => {
    const environment = define(environmentWith({ region: "eu-central-1" }));

    expect(environment.state.region).toBe("eu-central-1");
    expect(environment.network.zones.map((zone) => zone.availabilityZone)).toEqual(["eu-central-1a", "eu-central-1b"]);
  });

  test("stand in for a value that is given as undefined", () => {
    const environment = define(
      environmentWith({ accountId: undefined, network: undefined, loadBalancer: { name: undefined }, tags: undefined }),
    );

    expect(environment).toEqual(define(environmentWith()));
    expect(environment).not.toHaveProperty("accountId");
  });

  test("give way to every value that is given, 0 and false included", () => {
    const input = {
      name: "prod",
      namePrefix: "prod-",
      region: "eu-west-1",
      accountId: "012345678901",
      state: {
        bucket: "other",
        region: "eu-north-1",
        kmsKeyArn: "arn:aws:kms:eu-north-1:012345678901:key/1234abcd-12ab-34cd-86ef-1234567890ab",
      },
      network: {
        cidr: "10.0.0.0/16",
        zones: [
          { availabilityZone: "eu-west-1b", public: "10.0.0.0/20", private: "10.0.16.0/20" },
          { availabilityZone: "eu-west-1c", public: "10.0.32.0/20", private: "10.0.48.0/20" },
        ],
        natGateways: "none",
      },
      loadBalancer: { name: "door", allowedCidrs: ["10.0.0.0/8"], deletionProtection: false, idleTimeoutSeconds: 1 },
      targetGroup: {
        name: "containers",
        port: 8080,
        healthCheck: {
          path: "/",
          intervalSeconds: 10,
          timeoutSeconds: 9,
          healthyThreshold: 2,
          unhealthyThreshold: 3,
          successCodes: "200-299",
        },
        deregistrationDelaySeconds: 0,
      },
      tags: { Team: "web" },
    } as const satisfies EnvironmentInput;

    expect(defineEnvironment(input)).toEqual(input);
  });
});

describe("the environment that is returned", () => {
  test("is frozen all the way down", () => {
    const frozenAllTheWay = (value: unknown): boolean =>
      typeof value !== "object" ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozenAllTheWay));

    expect(frozenAllTheWay(define(environmentWith({ tags: { Team: "web" } })))).toBe(true);
  });

  test("is a copy: the input is neither changed, nor frozen, nor looked at again", () => {
    // GIVEN an input whose every part can be changed
    const zones = [
      { availabilityZone: "us-east-1a", public: "172.31.0.0/20", private: "172.31.16.0/20" },
      { availabilityZone: "us-east-1b", public: "172.31.32.0/20", private: "172.31.48.0/20" },
    ];
    const input = environmentWith({
      network: { zones },
      tags: { Team: "web" },
      loadBalancer: { allowedCidrs: ["10.0.0.0/8"] },
    });
    const before = structuredClone(input);

    // WHEN it is defined and then changed
    const environment = define(input);
    expect(input).toEqual(before);
    Object.assign(zones[0] ?? {}, { public: "changed" });
    Object.assign(input["tags"] as object, { Team: "changed" });

    // THEN the environment has not noticed
    expect(environment.network.zones[0].public).toBe("172.31.0.0/20");
    expect(environment.tags).toEqual({ Team: "web" });
  });

  test("does not freeze the defaults that the next environment gets", () => {
    expect(define(environmentWith())).toEqual(define(environmentWith()));
    expect(define(environmentWith()).loadBalancer.allowedCidrs).not.toBe(
      define(environmentWith()).loadBalancer.allowedCidrs,
    );
  });
});

describe("all problems at once", () => {
  test("every single value and every rule between values is reported, each once, in one error", () => {
    expect(
      refusalOf({
        name: "dev",
        regoin: "us-east-1",
        accountId: 12345678901,
        state: { bucket: "Front-Door" },
        network: {
          cidr: "172.31.0.0/16",
          zones: [
            { availabilityZone: "us-east-1a", public: "172.31.0.0/20", private: "172.31.1.0/24" },
            { availabilityZone: "us-west-2b", public: "10.0.0.0/20", private: "172.31.32.7/20" },
          ],
          natGateways: "two",
        },
        loadBalancer: { name: "load balancer", allowedCidrs: [] },
        targetGroup: { port: 0, healthCheck: { intervalSeconds: 10, timeoutSeconds: 10 } },
      }),
    ).toEqual([
      "dev: accountId: an AWS account id must be a string, got 12345678901. Quote it: leading zeros matter.",
      'dev: state.bucket: the name of an S3 bucket has only lower-case letters, digits, dots and hyphens, got "Front-Door". Give the name of a bucket that S3 can have.',
      'dev: network.zones[1].private: the host bits are not zero in "172.31.32.7/20". Write "172.31.32.0/20".',
      'dev: network.natGateways: must be one of "none", "single", "one-per-zone", got "two". Choose one of these.',
      'dev: loadBalancer.name: a name has only letters, digits and hyphens, got "load balancer". Remove the other characters.',
      "dev: targetGroup.port: a port is a whole number from 1 to 65535, got 0. Choose a number in that range.",
      'dev: unknown key "regoin", did you mean "region". Write "region".',
      'dev: network.zones[1].availabilityZone: "us-west-2b" is not in the region "us-east-1". Choose a zone such as "us-east-1a", or change region.',
      'dev: network.zones[1].public: "10.0.0.0/20" is not inside the VPC\'s block "172.31.0.0/16". Choose a block inside network.cidr.',
      'dev: network.zones[0].private: "172.31.1.0/24" overlaps "172.31.0.0/20" of network.zones[0].public. Choose blocks that share no address.',
      'dev: loadBalancer.allowedCidrs: at least one block must be allowed to connect, got []. Give a block, or leave allowedCidrs out to allow "0.0.0.0/0".',
      "dev: targetGroup.healthCheck.timeoutSeconds: the timeout must be shorter than the interval of 10 seconds, got 10. Choose a shorter timeout, or give a longer intervalSeconds.",
    ]);
  });

  test("the error holds them one by one, too", () => {
    let thrown: unknown;
    try {
      define({ name: "dev", state: { bucket: "ab" }, region: "mars" });
    } catch (error) {
      thrown = error;
    }

    expect(thrown).toBeInstanceOf(ConfigurationError);
    expect((thrown as ConfigurationError).problems).toEqual([
      {
        where: "dev: region",
        what: '"mars" is not the code of an AWS region',
        remedy: 'Give a code such as "us-east-1".',
      },
      {
        where: "dev: state.bucket",
        what: 'the name of an S3 bucket has 3 to 63 characters, got "ab"',
        remedy: "Give the name of a bucket that S3 can have.",
      },
    ]);
  });

  test("a value that is wrong by itself makes no second problem with the others", () => {
    // GIVEN a VPC block, a region, a zone's block and a prefix, each wrong by itself
    const input = environmentWith({
      namePrefix: "-".repeat(40),
      region: "us-east",
      network: {
        cidr: "10.0.0.0",
        zones: [
          { availabilityZone: "us-east-1a", public: "172.31.0.0/20", private: "172.31.0.0" },
          { availabilityZone: "eu-west-1b", public: "10.0.0.0/20", private: "172.31.16.0/20" },
        ],
      },
      targetGroup: { healthCheck: { intervalSeconds: 1 } },
    });

    // THEN each is reported once
    expect(refusalOf(input).map((line) => line.split(": ")[1])).toEqual([
      "namePrefix",
      "region",
      "network.cidr",
      "network.zones[0].private",
      "targetGroup.healthCheck.intervalSeconds",
    ]);
  });
});

describe("nonsense", () => {
  const nothingInside = { name: "dev", state: { bucket: "front-door-dev-state" } };
  const circle: Record<string, unknown> = {};
  circle["circle"] = circle;

  test.each([
    ["undefined", undefined, "undefined"],
    ["null", null, "null"],
    ["an array", [nothingInside], '[{"name":"dev","state":{"bucket":"front-door-dev-state"}}]'],
    ["a number", 5, "5"],
    ["NaN", NaN, "NaN"],
    ["a string", "dev", '"dev"'],
    ["a function", () => nothingInside, "a function"],
    ["a symbol", Symbol("dev"), "a symbol"],
    ["a bigint", 5n, "5n"],
  ])("%s instead of an environment is one clear line", (_, input, quoted) => {
    expect(refusalOf(input)).toEqual([
      `environment (unnamed): must be an object, got ${quoted}. Give an object of name, namePrefix, region, accountId, state, network, loadBalancer, targetGroup, tags.`,
    ]);
  });

  test("an empty environment lacks its name and its state", () => {
    expect(refusalOf({})).toEqual([
      'environment (unnamed): name: the name of the environment is missing. Give one, such as "dev".',
      "environment (unnamed): state: must be an object, got undefined. Give an object of bucket, region, kmsKeyArn.",
    ]);
  });

  test.each([5, NaN, Infinity, "x", true, null, [], {}, () => 1, Symbol("x"), 5n, new Date(0), circle, new Map()])(
    "%p in the place of every value is still a ConfigurationError",
    (nonsense) => {
      const everywhere = Object.fromEntries(
        [
          "name",
          "namePrefix",
          "region",
          "accountId",
          "state",
          "network",
          "loadBalancer",
          "targetGroup",
          "tags",
          "zone",
        ].map((key) => [key, nonsense]),
      );
      const deeper = environmentWith({
        network: {
          cidr: nonsense,
          zones: [nonsense, { availabilityZone: nonsense, public: nonsense, private: nonsense }],
        },
        loadBalancer: { name: nonsense, allowedCidrs: [nonsense], deletionProtection: nonsense },
        targetGroup: { healthCheck: nonsense, port: nonsense },
        tags: { Team: nonsense },
      });

      for (const input of [everywhere, deeper, environmentWith({ network: { zones: nonsense } })]) {
        const lines = refusalOf(input);
        expect(lines).not.toEqual([]);
        expect(lines.filter((line) => !/^(dev|x|environment [^:]+): .+\. [A-Z].*\.$/.test(line))).toEqual([]);
      }
    },
  );

  test("a list with holes is reported where it has them", () => {
    expect(refusalOf(environmentWith({ network: { zones: [, ,] } }))).toEqual([
      "dev: network.zones[0]: must be an object, got undefined. Give an object of availabilityZone, public, private.",
      "dev: network.zones[1]: must be an object, got undefined. Give an object of availabilityZone, public, private.",
    ]);
  });
});

describe("unknown keys", () => {
  test.each([
    [{ regoin: 1 }, 'dev: unknown key "regoin", did you mean "region". Write "region".'],
    [{ name_prefix: "" }, 'dev: unknown key "name_prefix", did you mean "namePrefix". Write "namePrefix".'],
    [{ network: { cdir: 1 } }, 'dev: network: unknown key "cdir", did you mean "cidr". Write "cidr".'],
    [
      { targetGroup: { healthCheck: { timeout: 5 } } },
      'dev: targetGroup.healthCheck: unknown key "timeout". Remove it, or use one of path, intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold, successCodes.',
    ],
    [
      { state: { bucket: "abc", key: "x" } },
      'dev: state: unknown key "key". Remove it, or use one of bucket, region, kmsKeyArn.',
    ],
    [
      { state: { bucket: "abc", kmsKeyARN: "x" } },
      'dev: state: unknown key "kmsKeyARN", did you mean "kmsKeyArn". Write "kmsKeyArn".',
    ],
    [
      { loadBalancer: { allowedCIDRs: [] } },
      'dev: loadBalancer: unknown key "allowedCIDRs", did you mean "allowedCidrs". Write "allowedCidrs".',
    ],
    [
      { "\u001b[31m": 1 },
      'dev: unknown key "\\u001b[31m". Remove it, or use one of name, namePrefix, region, accountId, state, network, loadBalancer, targetGroup, tags.',
    ],
  ])("%j is refused", (additions, line) => {
    expect(refusalOf(environmentWith(additions))).toEqual([line]);
  });

  test("are found inside a zone, and do not silence the rules between zones", () => {
    const lines = refusalOf(
      environmentWith({
        network: {
          zones: [{ availabilityZone: "us-east-1a", public: "172.31.0.0/20", private: "172.31.0.0/20", privat: "x" }],
        },
      }),
    );

    expect(lines).toEqual([
      'dev: network.zones[0]: unknown key "privat", did you mean "private". Write "private".',
      "dev: network.zones: an Application Load Balancer needs public subnets in at least 2 availability zones, got 1 (us-east-1a). Add a second zone.",
      'dev: network.zones[0].private: "172.31.0.0/20" overlaps "172.31.0.0/20" of network.zones[0].public. Choose blocks that share no address.',
    ]);
  });
});

describe("what does not compile", () => {
  const state = { bucket: "front-door-dev-state" };
  const zone = { availabilityZone: "us-east-1a", public: "172.31.0.0/20", private: "172.31.16.0/20" };
  const refused = (definition: () => unknown): void => {
    expect(definition).toThrow(ConfigurationError);
  };

  test("an unknown key", () => {
    // @ts-expect-error there is no such key
    refused(() => defineEnvironment({ name: "dev", state, regoin: "us-east-1" }));
    // @ts-expect-error nor such a one
    refused(() => defineEnvironment({ name: "dev", state, targetGroup: { healthCheck: { intervall: 5 } } }));
  });

  test("one zone, and no zone", () => {
    // @ts-expect-error a load balancer needs two
    refused(() => defineEnvironment({ name: "dev", state, network: { zones: [zone] } }));
    // @ts-expect-error none is too few, too
    refused(() => defineEnvironment({ name: "dev", state, network: { zones: [] } }));
  });

  test("another number of NAT gateways", () => {
    // @ts-expect-error there are three ways
    refused(() => defineEnvironment({ name: "dev", state, network: { natGateways: "two" } }));
  });

  test("no name, no state, and an account id that is a number", () => {
    // @ts-expect-error the name is missing
    refused(() => defineEnvironment({ state }));
    // @ts-expect-error the state is missing
    refused(() => defineEnvironment({ name: "dev" }));
    // @ts-expect-error leading zeros matter
    refused(() => defineEnvironment({ name: "dev", state, accountId: 123456789012 }));
  });

  test("a change to an environment", () => {
    const environment = define(environmentWith({ tags: { Team: "web" } }));

    expect(() => {
      // @ts-expect-error environments are read-only
      environment.region = "eu-west-1";
    }).toThrow(TypeError);
    expect(() => {
      // @ts-expect-error read-only all the way down
      environment.network.zones[0].public = "10.0.0.0/16";
    }).toThrow(TypeError);
    expect(() => {
      // @ts-expect-error read-only, tags included
      environment.tags["Team"] = "other";
    }).toThrow(TypeError);
  });
});
