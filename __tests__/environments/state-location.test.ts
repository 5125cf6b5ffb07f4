import { lockKey, stateKey } from "../../environments/state-key";
import { define, environmentWith, refusalOf } from "./refusal";

const ACCEPTED: string[] = [];
const BUCKET = "front-door-dev-state";
const KEY_ID = "1234abcd-12ab-34cd-86ef-1234567890ab";
const MULTI_REGION_KEY_ID = "mrk-1234abcd12ab34cd56ef1234567890ab";

/** The ARN of a key, by default in the default region. */
const keyIn = (region = "us-east-1", { partition = "aws", keyId = KEY_ID } = {}): string =>
  `arn:${partition}:kms:${region}:123456789012:key/${keyId}`;

/** An environment whose state is encrypted with a key. */
const withKey = (
  kmsKeyArn: unknown,
  { state = {}, ...additions }: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> =>
  environmentWith({ ...additions, state: { bucket: BUCKET, kmsKeyArn, ...(state as object) } });

describe("the key of a state", () => {
  test.each([
    ["us-east-1", "aws"],
    ["ap-northeast-1", "aws"],
    ["cn-northwest-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["us-iso-east-1", "aws-iso"],
    ["us-isob-east-1", "aws-iso-b"],
    ["eu-isoe-west-1", "aws-iso-e"],
    ["us-isof-south-1", "aws-iso-f"],
    ["eusc-de-east-1", "aws-eusc"],
  ])("in %s of the partition %s is accepted and kept as it is", (region, partition) => {
    const kmsKeyArn = keyIn(region, { partition });
    expect(define(withKey(kmsKeyArn, { region })).state).toEqual({ bucket: BUCKET, region, kmsKeyArn });
  });

  test("may be a multi-Region key, by the ARN that it has in the bucket's region", () => {
    const kmsKeyArn = keyIn("us-east-1", { keyId: MULTI_REGION_KEY_ID });
    expect(define(withKey(kmsKeyArn)).state.kmsKeyArn).toBe(kmsKeyArn);
  });

  test("may belong to another account than the environment", () => {
    expect(refusalOf(withKey(keyIn(), { accountId: "999999999999" }))).toEqual(ACCEPTED);
  });

  test.each([environmentWith(), withKey(undefined)])("is absent, and not undefined, where %j gives none", (input) => {
    const { state } = define(input);
    expect(state).toEqual({ bucket: BUCKET, region: "us-east-1" });
    expect(Object.keys(state)).toEqual(["bucket", "region"]);
  });

  test.each([
    "",
    KEY_ID,
    MULTI_REGION_KEY_ID,
    `key/${KEY_ID}`,
    ` ${keyIn()}`,
    `${keyIn()}\n`,
    `${keyIn()}/`,
    `${keyIn()},${keyIn()}`,
    keyIn().toUpperCase(),
    keyIn("us-east-1", { keyId: KEY_ID.toUpperCase() }),
    // Terraform refuses a UUID of no version that there is, or of another variant.
    keyIn("us-east-1", { keyId: KEY_ID.replace("-34cd-", "-64cd-") }),
    keyIn("us-east-1", { keyId: KEY_ID.replace("-34cd-", "-04cd-") }),
    keyIn("us-east-1", { keyId: KEY_ID.replace("-86ef-", "-76ef-") }),
    keyIn("us-east-1", { keyId: KEY_ID.replace("-86ef-", "-c6ef-") }),
    keyIn("us-east-1", { keyId: KEY_ID.slice(1) }),
    keyIn("us-east-1", { keyId: `${KEY_ID}0` }),
    keyIn("us-east-1", { keyId: KEY_ID.replaceAll("-", "") }),
    keyIn("us-east-1", { keyId: KEY_ID.replace("a", "g") }),
    keyIn("us-east-1", { keyId: MULTI_REGION_KEY_ID.slice(0, -1) }),
    keyIn("us-east-1", { keyId: `${MULTI_REGION_KEY_ID}0` }),
    keyIn("us-east-1", { keyId: `mrk-${KEY_ID}` }),
    keyIn("us-east-1", { keyId: "*" }),
    keyIn(""),
    keyIn("us-east-1", { partition: "gcp" }),
    keyIn().replace("123456789012", "12345678901"),
    keyIn().replace("123456789012", "1234567890123"),
    keyIn().replace("123456789012", ""),
    keyIn().replace(":kms:", ":s3:"),
    keyIn().replace(":key/", ":grant/"),
  ])("%j is refused", (kmsKeyArn) => {
    const lines = refusalOf(withKey(kmsKeyArn));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^dev: state\.kmsKeyArn: .* is not the ARN of a KMS key\. Give one in full, such as "arn:/,
    );
  });

  test("the remedy shows one in full", () => {
    expect(refusalOf(withKey(KEY_ID))).toEqual([
      `dev: state.kmsKeyArn: "${KEY_ID}" is not the ARN of a KMS key. Give one in full, such as "arn:aws:kms:us-east-1:123456789012:key/${KEY_ID}".`,
    ]);
  });

  test.each([
    ["aws-cn", "us-east-1", "aws"],
    ["aws", "cn-north-1", "aws-cn"],
  ])("one whose partition %s is not that of %s is refused", (partition, region, right) => {
    const arn = keyIn(region, { partition });
    expect(refusalOf(withKey(arn))).toEqual([
      `dev: state.kmsKeyArn: "${arn}" says ${partition}, and ${region} is in the partition ${right}. Copy the ARN as KMS shows it.`,
    ]);
  });

  test.each(["alias/front-door", "alias/aws/s3"])("the alias %s is refused, with what to give instead", (alias) => {
    const arn = `arn:aws:kms:us-east-1:123456789012:${alias}`;
    expect(refusalOf(withKey(arn))).toEqual([
      `dev: state.kmsKeyArn: "${arn}" is not the ARN of a KMS key. Give the ARN of the key that the alias stands for.`,
    ]);
  });

  test.each([[5, "5"] as const, [null, "null"] as const, [["x"], '["x"]'] as const, [true, "true"] as const])(
    "%j is no string",
    (given, quoted) => {
      expect(refusalOf(withKey(given))).toEqual([
        `dev: state.kmsKeyArn: the KMS key of the state must be a string, got ${quoted}. Write a string, such as "arn:aws:kms:us-east-1:123456789012:key/${KEY_ID}".`,
      ]);
    },
  );
});

describe("the key and the bucket are in one region", () => {
  const elsewhere = (bucketRegion: string, keyRegion: string): string[] => [
    `dev: state.kmsKeyArn: the bucket is in ${bucketRegion}, and the key in ${keyRegion}. Give a key of ${bucketRegion}, or the bucket another state.region.`,
  ];

  test("which is the environment's, where the state names none", () => {
    expect(refusalOf(withKey(keyIn("eu-west-1"), { region: "eu-west-1" }))).toEqual(ACCEPTED);
    expect(refusalOf(withKey(keyIn("us-east-1"), { region: "eu-west-1" }))).toEqual(
      elsewhere("eu-west-1", "us-east-1"),
    );
  });

  test("which is the default, where the environment names none either", () => {
    expect(refusalOf(withKey(keyIn("us-east-1")))).toEqual(ACCEPTED);
    expect(refusalOf(withKey(keyIn("eu-west-1")))).toEqual(elsewhere("us-east-1", "eu-west-1"));
  });

  test("which is the state's own, whatever the environment's is", () => {
    const there = { region: "eu-west-1", state: { region: "eu-central-1" } };
    expect(refusalOf(withKey(keyIn("eu-central-1"), there))).toEqual(ACCEPTED);
    expect(refusalOf(withKey(keyIn("eu-west-1"), there))).toEqual(elsewhere("eu-central-1", "eu-west-1"));
  });

  test("a multi-Region key is named by its replica there", () => {
    const kmsKeyArn = keyIn("eu-west-1", { keyId: MULTI_REGION_KEY_ID });
    expect(refusalOf(withKey(kmsKeyArn))).toEqual(elsewhere("us-east-1", "eu-west-1"));
  });

  test.each([
    ["the key", withKey("key"), ["state.kmsKeyArn"]],
    ["the environment's region", withKey(keyIn("eu-west-1"), { region: "europe" }), ["region"]],
    ["the state's region", withKey(keyIn("eu-west-1"), { state: { region: "europe" } }), ["state.region"]],
    [
      "both regions and the key",
      withKey("key", { region: "mars", state: { region: "europe" } }),
      ["region", "state.region", "state.kmsKeyArn"],
    ],
    ["the whole state", environmentWith({ state: keyIn("eu-west-1") }), ["state"]],
  ])("%s, wrong by itself, makes no second problem", (_, input, paths) => {
    expect(refusalOf(input).map((line) => line.split(": ")[1])).toEqual(paths);
  });

  test("what is wrong elsewhere in the state does not hide it", () => {
    const state = { bucket: "B", kmsKeyArn: keyIn("eu-west-1"), key: "x" };
    expect(refusalOf(environmentWith({ state }))).toEqual([
      'dev: state.bucket: the name of an S3 bucket has 3 to 63 characters, got "B". Give the name of a bucket that S3 can have.',
      'dev: state: unknown key "key". Remove it, or use one of bucket, region, kmsKeyArn.',
      ...elsewhere("us-east-1", "eu-west-1"),
    ]);
  });

  test("nor does a wrong region of the environment, where the state has one of its own", () => {
    const input = withKey(keyIn("us-east-1"), { region: "europe", state: { region: "eu-west-1" } });
    expect(refusalOf(input)).toEqual([
      'dev: region: "europe" is not the code of an AWS region. Give a code such as "us-east-1".',
      ...elsewhere("eu-west-1", "us-east-1"),
    ]);
  });
});

test("the state and its lock lie side by side, under names that are a contract", () => {
  expect(stateKey("dev", "load-balancing")).toBe("front-door/dev/load-balancing.tfstate");
  expect(lockKey("dev", "load-balancing")).toBe("front-door/dev/load-balancing.tfstate.tflock");
});
