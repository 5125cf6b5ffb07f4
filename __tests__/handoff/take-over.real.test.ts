import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment, EnvironmentInput } from "../../environments/environment";
import { dev } from "../../environments/dev";
import { prod } from "../../environments/prod";
import { defineEnvironment } from "../../environments/schema";
import { STACK_NAMES, type StackName } from "../../environments/stack-names";
import { synthesizeTopology } from "../../cli/synthesize-topology";
import { differences } from "../../topology/drift";
import { expectedOf } from "../../topology/expected";
import { readLive } from "../../topology/live/read-live";
import { checkPromises } from "../../topology/promises";
import { connectionTo } from "../../toolchain/aws-client";
import { deploy } from "../../toolchain/cdktf-cli";
import { plannedChanges } from "../../toolchain/plan-changes";
import { runOrThrow } from "../../toolchain/program";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { findTerraform, type Terraform } from "../../toolchain/terraform";
import { plan, showPlan, type TerraformRun, validate } from "../../toolchain/terraform-commands";
import { userAwsEnvironment } from "../../toolchain/user-aws-environment";
import { createWorkspace } from "../../toolchain/workspace";
import { type CheckoutCopy, copyCheckout } from "../cli/checkout-copy";
import { CommandProcess } from "../cli/command-process";
import { startUserAwsWithTls } from "../cli/user-aws";
import { everyOption } from "../environments/every-option";
import { describeWith } from "../needs";
import { commandsUnder } from "./readme-commands";

jest.setTimeout(600_000);

/** Of every-option, but in the account that there is. */
const everyOptionIn = (accountId: string): EnvironmentInput => ({
  ...everyOption,
  accountId,
  state: {
    ...everyOption.state,
    kmsKeyArn: `arn:aws:kms:eu-central-1:${accountId}:key/1234abcd-12ab-34cd-86ef-1234567890ab`,
  },
});

/** What is changed in terraform.tfvars after the take-over, and what alone may come of it. */
const CHANGES: Readonly<Record<string, Change>> = {
  dev: {
    stack: "load-balancing",
    from: /^idle_timeout_seconds( *)= 60$/m,
    to: "idle_timeout_seconds$1= 75",
    changes: [{ address: "aws_lb.fargate_alb", action: "update", attributes: ["idle_timeout"] }],
  },
  prod: {
    stack: "security",
    from: /^allowed_cidrs( *)= \["0\.0\.0\.0\/0"\]$/m,
    to: 'allowed_cidrs$1= ["0.0.0.0/0", "192.0.2.0/24"]',
    changes: ["http", "https"].map((protocol) => ({
      address: `aws_vpc_security_group_ingress_rule.alb_${protocol}_from_others["192.0.2.0/24"]`,
      action: "create",
    })),
  },
  "every-option": {
    stack: "load-balancing",
    from: /^deregistration_delay_seconds( *)= 0$/m,
    to: "deregistration_delay_seconds$1= 20",
    changes: [{ address: "aws_lb_target_group.fargate_tg", action: "update", attributes: ["deregistration_delay"] }],
  },
};

interface Change {
  readonly stack: StackName;
  readonly from: RegExp;
  readonly to: string;
  readonly changes: readonly object[];
}

/** An environment that is only in TypeScript to compare with: what makes it is a copy of the modules of dev. */
const STAGING = defineEnvironment({
  name: "staging",
  namePrefix: "staging-",
  state: { bucket: "front-door-staging-state" },
  loadBalancer: { allowedCidrs: ["198.51.100.0/24"] },
  targetGroup: { port: 7070, healthCheck: { path: "/alive" } },
});

/** What it has in terraform.tfvars in place of the values of dev, where a module has them. */
const STAGING_VALUES: readonly [string, string][] = [
  ['= "dev"', '= "staging"'],
  ['= "front-door-dev-state"', `= "${STAGING.state.bucket}"`],
  ['= ""', '= "staging-"'],
  ['= ["0.0.0.0/0"]', '= ["198.51.100.0/24"]'],
  ["= 6060", "= 7070"],
  ['= "/health"', '= "/alive"'],
];

/** Replaces what is there of some texts in a file. */
function edit(file: string, replacements: readonly (readonly [string, string])[]): void {
  const before = readFileSync(file, "utf8");
  const after = replacements.reduce((text, [from, to]) => text.replaceAll(from, to), before);
  if (after === before) throw new Error(`${file} holds none of what was to be replaced`);
  writeFileSync(file, after);
}

/**
 * The proof: environments are deployed with cdktf, handed off, and taken over by somebody who has the handed-off folders,
 * terraform and AWS, and nothing else.
 */
describeWith(["terraform", "local-aws", "openssl", "aws"], "taking over what is handed off", () => {
  let user: Awaited<ReturnType<typeof startUserAwsWithTls>>;
  let terraform: Terraform;
  let env: Record<string, string>;
  let environments: readonly Environment[];
  let staging: Promise<void>;

  beforeAll(async () => {
    user = await startUserAwsWithTls();
    terraform = await findTerraform(process.env);
    const providerMirror = findProviderMirror({ env: process.env, cwd: process.cwd() });
    const shell = { ...process.env, ...user.shell };
    env = userAwsEnvironment(shell, { folder: user.temporaryFolder, providerMirror });
    environments = [dev, prod, defineEnvironment(everyOptionIn(user.aws.accountId))];
    const checkout = copyCheckout();
    try {
      useEnvironmentsIn(checkout);
      // It reads nothing of what is deployed.
      for (const { name } of environments) {
        await command(checkout, "cli/handoff.js", ["--env", name, "--out", folderOf(name)]);
      }
      // Made meanwhile, since AWS takes its time. The test that is about it waits for it.
      staging = makeStaging();
      staging.catch(() => undefined);
      await deployFrom(checkout);
    } finally {
      // From here on there is no TypeScript any more, and nothing that was synthesized.
      checkout.remove();
    }
  }, 1_800_000);
  afterAll(async () => user.stop());

  function useEnvironmentsIn(checkout: CheckoutCopy): void {
    checkout.write(
      "environments/index.ts",
      `import { dev } from "./dev";
import { prod } from "./prod";
import { defineEnvironment } from "./schema";
const everyOption = defineEnvironment(${JSON.stringify(everyOptionIn(user.aws.accountId))});
export const environments = [dev, prod, everyOption];
`,
    );
  }

  async function deployFrom(checkout: CheckoutCopy): Promise<void> {
    const names = environments.map(({ name }) => name);
    await Promise.all(names.map((name) => command(checkout, "cli/bootstrap.js", ["--env", name, "--yes"])));
    const cdktf = (patterns: readonly string[]): Promise<string[]> =>
      deploy(
        {
          projectRoot: checkout.folder,
          outFolder: join(user.temporaryFolder, "cdktf.out"),
          env: {
            ...env,
            TERRAFORM_BINARY_NAME: terraform.file,
            CDKTF_HOME: user.temporaryFolder,
            CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
            DISABLE_VERSION_CHECK: "1",
            CI: "1",
          },
        },
        patterns,
      );
    await cdktf(names.map((name) => `${name}-*`));
    // moto forgets the descriptions of rules that refer to a group, and takes them when they are given again.
    await cdktf(names.flatMap((name) => [`${name}-network`, `${name}-security`]));
  }

  async function command(checkout: CheckoutCopy, program: string, args: readonly string[]): Promise<string> {
    const started = new CommandProcess(user.temporaryFolder, {
      program,
      args,
      env: user.shell,
      checkout: checkout.folder,
    });
    const status = await started.exit();
    if (status !== 0) throw new Error(`${program} ${args.join(" ")} exits with ${String(status)}: ${started.output}`);
    return started.output;
  }

  const folderOf = (name: string, ...below: string[]): string =>
    join(user.temporaryFolder, "handed-off", name, ...below);
  const inModule = (name: string, stack: string): TerraformRun => ({ terraform, env, cwd: folderOf(name, stack) });

  describe.each(["dev", "prod", "every-option"])("%s", (name) => {
    test("holds a module for every stack, and nothing that only Node.js could read", () => {
      expect(readdirSync(folderOf(name)).sort()).toEqual(
        [...STACK_NAMES, ".front-door-handoff.json", ".gitignore", "README.md", "network.svg"].sort(),
      );
    });

    test("terraform fmt has nothing to format", async () => {
      const { output } = await terraformIn(folderOf(name), ["fmt", "-check", "-recursive", "-diff"]);
      expect(output).toBe("");
    });

    test("1. Initialize: what the README says does it, warns of nothing, and takes the lock files as they are", async () => {
      const lockFiles = () =>
        STACK_NAMES.map((stack) => readFileSync(folderOf(name, stack, ".terraform.lock.hcl"), "utf8"));
      const locked = lockFiles();
      const { output } = await asWritten(name, "1. Initialize");
      expect(output.match(/Terraform has been successfully initialized!/g)).toHaveLength(STACK_NAMES.length);
      expect(output).not.toMatch(/warning/i);
      expect(lockFiles()).toEqual(locked);
    });

    test.each(STACK_NAMES)("%s: terraform validate finds nothing, and warns of nothing", async (stack) => {
      expect(await validate(inModule(name, stack))).toEqual({ valid: true, diagnostics: [] });
    });

    test("2. See that nothing would change: nothing does, in no module", async () => {
      const { output } = await asWritten(name, "2. See that nothing would change");
      expect(output.match(/^No changes\./gm)).toHaveLength(STACK_NAMES.length);
      expect(output).not.toMatch(/warning/i);
    });

    test("3. Run the tests: every module has some, and all of them pass", async () => {
      const { output } = await asWritten(name, "3. Run the tests");
      expect(output.match(/^Success! [1-9]\d* passed, 0 failed\.$/gm)).toHaveLength(STACK_NAMES.length);
      expect(output).not.toMatch(/warning/i);
    });

    test("a value that is changed in terraform.tfvars changes that alone, and only once", async () => {
      // GIVEN
      const change = CHANGES[name];
      if (change === undefined) throw new Error(`no change is chosen for ${name}`);
      const { stack, from, to, changes } = change;
      const file = folderOf(name, stack, "terraform.tfvars");
      const before = readFileSync(file, "utf8");
      expect(before).toMatch(from);
      // WHEN
      writeFileSync(file, before.replace(from, to));
      // THEN
      expect(await changesIn(name, stack)).toMatchObject(changes);
      await terraformIn(folderOf(name, stack), ["apply", "-input=false", "front-door.tfplan"]);
      for (const each of STACK_NAMES) expect([each, await changesIn(name, each)]).toEqual([each, []]);
    });
  });

  /** What the README of dev says of another environment, word for word but for the bucket's name. */
  async function makeStaging(): Promise<void> {
    const folder = folderOf(STAGING.name);
    await asWritten("dev", "Another environment", 0);
    for (const stack of STACK_NAMES) {
      edit(join(folder, stack, "backend.tf"), [
        ['"front-door-dev-state"', `"${STAGING.state.bucket}"`],
        ['"front-door/dev/', '"front-door/staging/'],
      ]);
      edit(join(folder, stack, "terraform.tfvars"), STAGING_VALUES);
    }
    await asWritten("dev", "Another environment", 1, folder);
    await asWritten("dev", "Another environment", 2, folder);
    // moto forgets the descriptions of rules that refer to a group, and takes them when they are given again.
    await terraformIn(join(folder, "security"), ["apply", "-auto-approve"]);
  }

  /** Runs a block of the README's commands, word for word, in the folder that it is in. */
  async function asWritten(name: string, heading: string, block = 0, cwd = folderOf(name)) {
    const commands = commandsUnder(readFileSync(folderOf(name, "README.md"), "utf8"), heading)[block] ?? "";
    const shell = { ...env, AWS_PAGER: "", TF_CLI_ARGS: "-no-color", TF_CLI_ARGS_apply: "-auto-approve" };
    return runOrThrow("sh", ["-e", "-u", "-c", commands.replaceAll("my-staging-state", STAGING.state.bucket)], {
      cwd,
      env: shell,
    });
  }

  test("another container port, as the README says: nothing is left to change, and traffic goes there", async () => {
    // GIVEN
    for (const stack of ["security", "load-balancing"]) {
      edit(folderOf("dev", stack, "terraform.tfvars"), [["= 6060", "= 9090"]]);
    }
    // WHEN
    await asWritten("dev", "Another container port");
    // THEN
    for (const stack of STACK_NAMES) expect([stack, await changesIn("dev", stack)]).toEqual([stack, []]);
    const connection = connectionTo(user.aws, dev.region);
    const live = await readLive({ connection, environment: dev.name });
    const expected = expectedOf({ ...dev, targetGroup: { ...dev.targetGroup, port: 9090 } });
    expect(checkPromises(live, expected).filter(({ outcome }) => outcome !== "kept")).toEqual([]);
  });

  describe("another environment, from the modules of dev", () => {
    test("is made as the README says: copied, edited, with a bucket of its own; and then nothing would change", async () => {
      await staging;
      for (const stack of STACK_NAMES) {
        expect([stack, await plan(inModule(STAGING.name, stack))]).toEqual([stack, "no changes"]);
      }
    });

    test("is the network that the TypeScript code would have made, and keeps its promises", async () => {
      const connection = connectionTo(user.aws, STAGING.region);
      const live = await readLive({ connection, environment: STAGING.name });
      const workspace = createWorkspace("front-door-test");
      try {
        expect(differences(synthesizeTopology(workspace, STAGING), live)).toEqual([]);
      } finally {
        workspace.remove();
      }
      const promises = checkPromises(live, expectedOf(STAGING));
      expect(promises.filter(({ outcome }) => outcome !== "kept")).toEqual([]);
    });
  });

  async function terraformIn(cwd: string, args: readonly string[]) {
    const [subcommand = "", ...rest] = args;
    return runOrThrow(terraform.file, [subcommand, "-no-color", ...rest], { cwd, env });
  }

  async function changesIn(name: string, stack: string): Promise<object[]> {
    const run = inModule(name, stack);
    if ((await plan(run, { out: "front-door.tfplan" })) === "no changes") return [];
    const shown = (await showPlan(run, "front-door.tfplan")) as { output_changes?: object };
    const changes = plannedChanges(shown);
    return changes.length > 0 ? [...changes] : [{ address: "something that is not listed" }];
  }
});
