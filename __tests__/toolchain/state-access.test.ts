import type { EnvironmentInput } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";
import { STACK_NAMES } from "../../environments/stack-names";
import { type PolicyDocument, STATE_ACCESS, type StateAccess, stateAccessPolicy } from "../../toolchain/state-access";
import { isAllowed, isDenied } from "./support/policy-evaluation";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-86ef-1234567890ab";
const BUCKET = "arn:aws:s3:::front-door-dev-state";
const STACKS = ["network", "security", "load-balancing"];

const policyOf = (access: StateAccess, input: Partial<EnvironmentInput> = {}): PolicyDocument =>
  stateAccessPolicy(defineEnvironment({ name: "dev", state: { bucket: "front-door-dev-state" }, ...input }), access);

const state = (stack: string, bucket = BUCKET): string => `${bucket}/front-door/dev/${stack}.tfstate`;
const lock = (stack: string, bucket = BUCKET): string => `${state(stack, bucket)}.tflock`;

/** The actions out of some that a policy allows on a resource. */
const allowed = (
  policy: PolicyDocument,
  resource: string,
  actions: readonly string[],
  context?: Record<string, string>,
): string[] =>
  actions.filter((action) => isAllowed([policy], { action, resource, ...(context === undefined ? {} : { context }) }));

const OBJECT_ACTIONS = [
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:PutObject",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:AbortMultipartUpload",
  "s3:GetObjectAcl",
  "s3:PutObjectAcl",
  "s3:GetObjectTagging",
  "s3:PutObjectTagging",
  "s3:PutObjectRetention",
  "s3:BypassGovernanceRetention",
];
const [GET, VERSION, PUT, DELETE] = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:DeleteObject"];

describe.each<[StateAccess, Record<"states" | "stateOfBucket" | "locks" | "lockOfBucket", (string | undefined)[]>]>([
  ["plan", { states: [GET], stateOfBucket: [GET], locks: [GET, PUT, DELETE], lockOfBucket: [] }],
  ["deploy", { states: [GET, PUT], stateOfBucket: [GET], locks: [GET, PUT, DELETE], lockOfBucket: [] }],
  [
    "recover",
    {
      states: [GET, VERSION, PUT],
      stateOfBucket: [GET, VERSION, PUT],
      locks: [GET, PUT, DELETE],
      lockOfBucket: [GET, PUT, DELETE],
    },
  ],
  ["bootstrap", { states: [], stateOfBucket: [GET, PUT], locks: [], lockOfBucket: [GET, PUT, DELETE] }],
])("%s", (access, expected) => {
  const policy = policyOf(access);

  test("may do exactly this with states and locks", () => {
    for (const stack of STACKS) {
      expect([stack, allowed(policy, state(stack), OBJECT_ACTIONS)]).toEqual([stack, expected.states]);
      expect([stack, allowed(policy, lock(stack), OBJECT_ACTIONS)]).toEqual([stack, expected.locks]);
    }
    expect(allowed(policy, state("state"), OBJECT_ACTIONS)).toEqual(expected.stateOfBucket);
    expect(allowed(policy, lock("state"), OBJECT_ACTIONS)).toEqual(expected.lockOfBucket);
  });

  test.each([
    ["another environment's bucket", "arn:aws:s3:::front-door-prod-state/front-door/prod/network.tfstate"],
    ["another environment in the same bucket", `${BUCKET}/front-door/prod/network.tfstate`],
    ["one whose name begins alike", `${BUCKET}/front-door/dev-eu/network.tfstate`],
    ["a bucket whose name begins alike", state("network", `${BUCKET}-eu`)],
    ["a workspace", `${BUCKET}/env:/dev/front-door/dev/network.tfstate`],
    ["a key that goes on", `${state("network")}.backup`],
    ["all objects", `${BUCKET}/*`],
  ])("may do nothing with %s", (_, resource) => {
    expect(allowed(policy, resource, OBJECT_ACTIONS)).toEqual([]);
  });

  test(`may ${access === "recover" ? "only read" : "do nothing with"} what else lies in the environment's folder`, () => {
    const read = access === "recover" ? [GET] : [];
    expect(allowed(policy, state("retired"), OBJECT_ACTIONS)).toEqual(read);
    expect(allowed(policy, lock("retired"), OBJECT_ACTIONS)).toEqual(read);
    expect(allowed(policy, state("network/deeper"), OBJECT_ACTIONS)).toEqual(read);
    expect(allowed(policy, `${BUCKET}/front-door/dev/notes.txt`, OBJECT_ACTIONS)).toEqual([]);
  });

  test("is about no other bucket, and about no service but S3", () => {
    expect(allowed(policy, "arn:aws:s3:::front-door-prod-state", BUCKET_ACTIONS)).toEqual([]);
    expect(allowed(policy, "*", ["s3:ListAllMyBuckets", "ec2:RunInstances", "iam:PassRole", "kms:Decrypt"])).toEqual(
      [],
    );
  });

  test("denies nothing, so that it may be held together with others", () => {
    expect(policy.Statement.map(({ Effect }) => Effect)).toEqual(policy.Statement.map(() => "Allow"));
    const together = [policy, ...STATE_ACCESS.map((other) => policyOf(other))];
    expect(isAllowed(together, { action: "s3:PutObject", resource: state("state") })).toBe(true);
    expect(isDenied(together, { action: "s3:PutObject", resource: state("state") })).toBe(false);
  });

  test("names in full all that it does more with than read", () => {
    const patterned = policy.Statement.filter((statement) => /[*?]/.test(JSON.stringify(statement)));
    expect(patterned.map(({ Action }) => Action)).toEqual(access === "recover" ? [[GET]] : []);
  });

  test("is a policy that IAM takes", () => {
    expect(policy.Version).toBe("2012-10-17");
    const sids = policy.Statement.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    for (const { Sid, Action, Resource } of policy.Statement) {
      // "IAM JSON policy elements: Sid", AWS IAM User Guide.
      expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
      expect([Action.length, Resource.length]).not.toContain(0);
      expect(new Set(Action).size).toBe(Action.length);
    }
  });

  test("is at most 6,144 characters long, with names as long as can be", () => {
    // "IAM and AWS STS quotas", AWS IAM User Guide: a managed policy, without white space.
    const longest = policyOf(access, {
      name: "d".repeat(20),
      region: "us-gov-east-1",
      state: {
        bucket: "b".repeat(63),
        kmsKeyArn: "arn:aws-us-gov:kms:us-gov-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
      },
    });
    const text = JSON.stringify(longest);
    expect(text).not.toMatch(/\s/);
    expect(text.length).toBeLessThanOrEqual(6_144);
  });
});

const SETTINGS_MANAGED = [
  "BucketOwnershipControls",
  "BucketPolicy",
  "BucketPublicAccessBlock",
  "BucketTagging",
  "BucketVersioning",
  "EncryptionConfiguration",
  "LifecycleConfiguration",
];
const SETTINGS_READ = [
  "AccelerateConfiguration",
  "BucketAcl",
  "BucketCORS",
  "BucketLogging",
  "BucketObjectLockConfiguration",
  "BucketRequestPayment",
  "BucketWebsite",
  "ReplicationConfiguration",
];
const SETTINGS_IGNORED = ["BucketNotification", "AnalyticsConfiguration", "InventoryConfiguration"];
const BUCKET_ACTIONS = [
  "s3:ListBucket",
  "s3:ListBucketVersions",
  "s3:ListBucketMultipartUploads",
  "s3:CreateBucket",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:DeleteBucketWebsite",
  "s3:GetBucketLocation",
  "s3:GetBucketPolicyStatus",
  ...[...SETTINGS_MANAGED, ...SETTINGS_READ, ...SETTINGS_IGNORED].flatMap((name) => [`s3:Get${name}`, `s3:Put${name}`]),
];

describe("the bucket itself", () => {
  test.each<[StateAccess, string[]]>([
    ["plan", ["s3:ListBucket"]],
    ["deploy", ["s3:ListBucket"]],
    ["recover", ["s3:ListBucket", "s3:ListBucketVersions", "s3:GetBucketVersioning"]],
  ])("%s may only look into it", (access, expected) => {
    expect(allowed(policyOf(access), BUCKET, BUCKET_ACTIONS)).toEqual(expected);
  });

  test("bootstrap may create it, read its settings and write those that it manages, and not delete it", () => {
    expect(allowed(policyOf("bootstrap"), BUCKET, BUCKET_ACTIONS).sort()).toEqual(
      [
        "s3:ListBucket",
        "s3:CreateBucket",
        ...SETTINGS_MANAGED.flatMap((name) => [`s3:Get${name}`, `s3:Put${name}`]),
        ...SETTINGS_READ.map((name) => `s3:Get${name}`),
      ].sort(),
    );
  });
});

test("every stack is among them", () => {
  const readable = STACK_NAMES.map((stack) => allowed(policyOf("plan"), state(stack), ["s3:GetObject"]));
  expect(readable).toEqual(STACK_NAMES.map(() => ["s3:GetObject"]));
});

test("without its statement on locks, a plan can still read", () => {
  const plan = policyOf("plan");
  const Statement = plan.Statement.filter(({ Sid }) => Sid !== "LockStates");
  expect(Statement.length).toBe(plan.Statement.length - 1);
  expect(allowed({ ...plan, Statement }, state("network"), OBJECT_ACTIONS)).toEqual([GET]);
  expect(allowed({ ...plan, Statement }, lock("network"), OBJECT_ACTIONS)).toEqual([]);
});

describe("the key", () => {
  const actions = [
    "Encrypt",
    "Decrypt",
    "GenerateDataKey",
    "ReEncryptFrom",
    "DescribeKey",
    "CreateGrant",
    "PutKeyPolicy",
  ];
  const keyActions = actions.map((action) => `kms:${action}`);
  const via = (service: string) => ({ "kms:ViaService": service });

  describe.each(STATE_ACCESS)("%s", (access) => {
    const policy = policyOf(access, { state: { bucket: "front-door-dev-state", kmsKeyArn: KEY } });

    test("is used through S3 in the bucket's region alone", () => {
      const used = ["kms:Decrypt", "kms:GenerateDataKey"];
      expect(allowed(policy, KEY, keyActions, via("s3.us-east-1.amazonaws.com"))).toEqual(used);
      expect(allowed(policy, KEY, keyActions, via("s3.eu-west-1.amazonaws.com"))).toEqual([]);
      expect(allowed(policy, KEY, keyActions, via("ec2.us-east-1.amazonaws.com"))).toEqual([]);
      expect(allowed(policy, KEY, keyActions)).toEqual([]);
    });

    test("is the only one", () => {
      const another = KEY.replace("key/1", "key/2");
      expect(allowed(policy, another, keyActions, via("s3.us-east-1.amazonaws.com"))).toEqual([]);
    });

    test("makes no other difference", () => {
      const without = policyOf(access);
      expect(policy.Statement.filter(({ Sid }) => Sid !== "UseKey")).toEqual(without.Statement);
      expect(allowed(without, KEY, keyActions, via("s3.us-east-1.amazonaws.com"))).toEqual([]);
    });
  });

  test("of a bucket in another region than the environment's is used through S3 there", () => {
    const kmsKeyArn = KEY.replace("us-east-1", "eu-west-1");
    const policy = policyOf("deploy", { state: { bucket: "front-door-dev-state", region: "eu-west-1", kmsKeyArn } });
    expect(allowed(policy, kmsKeyArn, keyActions, via("s3.eu-west-1.amazonaws.com"))).toHaveLength(2);
    expect(allowed(policy, kmsKeyArn, keyActions, via("s3.us-east-1.amazonaws.com"))).toEqual([]);
  });
});

describe.each(STATE_ACCESS)("in another partition, %s", (access) => {
  const kmsKeyArn = KEY.replace("arn:aws:kms:us-east-1", "arn:aws-cn:kms:cn-north-1");
  const policy = policyOf(access, { region: "cn-north-1", state: { bucket: "front-door-dev-state", kmsKeyArn } });
  const there = BUCKET.replace("arn:aws:", "arn:aws-cn:");

  test("is about the bucket there", () => {
    expect(allowed(policy, there, ["s3:ListBucket"])).toEqual(["s3:ListBucket"]);
    expect(allowed(policy, state("state", there), OBJECT_ACTIONS)).toEqual(
      allowed(policyOf(access), state("state"), OBJECT_ACTIONS),
    );
    expect(allowed(policy, BUCKET, BUCKET_ACTIONS)).toEqual([]);
    expect(allowed(policy, state("state"), OBJECT_ACTIONS)).toEqual([]);
  });

  test("uses the key through S3, whose name for KMS ends as everywhere", () => {
    const via = (service: string) => ({ "kms:ViaService": service });
    expect(allowed(policy, kmsKeyArn, ["kms:Decrypt"], via("s3.cn-north-1.amazonaws.com"))).toEqual(["kms:Decrypt"]);
    expect(allowed(policy, kmsKeyArn, ["kms:Decrypt"], via("s3.cn-north-1.amazonaws.com.cn"))).toEqual([]);
  });
});

test("where the bucket is decides on the partition, not where the environment is", () => {
  const policy = policyOf("plan", {
    region: "cn-north-1",
    state: { bucket: "front-door-dev-state", region: "us-east-1" },
  });
  expect(allowed(policy, BUCKET, ["s3:ListBucket"])).toEqual(["s3:ListBucket"]);
});
