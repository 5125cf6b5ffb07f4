import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { planWithoutChanges } from "../../cli/plan-without-changes";
import type { TerraformRun } from "../../toolchain/terraform-commands";
import { ToolError } from "../../toolchain/tool-error";
import { BARE_PATH, fakeProgram, rejection, temporaryFolder } from "../toolchain/support/fake-programs";

/** What one `terraform plan` is to do: its exit status, and what `terraform show -json` then tells of it. */
interface ScriptedPlan {
  readonly status: 0 | 1 | 2;
  readonly shows?: unknown;
}

const folder = temporaryFolder();
/** Counts its plans in the file `plans`; the nth exits with `status.n`, and `shown.n` is what it would change. */
const bin = fakeProgram(
  folder,
  "terraform",
  `echo "$*" >> calls
case "$1" in
  plan)
    read -r n < plans; n=$((n + 1)); echo "$n" > plans
    if read -r status < "status.$n"; then :; else status=99; fi
    if [ "$status" = 1 ]; then echo "Error: no valid credentials"; fi
    exit "$status";;
  show) read -r n < plans; cat "shown.$n";;
esac`,
);

/** A stack whose plans go as scripted, one after the other. One plan more than that is a failure of terraform. */
function stackWith(plans: readonly ScriptedPlan[]): TerraformRun {
  const cwd = mkdtempSync(join(folder, "stack-"));
  writeFileSync(join(cwd, "plans"), "0\n");
  for (const [index, { status, shows }] of plans.entries()) {
    writeFileSync(join(cwd, `status.${String(index + 1)}`), `${String(status)}\n`);
    if (shows !== undefined) writeFileSync(join(cwd, `shown.${String(index + 1)}`), JSON.stringify(shows));
  }
  return { terraform: { file: join(bin, "terraform") }, cwd, env: { PATH: BARE_PATH } };
}

/** The terraform commands that were run, without their options; a plan file is told. */
function commandsRun({ cwd }: TerraformRun): string[] {
  if (!existsSync(join(cwd, "calls"))) return [];
  const calls = readFileSync(join(cwd, "calls"), "utf8").trim().split("\n");
  return calls.map((call) =>
    call
      .split(" ")
      .filter((word) => !word.startsWith("-") || word.startsWith("-out="))
      .join(" "),
  );
}

const PLAN = "plan -out=front-door.tfplan";
const SHOW = "show front-door.tfplan";
const APPLY = "apply front-door.tfplan";

function changing(...resource_changes: unknown[]): ScriptedPlan {
  return { status: 2, shows: { format_version: "1.2", resource_changes } };
}

/** What moto forgets: the description of a rule that refers to a group. */
const gapIn = (name: string) => {
  const type = "aws_vpc_security_group_ingress_rule";
  const before = { referenced_security_group_id: "sg-1", from_port: 6060, description: "" };
  const after = { ...before, description: "From the load balancer only" };
  return { address: `${type}.${name}`, type, change: { actions: ["update"], before, after } };
};

const slowerLoadBalancer = {
  address: "aws_lb.fargate_alb",
  type: "aws_lb",
  change: {
    actions: ["update"],
    before: { name: "alb", idle_timeout: 60, enable_http2: true },
    after: { name: "alb", idle_timeout: 61, enable_http2: false },
  },
};

const newSubnet = {
  address: "aws_subnet.public_1",
  type: "aws_subnet",
  change: {
    actions: ["delete", "create"],
    before: { cidr_block: "10.0.0.0/24" },
    after: { cidr_block: "10.0.1.0/24" },
  },
};

async function refused(run: TerraformRun): Promise<string> {
  const error = await rejection(planWithoutChanges(run));
  expect(error).toBeInstanceOf(ToolError);
  return error.message;
}

test("a plan without changes is all there is to do", async () => {
  const run = stackWith([{ status: 0 }]);
  expect(await planWithoutChanges(run)).toBe("no changes");
  expect(commandsRun(run)).toEqual([PLAN]);
});

test("what moto forgot is applied once, and then nothing may change", async () => {
  const run = stackWith([changing(gapIn("first"), gapIn("second")), { status: 0 }]);
  expect(await planWithoutChanges(run)).toMatch(/^no changes, once 2 rule descriptions /);
  expect(commandsRun(run)).toEqual([PLAN, SHOW, APPLY, PLAN]);
});

test("what moto forgets again after the apply is a change, and it is not applied for ever", async () => {
  const run = stackWith([changing(gapIn("first"), gapIn("second")), changing(gapIn("second"))]);
  const message = await refused(run);
  expect(message).toContain("aws_vpc_security_group_ingress_rule.second: update (description)");
  expect(message).not.toContain("rule.first");
  expect(commandsRun(run)).toEqual([PLAN, SHOW, APPLY, PLAN, SHOW]);
});

test("another change that the apply brings to light is refused", async () => {
  const run = stackWith([changing(gapIn("first")), changing(slowerLoadBalancer)]);
  expect(await refused(run)).toContain("aws_lb.fargate_alb: update (idle_timeout, enable_http2)");
});

test.each([
  ["alone", [slowerLoadBalancer, newSubnet]],
  ["beside what moto forgot", [gapIn("first"), slowerLoadBalancer, newSubnet]],
])("another change %s is refused with address, action and attributes, and not applied", async (_, changes) => {
  const run = stackWith([changing(...changes), { status: 0 }]);
  const message = await refused(run);
  expect(message).toContain(`second plan in ${run.cwd}: `);
  expect(message).toContain("aws_lb.fargate_alb: update (idle_timeout, enable_http2)");
  expect(message).toContain("aws_subnet.public_1: delete and create");
  expect(commandsRun(run)).toEqual([PLAN, SHOW]);
});

test("an output that would change is refused too", async () => {
  const shows = { format_version: "1.2", output_changes: { vpc_id: { actions: ["update"] } } };
  const run = stackWith([{ status: 2, shows }, { status: 0 }]);
  expect(await refused(run)).toContain("output.vpc_id: update");
  expect(commandsRun(run)).toEqual([PLAN, SHOW]);
});

test.each([
  ["nothing at all", []],
  ["only what is not changed", [{ ...newSubnet, change: { ...newSubnet.change, actions: ["no-op"] } }]],
])("a plan that says it has changes and lists %s is not believed", async (_, changes) => {
  const run = stackWith([changing(...changes), { status: 0 }]);
  expect(await refused(run)).toContain("the plan: changes that are not listed");
  expect(commandsRun(run)).toEqual([PLAN, SHOW]);
});

test("a plan that fails is terraform's error", async () => {
  const run = stackWith([{ status: 1 }, { status: 0 }]);
  expect(await refused(run)).toMatch(/^terraform plan \(stack-\w+\): no valid credentials\. /);
  expect(commandsRun(run)).toEqual([PLAN]);
});

test("and so is one that fails after the apply", async () => {
  const run = stackWith([changing(gapIn("first")), { status: 1 }]);
  expect(await refused(run)).toContain("no valid credentials");
  expect(commandsRun(run)).toEqual([PLAN, SHOW, APPLY, PLAN]);
});
