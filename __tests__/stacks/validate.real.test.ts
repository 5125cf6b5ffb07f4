import { readdirSync } from "node:fs";
import { join } from "node:path";
import { environments } from "../../environments";
import { defineEnvironment } from "../../environments/schema";
import { createApp } from "../../stacks/front-door";
import { neutralEnvironment } from "../../toolchain/aws-environment";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { runOrThrow } from "../../toolchain/program";
import { findTerraform, type Terraform } from "../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../toolchain/terraform-cli-config";
import { validate } from "../../toolchain/terraform-commands";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { everyOption } from "../environments/every-option";
import { describeWith } from "../needs";

const withoutNat = defineEnvironment({
  name: "without-nat",
  namePrefix: "without-nat-",
  state: { bucket: "front-door-without-nat-state" },
  network: { natGateways: "none" },
});
const all = [...environments, defineEnvironment(everyOption), withoutNat];

describeWith(["terraform"], "terraform validate, with the real AWS provider", () => {
  let workspace: Workspace;
  let terraform: Terraform;
  let env: Record<string, string>;

  beforeAll(async () => {
    workspace = createWorkspace("front-door-test");
    terraform = await findTerraform(process.env);
    const mirror = findProviderMirror({ env: process.env, cwd: process.cwd() });
    env = {
      ...neutralEnvironment(process.env),
      TF_CLI_CONFIG_FILE: writeTerraformCliConfig(workspace.path, mirror),
      CHECKPOINT_DISABLE: "1",
    };
    createApp(all, { outdir: workspace.path }).synth();
  });
  afterAll(() => {
    workspace.remove();
  });

  test("every stack of every environment was synthesized", () => {
    expect(readdirSync(join(workspace.path, "stacks")).sort()).toEqual(
      all.flatMap(({ name }) => ["load-balancing", "network", "security"].map((stack) => `${name}-${stack}`)).sort(),
    );
  });

  test.each(all.flatMap(({ name }) => ["network", "security", "load-balancing"].map((stack) => `${name}-${stack}`)))(
    "%s is valid, without a warning",
    async (stack) => {
      // GIVEN
      const cwd = join(workspace.path, "stacks", stack);
      await runOrThrow(terraform.file, ["init", "-backend=false", "-input=false", "-no-color"], { cwd, env });
      // THEN
      expect(await validate({ terraform, cwd, env })).toEqual({ valid: true, diagnostics: [] });
    },
    120_000,
  );
});
