import { join } from "node:path";
import { appendFileSync } from "node:fs";
import { defineEnvironment } from "../../environments/schema";
import { createApp } from "../../stacks/front-door";
import { connectionTo } from "../../toolchain/aws-client";
import { localAwsEnvironment } from "../../toolchain/aws-environment";
import { startLocalAws } from "../../toolchain/local-aws";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { createStateBucket } from "../../toolchain/state-bucket";
import { findTerraform } from "../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../toolchain/terraform-cli-config";
import { apply, destroy, init, plan } from "../../toolchain/terraform-commands";
import { createWorkspace } from "../../toolchain/workspace";
import { startAwsGate } from "./aws-gate";
jest.setTimeout(900_000);
test("observe", async () => {
  const workspace = createWorkspace("front-door-real-test");
  const region = "us-east-1";
  const terraform = await findTerraform(process.env);
  const aws = await startLocalAws({ workspace, env: { ...process.env, AWS_EMULATOR_URL: undefined }, region });
  const gate = await startAwsGate({
    url: aws.url,
    region,
    account: aws.accountId,
    policies: [{ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }],
  });
  const say = (what: string) => {
    appendFileSync(
      "/tmp/ci/observe.log",
      `${what}\n${[...gate.asked].sort().join("\n")}\nrefused ${JSON.stringify(gate.refused)}\n`,
    );
    (gate.asked as Set<string>).clear();
  };
  try {
    const base = { name: "dev", state: { bucket: "front-door-dev-state" } } as const;
    await createStateBucket({
      connection: connectionTo(aws, region),
      bucket: "front-door-dev-state",
      account: aws.accountId,
    });
    const homeFolder = workspace.folder("home");
    const mirror = findProviderMirror({ env: process.env, cwd: workspace.path });
    const env = localAwsEnvironment(process.env, {
      endpointUrl: gate.url,
      region,
      homeFolder,
      terraformCliConfig: writeTerraformCliConfig(homeFolder, mirror),
      terraformFile: terraform.file,
      hasProviderMirror: mirror !== undefined,
    });
    const stacks = ["network", "security", "load-balancing"];
    const run = (folder: string, stack: string) => ({
      terraform,
      env,
      cwd: join(workspace.path, folder, "stacks", `dev-${stack}`),
    });
    createApp([defineEnvironment(base)], { outdir: workspace.folder("one") }).synth();
    for (const stack of stacks) {
      await init(run("one", stack));
      await apply(run("one", stack));
    }
    say("== create");
    for (const stack of stacks) {
      await plan(run("one", stack));
    }
    say("== plan");
    createApp(
      [
        defineEnvironment({
          ...base,
          tags: { Team: "edge" },
          network: {
            zones: [
              { availabilityZone: "us-east-1a", public: "172.31.96.0/20", private: "172.31.128.0/20" },
              { availabilityZone: "us-east-1b", public: "172.31.112.0/20", private: "172.31.144.0/20" },
              { availabilityZone: "us-east-1c", public: "172.31.160.0/20", private: "172.31.176.0/20" },
            ],
            natGateways: "one-per-zone",
          },
          loadBalancer: { idleTimeoutSeconds: 100, allowedCidrs: ["203.0.113.0/24"], deletionProtection: true },
          targetGroup: { port: 6061, deregistrationDelaySeconds: 10, healthCheck: { path: "/up" } },
        }),
      ],
      { outdir: workspace.folder("two") },
    ).synth();
    for (const stack of stacks) {
      await init(run("two", stack));
      await apply(run("two", stack)).catch((e: unknown) => say("ERR " + String(e)));
    }
    say("== change");
    createApp([defineEnvironment({ ...base, loadBalancer: { deletionProtection: false } })], {
      outdir: workspace.folder("three"),
    }).synth();
    for (const stack of stacks) {
      await init(run("three", stack));
      await apply(run("three", stack)).catch((e: unknown) => say("ERR " + String(e)));
    }
    say("== back");
    for (const stack of [...stacks].reverse()) await destroy(run("three", stack));
    say("== destroy");
  } finally {
    await gate.stop();
    await aws.stop();
    workspace.remove();
  }
});
