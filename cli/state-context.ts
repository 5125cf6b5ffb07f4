import type { Environment } from "../environments/environment";
import type { AwsConnection } from "../toolchain/aws-client";
import type { ShellEnvironment } from "../toolchain/aws-environment";
import { askingAws } from "../toolchain/aws-error";
import { callerIdentity } from "../toolchain/caller-identity";
import { connectionOfShell } from "../toolchain/shell-connection";
import { findStateBucket } from "../toolchain/state-bucket";
import { ToolError } from "../toolchain/tool-error";
import type { Workspace } from "../toolchain/workspace";
import { requireAccount } from "./require-account";

/** What a command on states works with. */
export interface StateContext {
  readonly shell: ShellEnvironment;
  readonly environment: Environment;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly connection: AwsConnection;
}

/** On the AWS that the user's shell names. */
export async function stateContext(context: Omit<StateContext, "connection">): Promise<StateContext> {
  return { ...context, connection: await connectionOfShell(context.shell, context.environment.state.region) };
}

/** @throws ToolError when the credentials are of another account, or the bucket is not there. */
export async function requireBucket({ environment, connection }: StateContext): Promise<void> {
  const { name, accountId, state } = environment;
  const { account } = await askingAws("AWS", () => callerIdentity(connection));
  requireAccount(account, accountId);
  const found = await askingAws(`s3://${state.bucket}`, () =>
    findStateBucket({ connection, bucket: state.bucket, account }),
  );
  if (found === "missing") {
    throw new ToolError({
      where: `s3://${state.bucket}`,
      what: "there is no such bucket",
      remedy: `Create it: \`npm run bootstrap -- --env ${name}\`.`,
    });
  }
}
