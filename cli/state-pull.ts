import type { StackName } from "../environments/stack-names";
import { askingAws } from "../toolchain/aws-error";
import { stateLocation } from "../toolchain/state-location";
import { listVersions, readState } from "../toolchain/state-versions";
import { ToolError } from "../toolchain/tool-error";
import type { StateContext } from "./state-context";

/**
 * Writes a state to the standard output, byte for byte as it is in the bucket.
 *
 * @param version - an older version, @default the newest
 * @returns the exit status
 * @throws ToolError when there is no such state
 */
export async function pull(context: StateContext, stack: StackName, version: string | undefined): Promise<number> {
  const { environment, connection } = context;
  const location = stateLocation(connection, environment, stack);
  const found = await askingAws(`s3://${location.bucket}`, async () => {
    // S3 answers an id that it never gave to anything with an error of its own, so the list is asked.
    const isKept =
      version === undefined ||
      (await listVersions(location)).some(({ versionId, isDeletion }) => versionId === version && !isDeletion);
    return isKept ? readState(location, version) : undefined;
  });
  if (found === undefined) {
    throw new ToolError({
      where: `${environment.name}-${stack}`,
      what: version === undefined ? "it has no state" : `there is no version "${version}" of its state`,
      remedy: `See which there are: \`npm run state -- --env ${environment.name} history ${stack}\`.`,
    });
  }
  // Awaited, because what a pipe has not taken yet is lost when the process exits.
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(found.bytes, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  return 0;
}
