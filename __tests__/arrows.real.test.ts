import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");

const ALLOWED: [string, string, string][] = [
  ["the app makes stacks", "main", "stacks/made"],
  ["a stack takes constructs", "stacks/one", "constructs/taken"],
  ["a stack reads environments", "stacks/two", "environments/read"],
  ["a construct takes constructs", "constructs/one", "constructs/network/taken"],
  ["a construct takes the error class", "constructs/two", "environments/configuration-error"],
  ["a command drives the toolchain", "cli/one", "toolchain/driven"],
  ["a command makes stacks", "cli/two", "stacks/made"],
  ["a command reads the topology", "cli/five", "topology/read"],
  ["the topology asks AWS by way of the toolchain", "topology/one", "toolchain/asked"],
  ["the topology reads environments", "topology/two", "environments/expected"],
  ["a command makes reviews", "cli/six", "review/made"],
  ["a review compares topologies", "review/one", "topology/read"],
  ["a review knows the errors of the toolchain", "review/two", "toolchain/asked"],
  ["a review reads environments", "review/three", "environments/expected"],
  ["a command hands off", "cli/seven", "handoff/made"],
  ["a handoff knows the errors of the toolchain", "handoff/one", "toolchain/asked"],
  ["a handoff reads environments", "handoff/two", "environments/expected"],
  ["the toolchain knows how problems sound", "toolchain/one", "environments/problem"],
];

const FORBIDDEN: [string, string, string, string][] = [
  ["a construct knows no environment", "constructs/three", "environments/b", "constructs-know-only-constructs"],
  ["a construct knows no stack", "constructs/four", "stacks/b", "constructs-know-only-constructs"],
  ["a construct drives no program", "constructs/five", "toolchain/b", "constructs-know-only-constructs"],
  ["a stack drives no program", "stacks/three", "toolchain/b", "stacks-know-constructs-and-environments"],
  ["an environment knows no stack", "environments/one", "stacks/b", "environments-are-plain-data"],
  ["an environment drives no program", "environments/two", "toolchain/b", "environments-are-plain-data"],
  ["the toolchain knows no stack", "toolchain/two", "stacks/b", "toolchain-drives-programs"],
  ["the toolchain knows no construct", "toolchain/three", "constructs/b", "toolchain-drives-programs"],
  ["the topology knows no stack", "topology/three", "stacks/b", "topology-reads-files-and-aws"],
  ["the topology knows no construct", "topology/four", "constructs/b", "topology-reads-files-and-aws"],
  ["the topology knows no review", "topology/six", "review/b", "topology-reads-files-and-aws"],
  ["the toolchain knows no review", "toolchain/six", "review/b", "toolchain-drives-programs"],
  ["a review knows no stack", "review/four", "stacks/b", "review-reads-plans"],
  ["a review knows no command", "review/five", "cli/b", "cli-is-on-top"],
  ["a handoff knows no stack", "handoff/three", "stacks/b", "handoff-reads-what-was-synthesized"],
  ["a handoff knows no construct", "handoff/four", "constructs/b", "handoff-reads-what-was-synthesized"],
  ["a handoff knows no review", "handoff/five", "review/b", "handoff-reads-what-was-synthesized"],
  ["a handoff knows no command", "handoff/six", "cli/b", "cli-is-on-top"],
  ["a review knows no handoff", "review/seven", "handoff/b", "review-reads-plans"],
  ["the toolchain knows no topology", "toolchain/five", "topology/b", "toolchain-drives-programs"],
  ["an environment knows no topology", "environments/five", "topology/b", "environments-are-plain-data"],
  ["nobody imports a command", "stacks/four", "cli/b", "cli-is-on-top"],
  ["nobody imports the app", "cli/three", "main", "only-main-builds-the-app"],
];

/** Imports of packages, which lie in the house's own node_modules. */
const PACKAGES_ALLOWED: [string, string, string][] = [
  ["an environment is validated by zod", "environments/three", "zod"],
  ["a stack is made of cdktf", "stacks/five", "cdktf"],
  ["a construct takes one resource of the provider", "constructs/six", "@cdktf/provider-aws/lib/lb"],
];
const PACKAGES_FORBIDDEN: [string, string, string, string][] = [
  ["an environment needs no cdktf", "environments/four", "cdktf", "environments-need-no-cdktf"],
  ["the topology needs no cdktf", "topology/five", "cdktf", "topology-needs-no-cdktf"],
  ["a review needs no cdktf", "review/six", "cdktf", "review-needs-no-cdktf"],
  ["a handoff needs no cdktf", "handoff/seven", "cdktf", "handoff-needs-no-cdktf"],
  ["the toolchain needs no cdktf", "toolchain/four", "cdktf", "toolchain-needs-no-cdktf"],
  ["nobody imports the provider's barrel", "constructs/seven", "@cdktf/provider-aws/lib/index", "no-provider-barrel"],
  ["a package that is not declared", "cli/four", "undeclared", "what-runs-is-a-dependency"],
];

describe("a house with every arrow there is, held against the rules of this one", () => {
  let house: string;
  /** Which rules each file breaks, by its name without `.ts`. */
  const broken = new Map<string, string[]>();

  beforeAll(() => {
    // GIVEN
    house = mkdtempSync(join(tmpdir(), "front-door-house-"));
    write("tsconfig.json", readFileSync(join(ROOT, "tsconfig.json"), "utf8"));
    write("package.json", JSON.stringify({ dependencies: { zod: "1", cdktf: "1", "@cdktf/provider-aws": "1" } }));
    for (const [, from, module] of [...PACKAGES_ALLOWED, ...PACKAGES_FORBIDDEN]) {
      write(`${from}.ts`, `import { b } from "${module}"; export const a = b;`);
    }
    for (const file of [
      "zod/index",
      "cdktf/index",
      "@cdktf/provider-aws/lib/index",
      "@cdktf/provider-aws/lib/lb",
      "undeclared/index",
    ]) {
      write(`node_modules/${file}.js`, "exports.b = 1;");
      write(`node_modules/${file}.d.ts`, "export declare const b: number;");
    }
    for (const [, , to] of [...ALLOWED, ...FORBIDDEN]) {
      write(`${to}.ts`, "export const b = 1;");
    }
    for (const [, from, to] of [...ALLOWED, ...FORBIDDEN]) {
      const up = "../".repeat(from.split("/").length - 1) || "./";
      write(`${from}.ts`, `import { b } from "${up}${to}"; export const a = b;`);
    }
    write("stacks/egg.ts", 'import type { Hen } from "./hen"; export interface Egg { from: Hen }');
    write("stacks/hen.ts", 'import type { Egg } from "./egg"; export interface Hen { from: Egg }');
    // WHEN
    for (const { from, rule } of violations(house)) {
      const file = from.replace(/\.ts$/, "");
      broken.set(file, [...(broken.get(file) ?? []), rule.name]);
    }
  });
  afterAll(() => {
    rmSync(house, { recursive: true });
  });

  test.each([...ALLOWED, ...PACKAGES_ALLOWED])("%s", (_, from) => {
    expect(broken.get(from)).toBeUndefined();
  });

  test.each([...FORBIDDEN, ...PACKAGES_FORBIDDEN])("%s", (_, from, __, rule) => {
    expect(broken.get(from)).toContain(rule);
  });

  test("files import each other in no circle, not even for types", () => {
    expect(broken.get("stacks/egg")).toEqual(["no-circles"]);
  });

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), text);
  }
});

function violations(house: string): { from: string; rule: { name: string } }[] {
  const cruiser = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const rooms = [
    "main.ts",
    "cli",
    "stacks",
    "constructs",
    "environments",
    "review",
    "handoff",
    "topology",
    "toolchain",
  ];
  const args = [cruiser, "--config", join(ROOT, ".dependency-cruiser.cjs"), "--output-type", "json", ...rooms];
  const output = execFileSync(process.execPath, args, { cwd: house, encoding: "utf8", maxBuffer: 1e8 });
  return (JSON.parse(output) as { summary: { violations: { from: string; rule: { name: string } }[] } }).summary
    .violations;
}
