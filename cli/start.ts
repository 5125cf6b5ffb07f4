import "./plain-when-piped";
import "./report-problems";
import { isColorSupported } from "picocolors";
import { environments } from "../environments";
import { hideAwsOfShell, localAwsExports } from "../toolchain/aws-environment";
import { endAllPrograms } from "../toolchain/started-program";
import { createWorkspace } from "../toolchain/workspace";
import { describeError } from "./describe-error";
import { Interruption } from "./interruption";
import { formatChecks } from "./print-checks";
import { runSteps } from "./run-steps";
import { parseStartOptions, type StartOptions } from "./start-options";
import { deploySteps, destroySteps, type StartContext, stopSteps } from "./start-steps";

async function main(): Promise<number> {
  const options = parseStartOptions(process.argv.slice(2), environments);
  if (typeof options === "number") {
    return options;
  }
  const shell = hideAwsOfShell(process.env);
  const interruption = new Interruption();
  const workspace = createWorkspace("front-door");
  const context = { shell, environment: options.environment, workspace, signal: interruption.signal } as StartContext;
  try {
    const status = await deployAndProve(options, context);
    // Ctrl-C that came with the last step, too late to call anything off.
    return options.keep ? status : (interruption.exitStatus ?? status);
  } catch (error) {
    if (interruption.exitStatus !== undefined) {
      return interruption.exitStatus;
    }
    process.stderr.write(`\n${describeError(error)}\n${whatStays(context)}`);
    return 1;
  } finally {
    await endAllPrograms();
    workspace.remove();
  }
}

/** After a failure: a local AWS of our own goes with all that is in it, another one keeps it. */
function whatStays({ aws }: Partial<StartContext>): string {
  return aws?.kind === "AWS_EMULATOR_URL" ? `What was deployed so far stays at ${aws.url}.\n` : "";
}

async function deployAndProve({ environment, keep }: StartOptions, context: StartContext): Promise<number> {
  const startedAt = Date.now();
  await runSteps(deploySteps(environment), context);
  console.log(`\n${formatChecks(context.checks, isColorSupported)}\n`);
  const asExpected = context.checks.every(({ expected }) => expected === undefined);
  if (keep) {
    await keepUntilInterrupted(context);
    return asExpected ? 0 : 1;
  }
  await runSteps([...destroySteps(environment), ...stopSteps()], context);
  if (!asExpected) {
    process.stderr.write("\nWhat AWS reported is not what the environment asks for: see the lines marked ✖ above.\n");
    return 1;
  }
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(
    `\n${environment.name}: deployed, as asked for, without changes on a second plan, and gone again, in ${seconds} s.`,
  );
  return 0;
}

async function keepUntilInterrupted({
  shell,
  run,
  signal,
  stacks,
  environment,
  aws,
  terraform,
}: StartContext): Promise<void> {
  const [stack = `${environment.name}-network`] = stacks;
  console.log(
    [
      "Everything stands until Ctrl-C. To try it by hand, in another shell:",
      "",
      ...localAwsExports(shell, run.access).map((line) => `  ${line}`),
      "",
      "  aws elbv2 describe-load-balancers",
      `  cd ${run.terraform(stack).cwd} && ${terraform.file} plan`,
      "",
    ].join("\n"),
  );
  await new Promise((resolve) => {
    signal.addEventListener("abort", resolve, { once: true });
    // An AbortSignal does not keep the process alive; a local AWS that is not ours leaves nothing else that does.
    const alive = setInterval(() => undefined, 60_000);
    signal.addEventListener("abort", () => {
      clearInterval(alive);
    });
  });
  await aws.stop();
}

void main().then((status) => {
  process.exitCode = status;
});
