import { parse } from "@cdktf/hcl2json";
import { environments } from "../../environments";
import type { EnvironmentInput } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";
import type { HandoffModule } from "../../handoff/handoff-modules";
import { nativeTests } from "../../handoff/native-tests/native-tests";
import { everyOption } from "../environments/every-option";

const FILES: Readonly<Record<string, readonly string[]>> = {
  state: ["state_bucket", "settings"],
  network: ["subnets", "routes", "names", "settings"],
  security: ["clients", "rules", "names", "settings"],
  "load-balancing": ["load_balancer", "listener", "target_group", "settings"],
};
const STACKS = Object.keys(FILES);

/** A test file, as far as these tests look into it. */
interface Parsed {
  readonly mock_provider: Readonly<Record<string, unknown>>;
  readonly run: Readonly<Record<string, readonly [Run]>>;
}

interface Run {
  readonly command: string;
  readonly assert?: readonly { readonly condition: unknown; readonly error_message: string }[];
  readonly expect_failures?: readonly string[];
}

function testsOf(stack: string, input: Partial<EnvironmentInput> = {}): ReadonlyMap<string, string> {
  const module: HandoffModule = {
    stack,
    stackName: `test-${stack}`,
    files: new Map(),
    variables: [],
    outputs: [],
    upstream: [],
  };
  return nativeTests(module, defineEnvironment({ name: "test", state: { bucket: "front-door-test-state" }, ...input }));
}

function textOf(stack: string, file: string, input?: Partial<EnvironmentInput>): string {
  return testsOf(stack, input).get(`tests/${file}.tftest.hcl`) ?? "";
}

async function runsOf(text: string): Promise<Parsed["run"]> {
  return ((await parse("test.hcl", text)) as unknown as Parsed).run;
}

const threeZones = [
  { availabilityZone: "us-east-1a", public: "172.31.0.0/24", private: "172.31.1.0/24" },
  { availabilityZone: "us-east-1b", public: "172.31.2.0/24", private: "172.31.3.0/24" },
  { availabilityZone: "us-east-1c", public: "172.31.4.0/24", private: "172.31.5.0/24" },
] as const;

describe.each(STACKS)("the tests of %s", (stack) => {
  test("are in the folder tests", () => {
    expect([...testsOf(stack).keys()]).toEqual(FILES[stack]?.map((file) => `tests/${file}.tftest.hcl`));
  });

  test.each([...environments, everyOption])("are HCL that runs on a mock of AWS alone: $name", async (input) => {
    for (const [file, text] of testsOf(stack, input)) {
      const parsed = (await parse(file, text)) as unknown as Parsed;
      expect(parsed.mock_provider).toEqual({ aws: [{}] });
      // Later than 1.10, which is the oldest that a module takes.
      expect(text).not.toMatch(/override_during|state_key|parallel|skip_cleanup/);
    }
  });

  test("every run asserts something or sees a value refused, in words that end as sentences do", async () => {
    for (const [, text] of testsOf(stack)) {
      for (const [name, [run]] of Object.entries(await runsOf(text))) {
        expect(name).toMatch(/^[a-z]+(_[a-z0-9]+){2,}$/);
        if (name.endsWith("_refused")) expect(run.expect_failures).toHaveLength(1);
        else if (!name.endsWith("_accepted")) expect(run.assert?.length).toBeGreaterThan(0);
        for (const { error_message } of run.assert ?? []) expect(error_message).toMatch(/^[A-Za-z_].{20,}\.$/);
      }
    }
  });

  test("begin with what they are about", () => {
    for (const [, text] of testsOf(stack)) expect(text).toMatch(/^# [A-Z].*\.\n/);
  });

  test("are the same for the same environment", () => {
    expect(testsOf(stack, everyOption)).toEqual(testsOf(stack, everyOption));
  });
});

test("a stack that nothing is known about has none", () => {
  expect(testsOf("dashboard").size).toBe(0);
});

test("what terraform.tfvars may say is in none of them", () => {
  const others: Partial<EnvironmentInput> = {
    ...everyOption,
    name: "other",
    // These are fixed in a module.
    network: { cidr: "10.9.0.0/16", zones: zonesIn("10.9"), natGateways: "single" },
    loadBalancer: { ...everyOption.loadBalancer, allowedCidrs: ["0.0.0.0/0"] },
    state: { bucket: "another-bucket", region: "eu-central-1" },
  };
  // Whether there is an account is fixed in backend.tf, and which is not looked at.
  const accountId = "210987654321";
  for (const stack of STACKS) expect(testsOf(stack, others)).toEqual(testsOf(stack, { accountId }));
});

function zonesIn(start: string) {
  return [
    { availabilityZone: "eu-west-1a", public: `${start}.0.0/24`, private: `${start}.1.0/24` },
    { availabilityZone: "eu-west-1b", public: `${start}.2.0/24`, private: `${start}.3.0/24` },
  ] as const;
}

describe("zones", () => {
  test("each has a public and a private subnet", () => {
    const two = textOf("network", "subnets");
    const three = textOf("network", "subnets", { network: { zones: threeZones } });
    for (const kind of ["public", "private"]) {
      expect(two).toContain(`aws_subnet.${kind}_2.cidr_block == var.zones[1].${kind}`);
      expect(two).not.toContain(`aws_subnet.${kind}_3`);
      expect(three).toContain(`aws_subnet.${kind}_3.cidr_block == var.zones[2].${kind}`);
      expect(three).not.toContain(`aws_subnet.${kind}_4`);
    }
  });

  test("the load balancer is given as many public subnets", () => {
    expect(textOf("load-balancing", "load_balancer")).toContain('["subnet-public-1", "subnet-public-2"]');
    expect(textOf("load-balancing", "load_balancer", { network: { zones: threeZones } })).toContain(
      '["subnet-public-1", "subnet-public-2", "subnet-public-3"]',
    );
  });
});

describe("NAT gateways", () => {
  test.each([
    ["none", "private_subnets_lead_nowhere", [], 1],
    ["single", "private_subnets_leave_through_the_nat_gateway", ["nat_1"], 2],
    ["one-per-zone", "private_subnets_leave_through_the_nat_gateway_of_their_zone", ["nat_1", "nat_2", "nat_3"], 4],
  ] as const)("%s: %s", async (natGateways, name, gateways, routes) => {
    const text = textOf("network", "routes", { network: { zones: threeZones, natGateways } });
    expect(Object.keys(await runsOf(text)).sort()).toEqual([
      name,
      "public_subnets_reach_the_internet_gateway",
      "there_is_no_way_without_a_test",
    ]);
    const named = [...new Set(text.match(/(?<=aws_nat_gateway\.)nat_\d/g))];
    expect(named).toEqual(gateways);
    expect(text).toMatch(new RegExp(`resource \\\\"aws_route\\\\"",\\n.*\\n +\\)\\) == ${routes}\\n`));
  });

  test("a private subnet uses its own zone's table where there is one, and else the only one", () => {
    const table = (natGateways: "none" | "single" | "one-per-zone") =>
      /private_2\.route_table_id == aws_route_table\.(private_\d)\.id/.exec(
        textOf("network", "routes", { network: { natGateways } }),
      )?.[1];
    expect([table("none"), table("single"), table("one-per-zone")]).toEqual(["private_1", "private_1", "private_2"]);
  });
});

describe("allowed blocks", () => {
  const allowing = (file: string, ...allowedCidrs: string[]): string =>
    textOf("security", file, { loadBalancer: { allowedCidrs } });

  test("each has a rule for HTTP and one for HTTPS, under the address that it was made with", () => {
    const text = allowing("clients", "203.0.113.0/24", "0.0.0.0/0");
    for (const protocol of ["http", "https"]) {
      expect(text).toContain(`alb_${protocol}_from_203_0_113_0_24.cidr_ipv4 == var.allowed_cidrs[0]`);
      expect(text).toContain(`alb_${protocol}_from_anywhere.cidr_ipv4 == var.allowed_cidrs[1]`);
    }
  });

  test.each([
    [["0.0.0.0/0"], 5],
    [["203.0.113.0/24", "0.0.0.0/0"], 7],
  ])("%j: %d ingress rules, with the one from the load balancer and two for all other blocks", (blocks, count) => {
    expect(allowing("rules", ...blocks)).toContain(`There are not exactly ${count} ingress rules:`);
  });

  test("one more gets rules of its own, one fewer is refused", () => {
    const text = allowing("clients", "203.0.113.0/24", "0.0.0.0/0");
    expect(text).toContain('allowed_cidrs = ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24"]');
    expect(text).toContain(
      'values(aws_vpc_security_group_ingress_rule.alb_http_from_others)[*].cidr_ipv4 == ["10.0.2.0/24"]',
    );
    expect(text).toMatch(/"fewer_blocks_[a-z_]+_refused" \{[^}]*allowed_cidrs = \["10\.0\.1\.0\/24"\]/);
  });
});

test("the state's bucket: encrypted with the environment's key, or with S3's own", () => {
  const key = textOf("state", "state_bucket", everyOption);
  expect(key).toContain("var.state_kms_key_arn");
  expect(key).toContain('sse_algorithm == "aws:kms"');
  const none = textOf("state", "state_bucket");
  expect(none).not.toContain("kms");
  expect(none).toContain('sse_algorithm == "AES256"');
});

test("the state's bucket is never applied: terraform could not clear up what prevent_destroy keeps", async () => {
  for (const [run] of Object.values(await runsOf(textOf("state", "state_bucket")))) expect(run.command).toBe("${plan}");
});

describe("settings", () => {
  test("with a key and an account, the backend has to name them", () => {
    for (const stack of STACKS) {
      const [theirs, none] = [textOf(stack, "settings", everyOption), textOf(stack, "settings")];
      for (const name of ["kms_key_id", 'allowed_account_ids\\\\s*=\\\\s*\\\\[\\"']) {
        expect(theirs).toContain(name);
        expect(none).not.toContain(name);
      }
    }
  });

  test.each([
    ["state", "state_region"],
    ["network", "region"],
    ["security", "region"],
    ["load-balancing", "region"],
  ])("%s is in the region %s", (stack, region) => {
    expect(textOf(stack, "settings")).toContain(`var\\\\.${region}\\\\b`);
  });
});
