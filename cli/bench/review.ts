import { availableParallelism } from "node:os";
import { join } from "node:path";
import { dev } from "../../environments/dev";
import { connectionTo } from "../../toolchain/aws-client";
import { callerIdentity } from "../../toolchain/caller-identity";
import { startLocalAws } from "../../toolchain/local-aws";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { createStateBucket } from "../../toolchain/state-bucket";
import { findTerraform } from "../../toolchain/terraform";
import { apply, init, plan, type TerraformRun } from "../../toolchain/terraform-commands";
import { userAwsEnvironment } from "../../toolchain/user-aws-environment";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { PROJECT_ROOT } from "../project-root";
import { synthesizeStack } from "../synthesize-stack";
import { measure, type Measurement } from "./measure";

/** What a review takes, and what it cannot do without. */
export interface ReviewMeasurement {
  /** `npm run review` of dev, deployed and unchanged, without npm. */
  readonly review: Measurement;
  /** The slowest of its stacks alone, in milliseconds: `terraform init` and `plan -out`. */
  readonly slowestStackMs: number;
  readonly stacks: number;
  /** Of this machine: terraform and its provider keep one busy. */
  readonly cores: number;
}

const STACKS = ["network", "security", "load-balancing"] as const;
const ROUNDS = 3;

/**
 * Measures the review of one environment on a local AWS, where it is deployed first.
 *
 * @param onProgress - called with what takes long
 * @throws ToolError when there is no terraform, no provider or no local AWS
 */
export async function measureReview(onProgress: (what: string) => void): Promise<ReviewMeasurement> {
  const workspace = createWorkspace("front-door-bench-review");
  const terraform = await findTerraform(process.env);
  const aws = await startLocalAws({ workspace, env: process.env, region: dev.region });
  try {
    const shell = {
      ...process.env,
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_EC2_METADATA_DISABLED: "true",
    };
    const providerMirror = findProviderMirror({ env: process.env, cwd: process.cwd() });
    const env = userAwsEnvironment(shell, { folder: workspace.path, providerMirror });
    const connection = connectionTo(aws, dev.state.region);
    const { account } = await callerIdentity(connection);
    await createStateBucket({ connection, bucket: dev.state.bucket, account });
    for (const stack of STACKS) {
      onProgress(`a review: deploying dev-${stack}, to have something to review`);
      const run = { terraform, env, cwd: synthesizeStack(workspace, dev, stack) };
      await init(run);
      await apply(run);
    }
    onProgress("a review, and its stacks one by one");
    const slowest = await slowestStack(workspace, { terraform, env });
    const args = [join(PROJECT_ROOT, "cli/review.js"), "--env", "dev", "--out", join(workspace.path, "review")];
    const review = await measure(args, { rounds: ROUNDS, env, expectedStatus: [0, 2] });
    return { review, slowestStackMs: slowest, stacks: STACKS.length, cores: availableParallelism() };
  } finally {
    await aws.stop();
    workspace.remove();
  }
}

/** In milliseconds: of each stack the median, and of these the largest. */
async function slowestStack(workspace: Workspace, tools: Omit<TerraformRun, "cwd">): Promise<number> {
  const medians: number[] = [];
  for (const stack of STACKS) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const folder = createWorkspace("front-door-bench-stack", workspace.path);
      const run = { ...tools, cwd: synthesizeStack(folder, dev, stack) };
      const startedAt = performance.now();
      await init(run);
      await plan(run, { out: "bench.tfplan" });
      times.push(performance.now() - startedAt);
      folder.remove();
    }
    medians.push(times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN);
  }
  return Math.max(...medians);
}
