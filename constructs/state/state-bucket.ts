import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";

export interface StateBucketProps {
  /** The name of the bucket ("General purpose bucket naming rules", Amazon S3 User Guide). */
  readonly bucketName: string;

  /**
   * The ARN of a KMS key in the bucket's region.
   * @default none: S3 encrypts with keys of its own (SSE-S3)
   */
  readonly kmsKeyArn?: string | undefined;
}

/** How long an object that was replaced or deleted is kept at least, in days. */
const NONCURRENT_DAYS = 90;
/** How many of them are kept for ever, the newest ones. S3 allows 1 to 100 ("NoncurrentVersionExpiration", Amazon S3 API Reference). */
const NEWER_NONCURRENT_VERSIONS = 10;
/** After how many days the parts of an upload that was never finished go. */
const UNFINISHED_UPLOAD_DAYS = 7;

/**
 * The bucket of Terraform's states: versioned, encrypted, closed to the public, to ACLs and to plain HTTP. It cannot be
 * destroyed by Terraform.
 */
export class StateBucket extends Construct {
  readonly bucketName: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);

    const bucket = new S3Bucket(this, "bucket", {
      bucket: props.bucketName,
      // What it holds is all that Terraform knows of the environment.
      lifecycle: { preventDestroy: true },
    });
    bucket.overrideLogicalId(id);
    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;

    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    versioning.overrideLogicalId(id);

    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [encryption(props.kmsKeyArn)],
    }).overrideLogicalId(id);

    const publicAccessBlock = new S3BucketPublicAccessBlock(this, "public_access_block", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    publicAccessBlock.overrideLogicalId(id);

    // No ACL counts: whatever lies in the bucket belongs to the account of the bucket.
    new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    }).overrideLogicalId(id);

    this.addTlsOnlyPolicy(id, bucket, publicAccessBlock);
    this.addLifecycle(id, bucket, versioning);
  }

  /** Denies everything that does not come over TLS, to the bucket and to its objects (AWS Security Hub control S3.5). */
  private addTlsOnlyPolicy(id: string, bucket: S3Bucket, publicAccessBlock: S3BucketPublicAccessBlock): void {
    const tlsOnly = new DataAwsIamPolicyDocument(this, "tls_only", {
      statement: [
        {
          sid: "DenyAnythingButTls",
          effect: "Deny",
          principals: [{ type: "*", identifiers: ["*"] }],
          actions: ["s3:*"],
          resources: [bucket.arn, `${bucket.arn}/*`],
          condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
        },
      ],
    });
    tlsOnly.overrideLogicalId("tls_only");
    new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: tlsOnly.json,
      // S3 refuses changes to both at once ("OperationAborted: A conflicting conditional operation").
      dependsOn: [publicAccessBlock],
    }).overrideLogicalId(id);
  }

  /**
   * Every run leaves versions behind, of the state and of the lock object beside it. The newest stay, however old, so that
   * a state that nobody touched for a year can still be restored.
   */
  private addLifecycle(id: string, bucket: S3Bucket, versioning: S3BucketVersioningA): void {
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [
        {
          id: "expire-noncurrent-versions",
          status: "Enabled",
          // All objects.
          filter: [{}],
          noncurrentVersionExpiration: [
            { noncurrentDays: NONCURRENT_DAYS, newerNoncurrentVersions: NEWER_NONCURRENT_VERSIONS },
          ],
          expiration: [{ expiredObjectDeleteMarker: true }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: UNFINISHED_UPLOAD_DAYS }],
        },
      ],
      // Noncurrent versions exist only once versioning is on.
      dependsOn: [versioning],
    }).overrideLogicalId(id);
  }
}

/** What S3 encrypts with where a request does not say. */
function encryption(kmsKeyArn: string | undefined) {
  return kmsKeyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
        // One request to KMS for many objects, not one for each.
        bucketKeyEnabled: true,
      };
}
