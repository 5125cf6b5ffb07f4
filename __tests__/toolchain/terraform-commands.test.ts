import { join } from "node:path";

import * as terraform from "../../toolchain/terraform-commands";
import { isStateLocked, terraformErrors } from "../../toolchain/terraform-error";
import { BARE_PATH, fakeProgram, rejection, temporaryFolder } from "./support/fake-programs";

const folder = temporaryFolder();
const LOCKED = `
╷
│ Error: Error acquiring the state lock
│
│ Error message: operation error S3: PutObject, StatusCode: 412,
│ PreconditionFailed
│ Lock Info:
│   ID:        0f5c-1
╵
`;

/** A run whose terraform is this script. */
function running(script: string, more: Partial<terraform.TerraformRun> = {}): terraform.TerraformRun {
  fakeProgram(folder, "terraform", script);
  return { terraform: { file: join(folder, "bin", "terraform") }, cwd: folder, env: { PATH: BARE_PATH }, ...more };
}
/** A run that ends with the arguments it got. */
const echoing = (more: Partial<terraform.TerraformRun> = {}) => running('echo "Error: got $*"; exit 1', more);
const argumentsOf = async (run: Promise<unknown>): Promise<string | undefined> =>
  / got (.*)\. Mend/.exec((await rejection(run)).message)?.[1];

test("terraform is called without input, colours or waiting for a lock", async () => {
  expect(await argumentsOf(terraform.init(echoing()))).toBe("init -input=false -no-color -lock-timeout=0s");
  expect(await argumentsOf(terraform.plan(echoing()))).toBe(
    "plan -detailed-exitcode -input=false -no-color -lock-timeout=0s",
  );
  expect(await argumentsOf(terraform.plan(echoing({ lockTimeoutSeconds: 7 }), { out: "p", destroy: true }))).toBe(
    "plan -detailed-exitcode -input=false -no-color -lock-timeout=7s -out=p -destroy",
  );
  expect(await argumentsOf(terraform.apply(echoing()))).toBe(
    "apply -input=false -no-color -lock-timeout=0s -auto-approve",
  );
  expect(await argumentsOf(terraform.apply(echoing(), "p"))).toBe("apply -input=false -no-color -lock-timeout=0s p");
  expect(await argumentsOf(terraform.destroy(echoing()))).toBe(
    "destroy -auto-approve -input=false -no-color -lock-timeout=0s",
  );
  expect(await argumentsOf(terraform.showPlan(echoing(), "p"))).toBe("show -json -no-color p");
  expect(await argumentsOf(terraform.stateList(echoing()))).toBe("state list");
  expect(await argumentsOf(terraform.validate(echoing()))).toBe("validate -json -no-color");
});

test.each([
  [0, "no changes"],
  [2, "changes"],
])("a plan that exits with %i has %s", async (status, expected) => {
  expect(await terraform.plan(running(`exit ${String(status)}`))).toBe(expected);
});

test.each([1, 3])("a plan that exits with %i has failed", async (status) => {
  await expect(terraform.plan(running(`echo Error: no; exit ${String(status)}`))).rejects.toThrow(": no. Mend");
});

test("an invalid configuration is a result", async () => {
  const answer = `{"valid":false,"diagnostics":[{"severity":"error","summary":"Unsupported argument"}]}`;
  expect(await terraform.validate(running(`echo '${answer}'; exit 1`))).toEqual({
    valid: false,
    diagnostics: [{ severity: "error", summary: "Unsupported argument", detail: "" }],
  });
  expect(await terraform.validate(running(`echo '{"valid":true}'`))).toEqual({ valid: true, diagnostics: [] });
});

test("a plan is shown as JSON", async () => {
  expect(await terraform.showPlan(running(`echo '{"format_version":"1.2"}'`), "p")).toEqual({ format_version: "1.2" });
  await expect(terraform.showPlan(running("echo nonsense"), "p")).rejects.toThrow(/^terraform show /);
});

test("the addresses in the state are listed, and there are none before the first apply", async () => {
  expect(await terraform.stateList(running("echo aws_vpc.vpc; echo 'aws_subnet.public[0]'"))).toEqual([
    "aws_vpc.vpc",
    "aws_subnet.public[0]",
  ]);
  expect(await terraform.stateList(running("echo 'No state file was found!' >&2; exit 1"))).toEqual([]);
});

test("a state that is locked is said to be, with what to do", async () => {
  const { message } = await rejection(terraform.plan(running(`cat <<'END'\n${LOCKED}\nEND\nexit 1`)));
  expect(message).toMatch(
    /^terraform plan \(front-door-test-\w+\): Error acquiring the state lock: Error message: operation error S3: PutObject, StatusCode: 412, PreconditionFailed Lock Info: ID: 0f5c-1\. Wait for the other run to end; if there is none any more: `npm run state -- --env <environment> unlock <stack>`\.$/,
  );
  expect([isStateLocked(LOCKED), isStateLocked("Error: another")]).toEqual([true, false]);
});

test("what is secret is taken out of what terraform said before it is cut", async () => {
  const secret = "hunter2-very-long-password";
  const said = `Error: ${"x".repeat(590)} ${secret} and more`;
  const scrub = (text: string): string => text.replaceAll(secret, "(sensitive value)");
  const { message } = await rejection(terraform.plan({ ...running(`cat <<'END'\n${said}\nEND\nexit 1`), scrub }));
  expect(message).toContain("xxx (sensiti");
  expect(message).not.toContain("hunter2");
});

test("one that is killed, and one that fails without a word, are told apart", async () => {
  await expect(terraform.init(running("kill -9 $$"))).rejects.toThrow(/: was ended by SIGKILL\. /);
  await expect(terraform.init(running("exit 1"))).rejects.toThrow(/: it failed without a word\. /);
});

test("called off, terraform alone is asked to end, and its providers are left to it", () => {
  const { askFirst } = terraform.endTerraformFirst("/some/bin/terraform");
  const named = (name: string) => askFirst?.({ pid: 2, parentPid: 1, name, startTime: "1" });
  expect([named("terraform"), named("terraform-provi"), named("node")]).toEqual([true, false, false]);
});

test.each([
  ["two errors", "╷\n│ Error: First\n│\n│ a\n╵\n╷\n│ Error: Second\n╵", "First: a; Second"],
  ["the same twice", "│ Error: One\n╵\n│ Error: One\n", "One"],
  [
    "where it is",
    "│ Error: creating VPC\n│\n│   with aws_vpc.vpc,\n│   on cdk.tf.json line 31, in resource.aws_vpc.vpc:\n│   31:       }\n│\n│ denied.",
    "creating VPC (aws_vpc.vpc): denied",
  ],
  ["no warnings", "│ Warning: Old\n│ it is old\n╵\n│ Error: New\n│ it is new\n", "New: it is new"],
  ["its last lines where there is no error", "panic: x\n\ngoroutine 1", "panic: x | goroutine 1"],
])("of what terraform says is told %s", (_, output, expected) => {
  expect(terraformErrors(output)).toBe(expected);
});

test("AWS's numbers of a request are left out: they hide what is said", () => {
  const said =
    "Error: operation error S3: PutObject, https response error StatusCode: 412, RequestID: 8TRP/x+=, HostID: 9Gjj, api error Failed: no";
  expect(terraformErrors(said)).toBe(
    "operation error S3: PutObject, https response error StatusCode: 412, api error Failed: no",
  );
});

test("a long error is cut", () => {
  expect(terraformErrors(`Error: ${"x".repeat(600)}`)).toHaveLength(600);
  expect(terraformErrors(`Error: ${"x".repeat(601)}`)).toMatch(/^x{600} \.\.\.$/);
});
