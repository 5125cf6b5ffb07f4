import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, type S3BackendConfig, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { ConfigurationError } from "../environments/configuration-error";
import type { Environment } from "../environments/environment";
import { awsName } from "../environments/full-name";
import { stateKey } from "../environments/state-key";
import type { Publication, Published, Publisher } from "./published";
import { RemoteState } from "./remote-state";
import { repeatedAddresses } from "./repeated-addresses";

/**
 * One Terraform state of one environment, named `<environment>-<stack>`: S3 backend with S3-native locking, AWS
 * provider with default tags, and the one way by which stacks hand values to each other.
 */
export abstract class EnvironmentStack extends TerraformStack {
  private readonly remoteStates = new Map<TerraformStack, RemoteState>();
  private readonly valuesRead = new Map<Published<unknown>, unknown>();

  /**
   * @param stackName - the stack's name within its environment, such as `load-balancing`
   * @param options.region - where what it holds is made, @default the environment's region
   */
  constructor(
    scope: Construct,
    readonly environment: Environment,
    readonly stackName: string,
    { region = environment.region }: { readonly region?: string } = {},
  ) {
    super(scope, `${environment.name}-${stackName}`);

    new S3Backend(this, {
      ...this.stateLocation,
      encrypt: true,
      // Without it, `encrypt` asks for SSE-S3 by name, whatever the bucket's default is.
      ...(environment.state.kmsKeyArn === undefined ? {} : { kmsKeyId: environment.state.kmsKeyArn }),
      // cdktf 0.21 does not know the option by name, and passes it on: locking by S3 itself, Terraform >= 1.10.
      useLockfile: true,
    } as S3BackendConfig);

    new AwsProvider(this, "aws", {
      region,
      ...this.allowedAccountIds,
      defaultTags: [
        {
          tags: {
            ...environment.tags,
            Project: "front-door",
            Environment: environment.name,
            Stack: stackName,
            ManagedBy: "Terraform",
          },
        },
      ],
    });

    this.node.addValidation({ validate: () => repeatedAddresses(this) });
  }

  /**
   * A value published by this stack, which is used directly, or by one below it: that one is read from state, and
   * this stack then depends on the other.
   */
  use<T>(published: Published<T>): T {
    if (published.publisher.stack === this) {
      return published.value;
    }
    // Kept, so that the same value is the same object however often it is read: constructs compare by identity.
    if (!this.valuesRead.has(published)) {
      const output = this.remoteState(published.publisher).output(published.outputName);
      const value = published.fromState({ ...output, use: (other) => this.use(other) });
      this.valuesRead.set(published, value);
    }
    return this.valuesRead.get(published) as T;
  }

  /** The name that AWS shows: the environment's prefix and the name itself. */
  protected awsName(name: string): string {
    return awsName(this.environment, name);
  }

  /** Publishes a value under an output name: a contract with the stacks above and with other teams. */
  protected publish<T>(outputName: string, publication: Publication<T>): Published<T> {
    const { description, output, value, fromState } = publication;
    new TerraformOutput(this, outputName, { value: output, description, staticId: true });
    const publisher = { stack: this, stackName: this.stackName, stateLocation: this.stateLocation };
    return { publisher, outputName, value, fromState };
  }

  /** Publishes a string. */
  protected publishString(outputName: string, description: string, value: string): Published<string> {
    return this.publish(outputName, { description, output: value, value, fromState: (output) => output.value });
  }

  private remoteState(publisher: Publisher): RemoteState {
    let remoteState = this.remoteStates.get(publisher.stack);
    if (!remoteState) {
      this.addDependency(publisher.stack);
      remoteState = new RemoteState(this, publisher);
      this.remoteStates.set(publisher.stack, remoteState);
    }
    return remoteState;
  }

  private get stateLocation(): S3BackendConfig {
    const { name, state } = this.environment;
    return {
      bucket: state.bucket,
      key: stateKey(name, this.stackName),
      region: state.region,
      ...this.allowedAccountIds,
    };
  }

  /** With an account id in the environment, provider and backend refuse credentials of any other account. */
  private get allowedAccountIds(): { allowedAccountIds?: string[] } {
    const { accountId } = this.environment;
    return accountId === undefined ? {} : { allowedAccountIds: [accountId] };
  }

  /**
   * Where one stack refers to another's resource directly, cdktf would publish it under a generated name. Refused, so
   * that what is synthesized holds only names that somebody chose.
   */
  override registerOutgoingCrossStackReference(identifier: string): TerraformOutput {
    throw new ConfigurationError([
      {
        where: this.node.path,
        what: `another stack refers to ${identifier} directly`,
        remedy: "Publish the value in this stack and read it with use().",
      },
    ]);
  }
}
