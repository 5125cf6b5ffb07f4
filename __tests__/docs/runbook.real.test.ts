import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { stateKey } from "../../environments/state-key";
import { runProgram, type RunResult } from "../../toolchain/program";
import { findTerraform } from "../../toolchain/terraform";
import { apply, init, plan, type TerraformRun } from "../../toolchain/terraform-commands";
import { userAwsEnvironment } from "../../toolchain/user-aws-environment";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { startUserAws, type UserAws } from "../cli/user-aws";
import { describeWith } from "../needs";
import { markedBlock } from "./marked-block";

jest.setTimeout(120_000);

const STACKS = ["network", "security", "load-balancing"];
const OLD = "my-team-front-door-dev-state";
const NEW = "my-team-front-door-dev-state-2";

describeWith(["terraform", "local-aws", "aws"], "docs/state.md: moving to another bucket", () => {
  let user: UserAws;
  let workspace: Workspace;
  let terraform: Omit<TerraformRun, "cwd">;
  beforeAll(async () => {
    user = await startUserAws();
    workspace = createWorkspace("front-door-test");
    const shell = { ...process.env, ...user.shell, AWS_DEFAULT_REGION: "us-east-1" };
    const env = userAwsEnvironment(shell, { folder: workspace.path, providerMirror: undefined });
    terraform = { terraform: await findTerraform(process.env), env };
    for (const Bucket of [OLD, NEW]) await user.s3.send(new CreateBucketCommand({ Bucket }));
    for (const stack of STACKS) {
      await init(stackIn(OLD, stack));
      await apply(stackIn(OLD, stack));
    }
  });
  afterAll(async () => {
    await user.stop();
    workspace.remove();
  });

  /** A stack with the backend of front-door's, and with a resource that needs no provider. */
  const stackIn = (bucket: string, stack: string): TerraformRun => {
    const cwd = join(workspace.path, bucket, stack);
    mkdirSync(cwd, { recursive: true });
    const s3 = { bucket, key: stateKey("dev", stack), region: "us-east-1", encrypt: true, use_lockfile: true };
    const resource = { terraform_data: { it: { input: stack } } };
    writeFileSync(join(cwd, "main.tf.json"), JSON.stringify({ terraform: { backend: { s3 } }, resource }));
    return { ...terraform, cwd };
  };
  const runBlock = (): Promise<RunResult> =>
    runProgram("bash", ["-c", markedBlock("move the states")], { cwd: workspace.folder("shell"), env: terraform.env });

  test("every state is in the new bucket, unlocked, and a plan against it shows no changes", async () => {
    const result = await runBlock();
    expect(result).toMatchObject({ exitCode: 0 });
    for (const stack of STACKS) {
      await init(stackIn(NEW, stack));
      expect(await plan(stackIn(NEW, stack))).toBe("no changes");
      const lock = { Bucket: NEW, Key: `${stateKey("dev", stack)}.tflock` };
      await expect(user.s3.send(new HeadObjectCommand(lock))).rejects.toMatchObject({ name: "NotFound" });
    }
  });

  test.each(STACKS)("a checkout that still knows the old bucket of %s is refused, and told why", async (stack) => {
    await expect(apply(stackIn(OLD, stack))).rejects.toThrow(
      new RegExp(`Error acquiring the state lock.*moved to ${NEW}.*this environment has moved`, "s"),
    );
  });

  test("run again, it stops at what is locked", async () => {
    const { output } = await runBlock();
    expect(output).toContain("PreconditionFailed");
    expect(output).not.toContain("copy:");
  });
});
