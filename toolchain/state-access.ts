import type { Environment } from "../environments/environment";
import { partitionOf } from "../environments/partition";
import { STACK_NAMES, type StackName } from "../environments/stack-names";
import { lockKey, stateKey } from "../environments/state-key";

/**
 * What somebody may do with the states of an environment:
 * - `plan`: read all states, and lock those of the stacks for as long as a plan takes;
 * - `deploy`: write them as well. Not that of `state`, the stack of the bucket itself;
 * - `recover`: what `npm run state` does: show whatever lies in the environment's folder of the bucket, and of any stack find
 *   the versions, put one back, unlock it. The plan that follows needs what a plan of that stack needs: for `state`, bootstrap;
 * - `bootstrap`: create or adopt the bucket with its settings, by the stack `state`.
 */
export const STATE_ACCESS = ["plan", "deploy", "recover", "bootstrap"] as const;

/** One of them. */
export type StateAccess = (typeof STATE_ACCESS)[number];

/** A policy for a user, a group or a role ("IAM JSON policy reference", AWS IAM User Guide). */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

/** One permission. None denies anything, so that somebody may have several of these policies. */
export interface PolicyStatement {
  /** Letters and digits, once in a policy. */
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  /** Operator, condition key, value. @default none */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const BUCKET_STACK = "state" satisfies StackName;
const OTHER_STACKS = STACK_NAMES.filter((stack) => stack !== BUCKET_STACK);

/**
 * The least that Terraform and front-door need in the environment's state bucket for one kind of access. What Terraform
 * needs for what a stack is made of stands elsewhere. sts:GetCallerIdentity, which they ask too, needs no permission.
 *
 * Nobody may delete a state, a version of one or the bucket: of a stack that is destroyed Terraform keeps an empty state.
 * Nor is s3:AbortMultipartUpload in it, for an upload of more than 5 MB that fails: the bucket's lifecycle rule clears up
 * after it.
 */
export function stateAccessPolicy(environment: Environment, access: StateAccess): PolicyDocument {
  const statements = new StateStatements(environment);
  const plan = [statements.find(), statements.read(STACK_NAMES), statements.lock(OTHER_STACKS)];
  const statementsFor: Readonly<Record<StateAccess, readonly PolicyStatement[]>> = {
    plan,
    deploy: [...plan, statements.write(OTHER_STACKS)],
    recover: [
      statements.find(),
      statements.findVersions(),
      statements.readFolder(),
      statements.readVersions(STACK_NAMES),
      statements.lock(STACK_NAMES),
      statements.write(STACK_NAMES),
    ],
    bootstrap: [
      statements.find(),
      statements.manageBucket(),
      statements.read([BUCKET_STACK]),
      statements.lock([BUCKET_STACK]),
      statements.write([BUCKET_STACK]),
    ],
  };
  return { Version: "2012-10-17", Statement: [...statementsFor[access], ...statements.useKey()] };
}

/**
 * The settings that the stack `state` reads and writes, as IAM calls them: each has a resource of its own, but for the tags.
 * Which they are was found by watching the AWS provider 5.100, and is proved by state-access.real.test.ts.
 * Source: "Required permissions for Amazon S3 API operations", Amazon S3 User Guide.
 */
const MANAGED_SETTINGS = [
  "BucketOwnershipControls",
  "BucketPolicy",
  "BucketPublicAccessBlock",
  "BucketTagging",
  "BucketVersioning",
  "EncryptionConfiguration",
  "LifecycleConfiguration",
];

/** The settings that the provider only reads, whenever it reads an `aws_s3_bucket`. */
const OTHER_SETTINGS = [
  "AccelerateConfiguration",
  "BucketAcl",
  "BucketCORS",
  "BucketLogging",
  "BucketObjectLockConfiguration",
  "BucketRequestPayment",
  "BucketWebsite",
  "ReplicationConfiguration",
];

/**
 * The permissions on one environment's bucket.
 *
 * States and locks are named one by one, but for what `recover` reads. `*` would match `/` as well, and so more than the
 * stacks; and of a pattern that lets a deployment write states, the bucket's own could be taken out only by a denial, which
 * would also hold for those who may bootstrap. A stack that is new is in STACK_NAMES, and needs new policies before it is
 * first planned.
 */
class StateStatements {
  private readonly bucket: string;

  constructor(private readonly environment: Environment) {
    const { bucket, region } = environment.state;
    this.bucket = `arn:${partitionOf(region)}:s3:::${bucket}`;
  }

  /**
   * Terraform looks below `env:/` for workspaces. And without s3:ListBucket S3 answers 403 and not 404 for a state that is
   * not there yet ("HeadObject", Amazon S3 API Reference); such a question names no prefix, so there is no condition on
   * s3:prefix. What can be seen is keys, not what they hold.
   */
  find(): PolicyStatement {
    return allow("FindStates", ["s3:ListBucket"], [this.bucket]);
  }

  /** A state is restored only where the bucket keeps what is overwritten. */
  findVersions(): PolicyStatement {
    return allow("FindVersions", ["s3:ListBucketVersions", "s3:GetBucketVersioning"], [this.bucket]);
  }

  read(stacks: readonly StackName[]): PolicyStatement {
    return allow("ReadStates", ["s3:GetObject"], this.states(stacks));
  }

  /** `*.tfstate` matches no lock. */
  readFolder(): PolicyStatement {
    const { name } = this.environment;
    const anyState = [stateKey(name, "*"), lockKey(name, "*")].map((key) => `${this.bucket}/${key}`);
    return allow("ReadStates", ["s3:GetObject"], anyState);
  }

  readVersions(stacks: readonly StackName[]): PolicyStatement {
    return allow("ReadVersions", ["s3:GetObjectVersion"], this.states(stacks));
  }

  /**
   * A plan locks too. It creates the lock object, and reads it before it deletes it, as it does to tell who holds it. Whoever
   * only plans, and with `-lock=false`, can leave this statement out.
   */
  lock(stacks: readonly StackName[]): PolicyStatement {
    const locks = stacks.map((stack) => `${this.bucket}/${lockKey(this.environment.name, stack)}`);
    return allow("LockStates", ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], locks);
  }

  write(stacks: readonly StackName[]): PolicyStatement {
    return allow("WriteStates", ["s3:PutObject"], this.states(stacks));
  }

  manageBucket(): PolicyStatement {
    const actions = [
      "s3:CreateBucket",
      ...[...MANAGED_SETTINGS, ...OTHER_SETTINGS].map((setting) => `s3:Get${setting}`),
      ...MANAGED_SETTINGS.map((setting) => `s3:Put${setting}`),
    ];
    return allow("ManageBucket", actions, [this.bucket]);
  }

  /**
   * S3 asks KMS in the name of whoever reads an object (Decrypt) or writes one (GenerateDataKey; Decrypt, too, for an upload
   * in parts): "Protecting data with server-side encryption using AWS KMS keys", Amazon S3 User Guide. Through S3 alone, whose
   * name ends in amazonaws.com in all partitions ("AWS KMS condition keys", kms:ViaService, AWS KMS Developer Guide). The
   * key's own policy must let IAM decide.
   */
  useKey(): readonly PolicyStatement[] {
    const { region, kmsKeyArn } = this.environment.state;
    if (kmsKeyArn === undefined) return [];
    const viaS3 = { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } };
    return [{ ...allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], [kmsKeyArn]), Condition: viaS3 }];
  }

  private states(stacks: readonly StackName[]): string[] {
    return stacks.map((stack) => `${this.bucket}/${stateKey(this.environment.name, stack)}`);
  }
}

function allow(Sid: string, Action: readonly string[], Resource: readonly string[]): PolicyStatement {
  return { Sid, Effect: "Allow", Action, Resource };
}
