import type { Environment } from "../environments/environment";
import type { AwsConnection } from "../toolchain/aws-client";
import { connectionTo } from "../toolchain/aws-client";
import { localAwsEnvironment, type LocalAwsAccess, type ShellEnvironment } from "../toolchain/aws-environment";
import type { CdktfRun } from "../toolchain/cdktf-cli";
import { stackFolder } from "../toolchain/cdktf-cli";
import type { LocalAws } from "../toolchain/local-aws";
import type { Terraform } from "../toolchain/terraform";
import { writeTerraformCliConfig } from "../toolchain/terraform-cli-config";
import type { TerraformRun } from "../toolchain/terraform-commands";
import type { Workspace } from "../toolchain/workspace";
import type { BootstrapTools } from "./bootstrap-work";
import { PROJECT_ROOT } from "./project-root";

/** The tools of one run on a local AWS: which terraform, with which provider, on which AWS. */
export interface LocalTools {
  /** The user's environment, as it was before anything of it was hidden. */
  readonly shell: ShellEnvironment;
  readonly environment: Environment;
  readonly workspace: Workspace;
  readonly terraform: Terraform;
  /** The folder where terraform finds its provider without the registry, if there is one. */
  readonly providerMirror: string | undefined;
  readonly aws: LocalAws;
  readonly signal: AbortSignal;
}

/** One environment on a local AWS: how its programs are run, and how AWS is asked. */
export class LocalRun {
  readonly access: LocalAwsAccess;
  private readonly outFolder: string;
  private readonly env: Readonly<Record<string, string>>;

  constructor(private readonly tools: LocalTools) {
    const { shell, environment, workspace, terraform, providerMirror, aws } = tools;
    this.outFolder = workspace.folder("cdktf.out");
    this.access = {
      endpointUrl: aws.url,
      region: environment.region,
      accountId: environment.accountId,
      homeFolder: workspace.folder("home"),
      terraformCliConfig: writeTerraformCliConfig(workspace.path, providerMirror),
      terraformFile: terraform.file,
      hasProviderMirror: providerMirror !== undefined,
    };
    this.env = localAwsEnvironment(shell, this.access);
  }

  /** cdktf, on the unchanged app of this checkout. */
  cdktf(onEvent: NonNullable<CdktfRun["onEvent"]>): CdktfRun {
    const { outFolder, env } = this;
    return { projectRoot: PROJECT_ROOT, outFolder, env, signal: this.tools.signal, onEvent };
  }

  /** terraform, in the folder that cdktf synthesized for a stack. */
  terraform(stack: string): TerraformRun {
    return { ...this.bootstrap().terraform, cwd: stackFolder(this.outFolder, stack) };
  }

  /** What a bootstrap of the state bucket works with. */
  bootstrap(): BootstrapTools {
    const { environment, workspace, terraform, signal } = this.tools;
    return {
      environment,
      connection: this.connection(environment.state.region),
      outFolder: workspace.folder("bootstrap.out"),
      terraform: { terraform, env: this.env, signal },
    };
  }

  /** The AWS SDK, in the environment's region or another. */
  connection(region = this.tools.environment.region): AwsConnection {
    return connectionTo(this.tools.aws, region, this.tools.environment.accountId);
  }
}
