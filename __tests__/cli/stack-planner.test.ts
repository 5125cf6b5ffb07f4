import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PlannerTools, StackPlanner } from "../../cli/stack-planner";
import type { RawChange } from "../../review/plan/terraform-plan";
import type { StateFacts } from "../../toolchain/state-facts";

/**
 * A terraform that plans what stands in a folder: `plan.json`, or `plan-on-override.json` where an override file turned the
 * data sources elsewhere. It writes down when it began and ended what.
 */
const TERRAFORM = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync } = require("node:fs");
const log = (what) => appendFileSync("../log", process.cwd().split("/").pop() + " " + what + "\\n");
const [command] = process.argv.slice(2);
log(command + " begins");
const file = existsSync("review_override.tf.json") ? "plan-on-override.json" : "plan.json";
if (command === "show") process.stdout.write(readFileSync(file, "utf8"));
if (command === "plan" && !existsSync(file)) {
  process.stderr.write("Error: it cannot be planned\\n");
  process.exitCode = 1;
}
setTimeout(() => log(command + " ends"), 400);
`;

const planWith = (outputs: Record<string, Partial<RawChange>>): string =>
  JSON.stringify({
    format_version: "1.2",
    output_changes: Object.fromEntries(
      Object.entries(outputs).map(([name, change]) => [name, { actions: ["update"], before: null, ...change }]),
    ),
  });

const SAME = { actions: ["no-op"], before: "vpc-1", after: "vpc-1" };
const APPLIED: StateFacts = {
  outputs: new Set(["vpc_id"]),
  encryption: undefined,
  kmsKeyArn: undefined,
  secrets: new Set(),
};

// Each starts many programs, on a machine that may be busy.
jest.setTimeout(60_000);

describe("stacks that stand on each other", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
    writeFileSync(join(folder, "terraform"), TERRAFORM);
    chmodSync(join(folder, "terraform"), 0o755);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** `above` reads vpc_id of `below`. */
  function planner(
    plans: { below?: string; above?: string; aboveOnOverride?: string },
    states: PlannerTools["states"],
    more: Partial<PlannerTools> = {},
  ): StackPlanner {
    const stacks = ["below", "above"].map((stack) => ({
      stack,
      folder: join(folder, stack),
      fingerprint: stack,
      secrets: [],
      upstream: stack === "above" ? [{ data: "network", stack: "below", outputs: ["vpc_id"] }] : [],
    }));
    for (const { folder: path } of stacks) mkdirSync(path);
    const files = {
      "below/plan.json": plans.below,
      "above/plan.json": plans.above,
      "above/plan-on-override.json": plans.aboveOnOverride,
    };
    for (const [file, text] of Object.entries(files)) if (text !== undefined) writeFileSync(join(folder, file), text);
    const terraform = { terraform: { file: join(folder, "terraform") }, env: {} };
    return new StackPlanner({ stacks, states, terraform, initsAtOnce: true, ...more });
  }

  const both = new Map([
    ["below", APPLIED],
    ["above", APPLIED],
  ]);
  const log = (): string[] => readFileSync(join(folder, "log"), "utf8").trim().split("\n");
  const override = (): string => join(folder, "above/review_override.tf.json");

  test("are planned at the same time where nothing changes that is read", async () => {
    const work = planner({ below: planWith({ vpc_id: SAME, other: { after: "new" } }), above: planWith({}) }, both);
    const [, above] = await Promise.all([work.plan("below"), work.plan("above")]);
    expect(above.provisional).toBeUndefined();
    expect(existsSync(override())).toBe(false);
    expect(log().indexOf("above plan begins")).toBeLessThan(log().indexOf("below plan ends"));
    expect(
      log()
        .filter((line) => line.endsWith("plan begins"))
        .sort(),
    ).toEqual(["above plan begins", "below plan begins"]);
  });

  test("are planned once, however often they are asked for", async () => {
    const work = planner({ below: planWith({ vpc_id: SAME }), above: planWith({}) }, both);
    expect(await work.plan("above")).toBe(await work.plan("above"));
    expect(log().filter((line) => line === "below init begins")).toHaveLength(1);
  });

  test.each<[string, PlannerTools["states"]]>([
    ["was never applied", new Map([["above", APPLIED]])],
    ["was destroyed", new Map([["below", { ...APPLIED, outputs: new Set<string>() }]])],
    ["will publish something else", both],
  ])("one above another that %s is planned on what that will publish", async (_, states) => {
    const below = planWith({ vpc_id: { before: "vpc-1", after_unknown: true }, not_read: { after_unknown: true } });
    const onOverride = planWith({ made: { after: "of it" } });
    const { plan, provisional } = await planner(
      { below, above: planWith({}), aboveOnOverride: onOverride },
      states,
    ).plan("above");
    expect(plan.output_changes).toHaveProperty("made");
    expect(provisional).toEqual({
      upstream: ["below"],
      placeholders: [
        { value: expect.stringMatching(/^placeholder-/) as string, stack: "below", output: "vpc_id", path: [] },
      ],
    });
    // What it reads instead: the same placeholder, in a local state.
    const { data } = JSON.parse(readFileSync(override(), "utf8")) as {
      data: { terraform_remote_state: { network: { backend: string; config: { path: string } } } };
    };
    const { backend, config } = data.terraform_remote_state.network;
    expect(backend).toBe("local");
    expect(JSON.parse(readFileSync(config.path, "utf8"))).toMatchObject({
      version: 4,
      outputs: { vpc_id: { value: provisional?.placeholders[0]?.value, type: "string" } },
      resources: [],
    });
  });

  test("the known value of one that was never applied is taken as it is", async () => {
    const below = planWith({ vpc_id: { after: "vpc-known" } });
    const work = planner({ below, aboveOnOverride: planWith({}) }, new Map());
    expect((await work.plan("above")).provisional).toEqual({ upstream: ["below"], placeholders: [] });
  });

  test("a placeholder that is published again is known as that stack's own, too", async () => {
    const below = planWith({ vpc_id: { after_unknown: true } });
    const work = planner({ below, aboveOnOverride: planWith({}) }, new Map());
    const { value = "" } = (await work.plan("above")).provisional?.placeholders[0] ?? {};
    // GIVEN a third stack that reads what the second took from the first
    mkdirSync(join(folder, "top"));
    writeFileSync(join(folder, "top/plan-on-override.json"), planWith({}));
    writeFileSync(join(folder, "above/plan-on-override.json"), planWith({ vpcs: { after: [value] } }));
    const reads = (data: string, stack: string, output: string) => [{ data, stack, outputs: [output] }];
    const stack = (name: string, upstream: ReturnType<typeof reads>) => ({
      stack: name,
      folder: join(folder, name),
      fingerprint: name,
      secrets: [],
      upstream,
    });
    const three = new StackPlanner({
      stacks: [
        stack("below", []),
        stack("above", reads("network", "below", "vpc_id")),
        stack("top", reads("middle", "above", "vpcs")),
      ],
      states: new Map(),
      terraform: { terraform: { file: join(folder, "terraform") }, env: {} },
      initsAtOnce: true,
    });
    expect((await three.plan("top")).provisional?.placeholders).toEqual(
      expect.arrayContaining([
        { value, stack: "above", output: "vpcs", path: [0] },
        { value, stack: "below", output: "vpc_id", path: [] },
      ]),
    );
  });

  test("one that cannot be planned without another that cannot says so", async () => {
    const work = planner({}, new Map());
    await expect(work.plan("below")).rejects.toThrow("terraform plan (below): it cannot be planned");
    await expect(work.plan("above")).rejects.toThrow("above: it stands on below, which could not be planned");
  });

  test("one that can be planned without it is", async () => {
    const work = planner({ above: planWith({}) }, both);
    await expect(work.plan("below")).rejects.toThrow("it cannot be planned");
    expect((await work.plan("above")).provisional).toBeUndefined();
  });

  test.each([true, false])("terraform init runs at once where it may: %s", async (initsAtOnce) => {
    const work = planner({ below: planWith({ vpc_id: SAME }), above: planWith({}) }, both, { initsAtOnce });
    await Promise.all([work.plan("below"), work.plan("above")]);
    const inits = log()
      .filter((line) => line.includes("init"))
      .map((line) => line.split(" ")[2]);
    expect(inits).toEqual(initsAtOnce ? ["begins", "begins", "ends", "ends"] : ["begins", "ends", "begins", "ends"]);
  });
});
