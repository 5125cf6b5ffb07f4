import "./plain-when-piped";
import "./report-problems";
import { isColorSupported } from "picocolors";
import { environments } from "../environments";
import { expectedOf } from "../topology/expected";
import { askingAws } from "../toolchain/aws-error";
import { callerIdentity } from "../toolchain/caller-identity";
import { connectionOfShell } from "../toolchain/shell-connection";
import { createWorkspace, type Workspace } from "../toolchain/workspace";
import { describeError } from "./describe-error";
import { Interruption } from "./interruption";
import { promisesAsJson, formatPromises } from "./reach-report";
import { requireAccount } from "./require-account";
import { synthesizeTopology } from "./synthesize-topology";
import { type Findings, verify, waitUntilActive } from "./verify-findings";
import { parseVerifyOptions, type VerifyOptions } from "./verify-options";
import { formatChecks, isAllKept, summarizeFindings } from "./verify-report";

/** AWS could not be asked. */
const COULD_NOT_ASK = 2;

async function main(): Promise<number> {
  const options = parseVerifyOptions(process.argv.slice(2), environments);
  if (typeof options === "number") {
    return options;
  }
  const interruption = new Interruption();
  const workspace = createWorkspace("front-door-verify");
  try {
    const findings = await interruption.orElse(find(options, workspace, interruption.signal));
    print(options, findings);
    return isAllKept(findings) ? 0 : 1;
  } catch (error) {
    if (interruption.exitStatus !== undefined) {
      return interruption.exitStatus;
    }
    process.stderr.write(`${describeError(error)}\n`);
    return COULD_NOT_ASK;
  } finally {
    workspace.remove();
  }
}

async function find(
  { environment, wait, connectTo }: VerifyOptions,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<Findings> {
  const synthesized = synthesizeTopology(workspace, environment);
  const connection = await connectionOfShell(process.env, environment.region);
  const { account } = await askingAws("AWS", () => callerIdentity(connection));
  requireAccount(account, environment.accountId);
  const verification = { environment, connection, synthesized, connectTo };
  return askingAws("AWS", async () => {
    if (wait) {
      const { loadBalancer } = expectedOf(environment);
      await waitUntilActive(verification, {
        signal,
        onProgress: (text) => process.stderr.write(`${loadBalancer}: ${text}\n`),
      });
    }
    return verify(verification);
  });
}

function print({ environment, json }: VerifyOptions, findings: Findings): void {
  const expected = expectedOf(environment);
  const { promises, checks } = findings;
  if (json) {
    console.log(JSON.stringify({ ...promisesAsJson(expected, promises), checks }, undefined, 2));
    return;
  }
  console.log(formatPromises(promises, expected, isColorSupported));
  console.log(`${formatChecks(checks, isColorSupported)}\n`);
  console.log(summarizeFindings(environment.name, findings));
}

// Exits, because a question that AWS never answered would keep the process.
void main().then((status) => process.exit(status));
