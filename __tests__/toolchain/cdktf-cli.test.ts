import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type CdktfRun, deploy, destroy, stackFolder, synth } from "../../toolchain/cdktf-cli";
import { type CdktfEvent, CdktfProgress } from "../../toolchain/cdktf-progress";
import { BARE_PATH, rejection, temporaryFolder } from "./support/fake-programs";

const folder = temporaryFolder();

/** A project whose cdktf is this script: node runs it, as it runs the real one. */
function project(script: string): CdktfRun {
  const cli = join(folder, "node_modules", "cdktf-cli");
  mkdirSync(join(cli, "bundle"), { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  writeFileSync(join(cli, "package.json"), JSON.stringify({ name: "cdktf-cli", bin: { cdktf: "bundle/cdktf" } }));
  writeFileSync(join(cli, "bundle", "cdktf"), script);
  return { projectRoot: folder, outFolder: join(folder, "out"), env: { PATH: BARE_PATH } };
}
const printing = (text: string, status = 0): CdktfRun =>
  project(`console.log(${JSON.stringify(text)}); process.exitCode = ${String(status)}`);
const echoing = (): CdktfRun =>
  project("console.log('Error: ' + process.argv.slice(2).join(' ')); process.exitCode = 1");

const DEPLOYED = `dev-network  Initializing the backend...
dev-network  aws_vpc.vpc: Creating...
dev-network  aws_vpc.vpc: Still creating... [10s elapsed]
dev-network  aws_vpc.vpc: Creation complete after 11s [id=vpc-1]
dev-network
             Apply complete! Resources: 1 added, 0 changed, 0 destroyed.

             Outputs:
dev-security  aws_security_group.a: Modifying... [id=sg-1]
              aws_security_group.a: Modifications complete after 0s [id=sg-1]
dev-security
              Apply complete! Resources: 0 added, 1 changed, 0 destroyed.`;

test("its output is read as what happens to stacks and resources", () => {
  const progress = new CdktfProgress();
  const vpc = { kind: "resource", stack: "dev-network", address: "aws_vpc.vpc", action: "creating" };
  const group = { kind: "resource", stack: "dev-security", address: "aws_security_group.a", action: "modifying" };
  expect(DEPLOYED.split("\n").flatMap((line) => progress.read(line) ?? [])).toEqual([
    { kind: "stack preparing", stack: "dev-network" },
    { ...vpc, done: false },
    { ...vpc, done: false },
    { ...vpc, done: true },
    { kind: "stack done", stack: "dev-network" },
    { ...group, done: false },
    { ...group, done: true },
    { kind: "stack done", stack: "dev-security" },
  ]);
});

test.each([
  ["dev-network  aws_nat_gateway.nat: Destroying... [id=nat-1]", { action: "destroying", done: false }],
  ["dev-network  aws_nat_gateway.nat: Destruction complete after 0s", { action: "destroying", done: true }],
  [
    "dev-network  aws_nat_gateway.nat: Still destroying... [id=nat-1, 10s elapsed]",
    { action: "destroying", done: false },
  ],
])("%s", (line, expected) => {
  expect(new CdktfProgress().read(line)).toMatchObject(expected);
});

test.each(["", "Synthesizing", "aws_vpc.vpc: Creating...", "dev-network  Plan: 1 to add, 0 to change, 0 to destroy."])(
  "%j tells nothing",
  (line) => {
    expect(new CdktfProgress().read(line)).toBeUndefined();
  },
);

test("the stacks that were worked on are returned in their order, and told while it runs", async () => {
  const events: CdktfEvent[] = [];
  const lines: string[] = [];
  const run = {
    ...printing(DEPLOYED),
    onEvent: (event: CdktfEvent) => events.push(event),
    onLine: (line: string) => lines.push(line),
  };
  expect(await deploy(run, ["dev-*"])).toEqual(["dev-network", "dev-security"]);
  expect(events).toHaveLength(8);
  expect(lines).toEqual(DEPLOYED.split("\n"));
  expect(await destroy(printing("dev-network  Destroy complete! Resources: 4 destroyed."), ["dev-*"])).toEqual([
    "dev-network",
  ]);
});

test("cdktf gets the patterns, its own folder, and no question to ask", async () => {
  const out = join(folder, "out");
  expect((await rejection(deploy(echoing(), ["a", "b-*"]))).message).toContain(
    `: deploy a b-* --auto-approve --skip-provider-lock --output ${out}. Mend`,
  );
  expect((await rejection(destroy(echoing(), ["a"]))).message).toContain(
    `: destroy a --auto-approve --skip-provider-lock --output ${out}. Mend`,
  );
  expect((await rejection(synth(echoing()))).message).toContain(`: synth --output ${out}. Mend`);
  expect(existsSync(out)).toBe(true);
});

test("a synthesis gives the names of the stacks", async () => {
  const run = project(`
    const out = process.argv[process.argv.indexOf("--output") + 1];
    require("fs").writeFileSync(out + "/manifest.json", JSON.stringify({ stacks: { "dev-network": {}, "dev-security": {} } }));`);
  expect(await synth(run)).toEqual(["dev-network", "dev-security"]);
  expect(stackFolder("/out", "dev-network")).toBe("/out/stacks/dev-network");
});

test("terraform's error is told, and where it is", async () => {
  const output = `dev-network  ╷
             │ Error: creating EC2 VPC: VpcLimitExceeded
             │
             │   with aws_vpc.vpc,
             │   on cdk.tf.json line 31, in resource.aws_vpc.vpc:
             ╵
0 Stacks deploying     1 Stack done     1 Stack waiting
Invoking Terraform CLI failed with exit code 1`;
  const { message } = await rejection(deploy(printing(output, 1), ["dev-network"]));
  expect(message).toBe(
    "cdktf deploy dev-network: creating EC2 VPC: VpcLimitExceeded (aws_vpc.vpc). Mend what it names, then run this again: what is done already is kept.",
  );
});

test("so is what the app says when it cannot be synthesized", async () => {
  const output = `ERROR: cdktf encountered an error while synthesizing

Synth command: node main.ts
Error:         non-zero exit code 1

Command output on stderr:

    dev: network.cidr: "x" is not a block. Give one.
    dev: region: "y" is not a region. Give one.

`;
  const { message } = await rejection(synth(printing(output, 1)));
  expect(message).toContain(
    'cdktf synth: dev: network.cidr: "x" is not a block. Give one. | dev: region: "y" is not a region. Give one.. Mend',
  );
});

test("a project without the CLI is told to install it", async () => {
  const run = { ...printing(""), projectRoot: temporaryRoot };
  expect((await rejection(synth(run))).message).toBe(
    `cdktf: the project in ${temporaryRoot} has no cdktf-cli installed. Run \`npm ci\` there.`,
  );
});
const temporaryRoot = temporaryFolder();
