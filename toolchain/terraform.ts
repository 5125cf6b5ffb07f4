import semver from "semver";

import { neutralEnvironment, type ShellEnvironment } from "./aws-environment";
import { findProgram } from "./find-program";
import { describeExit, lastLines, runProgram, type RunResult } from "./program";
import { ToolError } from "./tool-error";

/** The oldest terraform that locks state in S3 by itself, without a DynamoDB table. Source: Terraform 1.10 changelog. */
export const OLDEST_TERRAFORM = "1.10.0";

/** A terraform that can be used. */
export interface Terraform {
  /** Its absolute path. */
  readonly file: string;
  /** As it says itself, such as 1.11.4. */
  readonly version: string;
}

/**
 * Finds terraform as cdktf does: the program named by TERRAFORM_BINARY_NAME, a path or a name on the PATH, else `terraform`.
 * OpenTofu is taken too: it reports itself in the same form.
 *
 * @throws ToolError when there is none, it is older than 1.10.0, or what answers is something else.
 */
export async function findTerraform(env: ShellEnvironment, options: { signal?: AbortSignal } = {}): Promise<Terraform> {
  const named = env["TERRAFORM_BINARY_NAME"];
  const name = named === undefined || named === "" ? "terraform" : named;
  const file = findProgram(name, env);
  if (file === undefined) {
    throw unusable(
      name,
      named ? `TERRAFORM_BINARY_NAME is "${name}", and there is no such program` : "not found on the PATH",
    );
  }
  const result = await runProgram(file, ["version", "-json"], {
    cwd: process.cwd(),
    // Without the user's CLI configuration: a broken one is not what is asked about here.
    env: { ...neutralEnvironment(env), CHECKPOINT_DISABLE: "1" },
    timeoutMs: 30_000,
    ...options,
  });
  const version = versionIn(result);
  if (version === undefined) {
    const said = lastLines(result.output, 2).slice(0, 200) || "nothing";
    throw unusable(
      name,
      `${file} does not answer like terraform: \`version -json\` ${describeExit(result)} and said: ${said}`,
    );
  }
  // 1.12.0-beta1 is newer than 1.10.0; 1.10.0-rc1 is not.
  if (semver.lt(version, OLDEST_TERRAFORM)) throw unusable(name, `found ${version} (${file})`);
  return { file, version };
}

function versionIn({ exitCode, stdout }: RunResult): string | undefined {
  if (exitCode !== 0) return undefined;
  try {
    const answer = JSON.parse(stdout) as { terraform_version?: unknown } | null;
    return typeof answer?.terraform_version === "string"
      ? (semver.valid(answer.terraform_version) ?? undefined)
      : undefined;
  } catch {
    // Before 0.13 it knew no -json.
    return semver.valid(/^Terraform v(\S+)/.exec(stdout)?.[1]) ?? undefined;
  }
}

function unusable(name: string, what: string): ToolError {
  return new ToolError({
    where: name,
    what: `${what}; Terraform >= ${OLDEST_TERRAFORM} is needed, because it locks its state in S3 by itself`,
    remedy:
      "Install it from https://developer.hashicorp.com/terraform/install, or set TERRAFORM_BINARY_NAME to one that is new enough.",
  });
}
