import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { deploy, destroy, stackFolder, synth } from "../../toolchain/cdktf-cli";
import type { CdktfEvent } from "../../toolchain/cdktf-progress";
import { listProcesses } from "../../toolchain/process-list";
import { descendantsOf } from "../../toolchain/process-tree";
import { everyStartedProgram } from "../../toolchain/started-program";
import { listStateObjects } from "../../toolchain/state-bucket";
import * as terraform from "../../toolchain/terraform-commands";
import { sweepWorkspaces } from "../../toolchain/workspace";
import { describeWith } from "../needs";
import { rejection, until } from "./support/fake-programs";
import { type Deployment, setUpDeployment } from "./support/deployment";

jest.setTimeout(180_000);

const isTerraform = ({ name }: { name: string }): boolean => name.startsWith("terraform");
const anyRunning = (pids: readonly number[]): boolean => listProcesses().some(({ pid }) => pids.includes(pid));

describeWith(
  ["terraform", "local-aws"],
  "a project of two stacks, with real cdktf, terraform, provider and a local AWS",
  () => {
    let deployment: Deployment;
    beforeAll(async () => {
      deployment = await setUpDeployment(process.env);
    });
    afterAll(async () => {
      await deployment.aws.stop();
      deployment.workspace.remove();
      expect(existsSync(deployment.workspace.path)).toBe(false);
      expect(everyStartedProgram()).toEqual([]);
    });
    const terraformIn = (stack: string): terraform.TerraformRun => ({
      terraform: deployment.terraform,
      cwd: stackFolder(deployment.run.outFolder, stack),
      env: deployment.run.env,
    });
    const states = (): Promise<string[]> => listStateObjects(deployment);

    test("its stacks are synthesized, and are valid", async () => {
      expect((await synth(deployment.run)).sort()).toEqual(["dev-above", "dev-below"]);
      await terraform.init(terraformIn("dev-below"));
      expect(await terraform.validate(terraformIn("dev-below"))).toEqual({ valid: true, diagnostics: [] });
      expect(await terraform.stateList(terraformIn("dev-below"))).toEqual([]);
      expect(await terraform.plan(terraformIn("dev-below"), { out: "saved" })).toBe("changes");
      expect(await terraform.showPlan(terraformIn("dev-below"), "saved")).toMatchObject({
        resource_changes: [{ address: "aws_vpc.vpc", change: { actions: ["create"] } }],
      });
    });

    test("a deployment that is called off while terraform works ends it all, with the state saved and unlocked", async () => {
      const controller = new AbortController();
      let tree: number[] = [];
      const onEvent = (event: CdktfEvent): void => {
        if (event.kind !== "resource") return;
        const processes = descendantsOf(process.pid);
        tree = processes.filter(isTerraform).map(({ pid }) => pid);
        setTimeout(() => {
          controller.abort();
        }, 1_000);
      };
      const run = deploy({ ...deployment.run, signal: controller.signal, onEvent }, ["dev-*"]);
      expect(await rejection(run)).toMatchObject({ name: "AbortError" });
      expect(tree.length).toBeGreaterThanOrEqual(2);
      expect(anyRunning(tree)).toBe(false);
      expect(await states()).toEqual(["dev-below.tfstate"]);
    });

    test("a deployment after that converges, in the order of the stacks, and has nothing left to change", async () => {
      expect(await deploy(deployment.run, ["dev-*"])).toEqual(["dev-below", "dev-above"]);
      expect(await states()).toEqual(["dev-above.tfstate", "dev-below.tfstate"]);
      expect(await terraform.stateList(terraformIn("dev-below"))).toEqual(["aws_vpc.vpc"]);
      expect(await terraform.plan(terraformIn("dev-below"))).toBe("no changes");
    });

    test("a stack that does not exist is told", async () => {
      const { message } = await rejection(deploy(deployment.run, ["prod-*"]));
      expect(message).toMatch(/^cdktf deploy prod-\*: .*Could not find stack for pattern 'prod-\*'/);
    });

    test("they are destroyed in reverse, and no lock is left", async () => {
      expect(await destroy(deployment.run, ["dev-*"])).toEqual(["dev-above", "dev-below"]);
      expect((await states()).filter((key) => key.endsWith(".tflock"))).toEqual([]);
    });

    test("nothing was written into the project or the user's home", () => {
      expect(readdirSync(deployment.run.projectRoot).sort()).toEqual([
        "cdktf.json",
        "main.js",
        "node_modules",
        "package.json",
      ]);
      expect(readdirSync(join(deployment.workspace.path, "user"))).toEqual([]);
    });
  },
);

describeWith(["terraform", "local-aws"], "kill -9 of a process that deploys", () => {
  test("leaves neither cdktf, nor terraform, nor its provider, nor the local AWS", async () => {
    const script = join(__dirname, "support", "deploying-parent.ts");
    const parent = spawn(process.execPath, ["--require", "tsx/cjs", script], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = parent.pid ?? 0;
    const exited = new Promise((resolve) => parent.once("exit", resolve));
    await new Promise<void>((resolve, reject) => {
      parent.stdout.on("data", (chunk: Buffer) => {
        if (chunk.includes('"kind":"resource"')) resolve();
      });
      parent.once("exit", () => {
        reject(new Error("it ended before terraform worked"));
      });
    });
    const tree = descendantsOf(pid).filter(({ name }) => name !== "esbuild");
    expect(tree.filter(isTerraform).length).toBeGreaterThanOrEqual(2);
    expect(new Set(tree.map(({ session }) => session)).size).toBeGreaterThanOrEqual(2);
    process.kill(pid, "SIGKILL");
    await exited;
    await until(() => !anyRunning(tree.map((each) => each.pid)));
    expect(sweepWorkspaces("front-door-real-test")).not.toEqual([]);
  });
});
