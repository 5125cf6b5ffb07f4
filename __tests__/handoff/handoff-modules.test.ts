import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { environments } from "../../environments";
import { defineEnvironment } from "../../environments/schema";
import { handoffModules } from "../../handoff/handoff-modules";
import { createApp } from "../../stacks/front-door";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { everyOption } from "../environments/every-option";
import { fileOf, type HandedOff, handOff, moduleOf } from "./handed-off";
import { evaluated } from "./evaluated";

const all = [
  ...environments,
  defineEnvironment(everyOption),
  defineEnvironment({
    name: "without-nat",
    state: { bucket: "front-door-without-nat-state" },
    network: { natGateways: "none" },
    // One block is all addresses, the other not.
    loadBalancer: { allowedCidrs: ["203.0.113.0/24", "0.0.0.0/0"] },
  }),
];
const STACKS = ["state", "network", "security", "load-balancing"];
const everyModule = all.flatMap(({ name }) => STACKS.map((stack): [string, string] => [name, stack]));

describe("the modules of environments", () => {
  let workspace: Workspace;
  const handedOff = new Map<string, HandedOff>();
  const of = (name: string): HandedOff => {
    const found = handedOff.get(name);
    if (found === undefined) throw new Error(`${name} was not handed off`);
    return found;
  };

  beforeAll(() => {
    workspace = createWorkspace("front-door-test");
    for (const environment of all) handedOff.set(environment.name, handOff(workspace, environment));
  });
  afterAll(() => {
    workspace.remove();
  });

  test.each(everyModule)("%s-%s means what was synthesized", async (name, stack) => {
    // GIVEN
    const { files } = moduleOf(of(name), stack);
    const text = readFileSync(join(of(name).folder, "stacks", `${name}-${stack}`, "cdk.tf.json"), "utf8");
    const synthesized = JSON.parse(text) as Record<string, Record<string, unknown>>;
    // WHEN
    const hcl = [...files].filter(([file]) => file.endsWith(".tf")).map(([, content]) => content);
    const module = (await parse("module.tf", hcl.join("\n"))) as Record<string, unknown>;
    const tfvars = (await parse("terraform.tfvars", files.get("terraform.tfvars") ?? "")) as Record<string, unknown>;
    // THEN
    const meaning = await evaluated(module, tfvars);
    for (const part of ["provider", "resource", "data", "output"]) {
      expect([part, meaning[part]]).toEqual([part, (await evaluated({ [part]: synthesized[part] }, {}))[part]]);
    }
    expect(backendIn(meaning)).toEqual(backendIn(await evaluated(synthesized, {})));
  });

  test.each(all.map(({ name }) => name))("%s: in the order of application", (name) => {
    expect(of(name).modules.map(({ stack }) => stack)).toEqual(STACKS);
  });

  test("what each reads", () => {
    expect(of("dev").modules.map(({ upstream }) => upstream)).toEqual([
      [],
      [],
      [{ stack: "network", outputs: ["vpc_id"] }],
      [
        { stack: "network", outputs: ["public_subnet_ids", "vpc_id"] },
        { stack: "security", outputs: ["alb_security_group_id"] },
      ],
    ]);
  });

  test("its files; data.tf only where something is read", () => {
    expect([...moduleOf(of("dev"), "network").files.keys()]).toEqual([
      "versions.tf",
      "backend.tf",
      "provider.tf",
      "main.tf",
      "variables.tf",
      "outputs.tf",
      "terraform.tfvars",
    ]);
    expect([...moduleOf(of("dev"), "security").files.keys()]).toContain("data.tf");
  });

  test("what it publishes", () => {
    expect(moduleOf(of("dev"), "network").outputs).toEqual([
      {
        name: "nat_gateway_public_ips",
        description: "The addresses from which containers reach the internet, for others' allow-lists",
      },
      { name: "private_subnet_ids", description: "Subnets for containers, by zone" },
      { name: "public_subnet_ids", description: "Subnets for load balancers, by zone" },
      { name: "vpc_id", description: "The VPC's id" },
    ]);
  });

  test("its variables, with defaults and the environment's values", () => {
    const { variables } = moduleOf(of("every-option"), "load-balancing");
    expect(variables.map(({ name, type, default: value, value: given }) => [name, type, value, given])).toEqual([
      ["environment", "string", undefined, "every-option"],
      ["name_prefix", "string", "", "every-"],
      ["region", "string", "us-east-1", "eu-west-1"],
      ["account_id", "string", null, "012345678901"],
      ["state_bucket", "string", undefined, "front-door-every-option-state"],
      ["state_region", "string", undefined, "eu-central-1"],
      ["load_balancer_name", "string", "Fargate-ALB", "Entrance"],
      ["deletion_protection", "bool", false, true],
      ["idle_timeout_seconds", "number", 60, 4000],
      ["target_group_name", "string", "Fargate-TG", "Containers"],
      ["container_port", "number", 6060, 8080],
      ["health_check_path", "string", "/health", "/ready?full=1"],
      ["health_check_interval_seconds", "number", 30, 10],
      ["health_check_timeout_seconds", "number", 5, 9],
      ["healthy_threshold", "number", 5, 2],
      ["unhealthy_threshold", "number", 2, 10],
      ["health_check_success_codes", "string", "200", "200,202-204"],
      ["deregistration_delay_seconds", "number", 300, 0],
      ["tags", "map(string)", {}, { Team: "platform", "cost-centre": "4711" }],
    ]);
  });

  test("a list that has another number than the default's has no default", () => {
    const defaultOf = (name: string, stack: string, variable: string): unknown =>
      moduleOf(of(name), stack).variables.find(({ name: candidate }) => candidate === variable)?.default;
    expect(defaultOf("dev", "network", "zones")).toHaveLength(2);
    expect(defaultOf("prod", "network", "zones")).toBeUndefined();
    expect(defaultOf("dev", "security", "allowed_cidrs")).toEqual(["0.0.0.0/0"]);
    expect(defaultOf("every-option", "security", "allowed_cidrs")).toBeUndefined();
  });

  test("versions.tf", () => {
    expect(fileOf(of("dev"), "network", "versions.tf")).toBe(
      [
        "terraform {",
        '  required_version = ">= 1.10.0"',
        "",
        "  required_providers {",
        "    aws = {",
        '      source  = "hashicorp/aws"',
        '      version = "5.100.0"',
        "    }",
        "  }",
        "}",
        "",
      ].join("\n"),
    );
  });

  test("provider.tf", () => {
    expect(fileOf(of("prod"), "security", "provider.tf")).toBe(
      [
        'provider "aws" {',
        "  region              = var.region",
        "  allowed_account_ids = var.account_id == null ? null : [var.account_id]",
        "",
        "  default_tags {",
        "    tags = merge(var.tags, {",
        '      Project     = "front-door"',
        "      Environment = var.environment",
        '      Stack       = "security"',
        '      ManagedBy   = "Terraform"',
        "    })",
        "  }",
        "}",
        "",
      ].join("\n"),
    );
  });

  test("a person's order: what a resource is, its blocks, its tags, what it waits for", () => {
    const main = fileOf(of("dev"), "network", "main.tf");
    expect(main).toContain(
      [
        'resource "aws_nat_gateway" "nat_1" {',
        "  subnet_id         = aws_subnet.public_1.id",
        "  allocation_id     = aws_eip.nat_1.allocation_id",
        '  connectivity_type = "public"',
        "",
        "  tags = {",
        '    Name = "${var.name_prefix}Fargate-NAT-Gateway"',
        "  }",
        "",
        "  depends_on = [aws_internet_gateway.internet]",
        "}",
      ].join("\n"),
    );
  });

  test.each(everyModule)("%s-%s: every resource stands under a heading of its own concern", (name, stack) => {
    expect(fileOf(of(name), stack, "main.tf")).toMatch(/^# /);
    expect(fileOf(of(name), stack, "main.tf")).not.toContain("# Others.");
  });

  test.each(everyModule)("%s-%s: nothing of cdktf, no quoted references, no mark of the probe", (name, stack) => {
    for (const text of moduleOf(of(name), stack).files.values()) {
      expect(text).not.toMatch(/cdktf|metadata|uniqueId|"\$\{[^}"]*\}"\n|@[a-z_.0-9]+@|\b9000000\d\d\b/);
      expect(text).not.toMatch(/depends_on = \["/);
    }
  });

  test("what is said of addresses follows the variable", () => {
    const main = fileOf(of("dev"), "security", "main.tf");
    expect(main).toContain('description       = "HTTP from ${local.allowed_sources[0]}"');
    expect(main).toContain('Name = "${var.name_prefix}ALB-SG http from ${var.allowed_cidrs[0]}"');
    expect(fileOf(of("every-option"), "security", "main.tf")).not.toContain("locals");
  });

  test("the same input gives the same bytes", () => {
    const other = createWorkspace("front-door-test");
    try {
      for (const environment of all) expect(handOff(other, environment).modules).toEqual(of(environment.name).modules);
    } finally {
      other.remove();
    }
  });

  test("a stack without its probe is an error", () => {
    const [dev] = environments;
    if (dev === undefined) throw new Error("no environment");
    const folder = of("dev").folder;
    const empty = workspace.folder("empty");
    createApp([dev], { outdir: empty }).synth();
    expect(() => handoffModules({ folder, probeFolder: empty, environment: dev })).toThrow(
      "it holds no stack of the environment @environment@. Synthesize that environment",
    );
    const nothing = { folder: workspace.folder("nothing"), probeFolder: workspace.folder("nothing"), environment: dev };
    expect(() => handoffModules(nothing)).toThrow("the synthesized stacks cannot be read");
  });
});

/** The settings of the backend: in HCL there is more than one terraform block. */
function backendIn(module: Readonly<Record<string, unknown>>): unknown {
  const blocks = [module["terraform"]].flat() as Record<string, unknown>[];
  return blocks.map(({ backend }) => backend).find((backend) => backend !== undefined);
}
