import type { Construct } from "constructs";
import { StateBucket } from "../constructs/state/state-bucket";
import type { Environment } from "../environments/environment";
import { EnvironmentStack } from "./environment-stack";

/**
 * The bucket that keeps the states of the environment, and this stack's own among them. It comes before all others and
 * outlives them, so it is in an app of its own (see state-app.ts).
 */
export class StateStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment) {
    const { bucket, region, kmsKeyArn } = environment.state;
    super(scope, environment, "state", { region });

    const stateBucket = new StateBucket(this, "state", { bucketName: bucket, kmsKeyArn });

    this.publishString("state_bucket_name", "The bucket of the environment's states", stateBucket.bucketName);
    this.publishString("state_bucket_arn", "The bucket's ARN, for policies", stateBucket.arn);
  }
}
