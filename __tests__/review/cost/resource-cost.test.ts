import { DEFAULT_ASSUMPTIONS } from "../../../review/cost/assumptions";
import { arithmeticOf, dollarsOf } from "../../../review/cost/priced-part";
import { resourceCost } from "../../../review/cost/resource-cost";
import type { ResourceValues } from "../../../review/plan/change";
import type { JsonObject } from "../../../review/plan/json";
import { alb, resource } from "./resources";

/** `what: arithmetic = dollars` of each part, or why it has no price. */
function costs(thing: ResourceValues, all: readonly ResourceValues[] = [thing]): string[] {
  const { parts, unpriced } = resourceCost(thing, all, DEFAULT_ASSUMPTIONS);
  return [
    ...parts.map((part) => `${part.what}: ${arithmeticOf(part)} = ${dollarsOf(part)}`),
    ...(unpriced === undefined ? [] : [`not priced: ${unpriced}`]),
  ];
}

const HOURS = "Application Load Balancer, hours: 720 h x $0.0225 = 16.2";
const CAPACITY = "Application Load Balancer, capacity: 0.3 LCU x 720 h x $0.008 = 1.73";

describe("aws_lb", () => {
  test.each<[string, JsonObject, string[]]>([
    ["internal: no public address", { internal: true }, []],
    ["dual stack without public IPv4: none", { ip_address_type: "dualstack-without-public-ipv4" }, []],
    ["dual stack: as many", { ip_address_type: "dualstack" }, ["2 addresses x 720 h x $0.005 = 7.2"]],
    [
      "its scheme is not known: the default faces the internet",
      { internal: null },
      ["2 addresses x 720 h x $0.005 = 7.2"],
    ],
    [
      "its subnets are mapped, and each has an address of AWS's",
      { subnets: [], subnet_mapping: [{ allocation_id: "" }, { allocation_id: null }, {}] },
      ["3 addresses x 720 h x $0.005 = 10.8"],
    ],
    ["its subnets are not known: at least two", { subnets: null }, ["at least 2 addresses x 720 h x $0.005 = 7.2"]],
    ["its subnets are an empty list: the same", { subnets: [] }, ["at least 2 addresses x 720 h x $0.005 = 7.2"]],
  ])("application, %s", (_, values, addresses) => {
    expect(costs(alb("dev", 2, values))).toEqual([
      HOURS,
      CAPACITY,
      ...addresses.map((each) => `public IPv4 addresses: ${each}`),
    ]);
  });

  test("application is the default, also under its other name", () => {
    expect(costs(resource("dev-x", "aws_alb.x", { subnets: ["a", "b"] }))).toEqual(costs(alb("dev", 2)));
  });

  test("network: Elastic IP addresses are paid for as such", () => {
    const values = { load_balancer_type: "network", subnet_mapping: [{ allocation_id: "eipalloc-1" }, {}] };
    expect(costs(alb("dev", 2, values))).toEqual([
      "Network Load Balancer, hours: 720 h x $0.0225 = 16.2",
      "Network Load Balancer, capacity: 0.3 NLCU x 720 h x $0.006 = 1.3",
      "public IPv4 addresses: 1 address x 720 h x $0.005 = 3.6",
    ]);
  });

  test("network, with Elastic IP addresses alone: no other", () => {
    const values = { load_balancer_type: "network", subnets: ["a"], subnet_mapping: [{ allocation_id: "eipalloc-1" }] };
    expect(costs(alb("dev", 1, values))).toHaveLength(2);
  });

  test("reserved capacity has no price here", () => {
    expect(costs(alb("dev", 2, { minimum_load_balancer_capacity: [{ capacity_units: 100 }] }))).toContain(
      "not priced: its reserved capacity",
    );
  });

  test("gateway has no price here", () => {
    expect(costs(alb("dev", 2, { load_balancer_type: "gateway" }))).toEqual([
      "not priced: it is neither an application nor a network load balancer",
    ]);
  });
});

describe("aws_eip", () => {
  const PAID = "public IPv4 address: 720 h x $0.005 = 3.6";
  const POOL = "not priced: its address comes from a pool of yours";
  test.each<[JsonObject, string]>([
    [{}, PAID],
    [{ public_ipv4_pool: "amazon", customer_owned_ipv4_pool: "" }, PAID],
    [{ public_ipv4_pool: "ipv4pool-ec2-0123456789abcdef0" }, POOL],
    [{ customer_owned_ipv4_pool: "ipv4pool-coip-0123456789abcdef0" }, POOL],
  ])("%j", (values, expected) => {
    expect(costs(resource("dev-network", "aws_eip.x", values))).toEqual([expected]);
  });
});

describe("aws_ecs_service", () => {
  const definition = (values: JsonObject = {}, name = "app", stack = "dev-app"): ResourceValues =>
    resource(stack, `aws_ecs_task_definition.${name}`, {
      family: name,
      arn: `arn:aws:ecs:us-east-1:123456789012:task-definition/${name}:7`,
      arn_without_revision: `arn:aws:ecs:us-east-1:123456789012:task-definition/${name}`,
      revision: 7,
      cpu: "256",
      memory: "512",
      ...values,
    });
  const service = (values: JsonObject = {}): ResourceValues =>
    resource("dev-app", "aws_ecs_service.app", { launch_type: "FARGATE", desired_count: 2, ...values });
  const costsWith = (values: JsonObject, task: JsonObject = {}): string[] =>
    costs(service(values), [service(values), definition(task)]);

  const X86 = [
    "Fargate vCPU, Linux/x86: 2 tasks x 0.25 vCPU x 720 h x $0.04048 = 14.57",
    "Fargate memory, Linux/x86: 2 tasks x 0.5 GB x 720 h x $0.004445 = 3.2",
  ];
  const ONE_X86 = [
    "Fargate vCPU, Linux/x86: 1 task x 0.25 vCPU x 720 h x $0.04048 = 7.29",
    "Fargate memory, Linux/x86: 1 task x 0.5 GB x 720 h x $0.004445 = 1.6",
  ];

  test.each<[string, JsonObject, string[]]>([
    ["two tasks", {}, X86],
    ["one task", { desired_count: 1 }, ONE_X86],
    [
      "by a capacity provider",
      { launch_type: null, capacity_provider_strategy: [{ capacity_provider: "FARGATE" }] },
      X86,
    ],
    [
      "on Spot, even in part",
      {
        launch_type: null,
        capacity_provider_strategy: [{ capacity_provider: "FARGATE" }, { capacity_provider: "FARGATE_SPOT" }],
      },
      ["not priced: it runs on Fargate Spot, whose prices vary"],
    ],
    ["on instances: these are paid for, and named by themselves", { launch_type: "EC2" }, []],
    [
      "on instances of a capacity provider",
      { launch_type: null, capacity_provider_strategy: [{ capacity_provider: "mine" }] },
      [],
    ],
    [
      "by a capacity provider that only apply can know",
      { launch_type: null, capacity_provider_strategy: [{ weight: 1 }] },
      ["not priced: where its tasks run is not known"],
    ],
    ["where the cluster decides", { launch_type: null }, ["not priced: where its tasks run is not known"]],
  ])("%s", (_, values, expected) => {
    expect(costsWith(values)).toEqual(expected);
  });

  test("no number of tasks is none, which is the default: it costs 0", () => {
    expect(costsWith({ desired_count: null })).toEqual([
      "Fargate vCPU, Linux/x86: 0 tasks x 0.25 vCPU x 720 h x $0.04048 = 0",
      "Fargate memory, Linux/x86: 0 tasks x 0.5 GB x 720 h x $0.004445 = 0",
    ]);
  });

  test("public addresses of tasks are paid for", () => {
    expect(costsWith({ network_configuration: [{ assign_public_ip: true }] })).toContain(
      "public IPv4 addresses of tasks: 2 tasks x 720 h x $0.005 = 7.2",
    );
    expect(costsWith({ network_configuration: [{ assign_public_ip: false }] })).toEqual(X86);
  });

  test.each<[string, JsonObject, string[]]>([
    [
      "on ARM",
      { runtime_platform: [{ cpu_architecture: "ARM64", operating_system_family: "LINUX" }] },
      [
        "Fargate vCPU, Linux/ARM: 2 tasks x 0.25 vCPU x 720 h x $0.03238 = 11.66",
        "Fargate memory, Linux/ARM: 2 tasks x 0.5 GB x 720 h x $0.00356 = 2.56",
      ],
    ],
    ["on x86, written out", { runtime_platform: [{ cpu_architecture: "X86_64", operating_system_family: "" }] }, X86],
    [
      "on Windows",
      { runtime_platform: [{ operating_system_family: "WINDOWS_SERVER_2022_CORE" }] },
      ["not priced: its tasks do not run on Linux/x86 or Linux/ARM"],
    ],
    ["sizes with units", { cpu: ".25 vCPU", memory: "0.5GB" }, X86],
    ["no size", { cpu: null, memory: null }, ["not priced: the size of its tasks is not known"]],
    ["sizes that are none", { cpu: "256 GB", memory: "much" }, ["not priced: the size of its tasks is not known"]],
    ["20 GB of storage, which every task has", { ephemeral_storage: [{ size_in_gib: 20 }] }, X86],
    [
      "21 GB of storage",
      { ephemeral_storage: [{ size_in_gib: 21 }] },
      [...X86, "Fargate ephemeral storage beyond 20 GB: 2 tasks x 1 GB x 720 h x $0.000111 = 0.16"],
    ],
  ])("tasks: %s", (_, task, expected) => {
    expect(costsWith({}, task)).toEqual(expected);
  });

  describe("finds its task definition", () => {
    const large = definition({ cpu: "1024", memory: "2048" }, "large");
    const arn = "arn:aws:ecs:us-east-1:123456789012:task-definition/app";

    test.each([`${arn}:7`, arn, "app:7", "app"])("by %s", (reference) => {
      const one = service({ task_definition: reference });
      expect(costs(one, [one, large, definition()])).toEqual(X86);
    });

    test.each([`${arn}:6`, "app:6", "other", ""])("by %j: there is none", (reference) => {
      const one = service({ task_definition: reference });
      expect(costs(one, [one, definition()])).toEqual(["not priced: the size of its tasks is not known"]);
    });

    test("before apply: the only one in its stack", () => {
      const one = service();
      const elsewhere = definition({ cpu: "1024", memory: "2048" }, "large", "dev-other");
      expect(costs(one, [one, elsewhere, definition()])).toEqual(X86);
    });

    test("before apply, one of two: it is not known which", () => {
      const one = service();
      expect(costs(one, [one, large, definition()])).toEqual(["not priced: the size of its tasks is not known"]);
    });

    test("in no stack of the environment", () => {
      expect(costs(service())).toEqual(["not priced: the size of its tasks is not known"]);
    });
  });
});

describe("aws_route53_zone", () => {
  test("a month and queries", () => {
    expect(costs(resource("dev-dns", "aws_route53_zone.x"))).toEqual([
      "hosted zone: 1 zone x $0.50 = 0.5",
      "hosted zone, queries: 0 million queries x $0.40 = 0",
    ]);
  });
});

describe("aws_cloudwatch_log_group", () => {
  test.each<[JsonObject, string]>([
    [{ retention_in_days: 30, log_group_class: "STANDARD" }, "1 GB x 30/30 months x $0.03 = 0.03"],
    [{ retention_in_days: 365, log_group_class: "" }, "1 GB x 365/30 months x $0.03 = 0.37"],
    [{ retention_in_days: 0 }, "1 GB x 12 months, as it never expires x $0.03 = 0.36"],
    [{}, "1 GB x 12 months, as it never expires x $0.03 = 0.36"],
  ])("%j", (values, storage) => {
    expect(costs(resource("dev-app", "aws_cloudwatch_log_group.x", values))).toEqual([
      "logs, ingestion: 1 GB x $0.50 = 0.5",
      `logs, storage: ${storage}`,
    ]);
  });

  test("of another class has no price here", () => {
    expect(costs(resource("dev-app", "aws_cloudwatch_log_group.x", { log_group_class: "INFREQUENT_ACCESS" }))).toEqual([
      "not priced: it is not of the standard log class",
    ]);
  });
});

describe("free in one form only", () => {
  test.each<[string, JsonObject, string[]]>([
    ["aws_vpc_endpoint.s3", {}, []],
    ["aws_vpc_endpoint.s3", { vpc_endpoint_type: "Gateway" }, []],
    ["aws_vpc_endpoint.ecr", { vpc_endpoint_type: "Interface" }, ["not priced: "]],
    ["aws_acm_certificate.x", { certificate_authority_arn: "", options: [{ export: "DISABLED" }] }, []],
    ["aws_acm_certificate.x", { options: [{ export: "ENABLED" }] }, ["not priced: it is exportable"]],
    ["aws_acm_certificate.x", { certificate_authority_arn: "arn:x" }, ["not priced: a private authority issues it"]],
    ["aws_iam_role.x", {}, []],
    ["aws_iam", {}, ["not priced: "]],
    ["aws_s3_bucket_policy.x", {}, []],
    ["aws_s3_bucket.x", {}, ["not priced: "]],
  ])("%s %j", (address, values, expected) => {
    expect(costs(resource("dev-x", address, values))).toEqual(expected);
  });
});
