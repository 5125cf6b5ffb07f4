import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Environment } from "../../environments/environment";
import { everyOption } from "../environments/every-option";
import { temporaryFolder } from "../toolchain/support/fake-programs";

/** What the shell holds while all is synthesized. Of the form of real ones, so that the detector knows them as well. */
const SHELL = {
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  AWS_SESSION_TOKEN: `IQoJb3JpZ2luX2VjE${"aB3+/x9Q".repeat(40)}==`,
  AWS_ENDPOINT_URL: "http://127.0.0.1:45661",
  AWS_ENDPOINT_URL_S3: "http://localhost:45662",
  AWS_PROFILE: "profile-of-this-shell",
  AWS_REGION: "ap-southeast-7",
  AWS_DEFAULT_REGION: "ap-southeast-7",
} as const;

/** Attributes that hold a credential, say where one is, or lead to another AWS. Compared without case and punctuation. */
const SENSITIVE_KEYS = [
  /^(aws)?accesskey(id)?$/,
  /secret/,
  /token/,
  /passw(or)?d|passphrase|privatekey|apikey|ssecustomerkey/,
  /credential/,
  /profile$/,
  /^sharedconfigfiles?$/,
  /assumerole|^rolearn$|^externalid$/,
  /^sso/,
  /endpoint/,
  /^skip/,
  /pathstyle$/,
  /^insecure$|proxy$|^customcabundle$/,
];

/** What a credential or the URL of another AWS looks like, wherever in a text it stands. */
const SENSITIVE_TEXTS = {
  // "IAM identifiers, Unique identifiers", AWS IAM User Guide.
  "access key id": /(?<![A-Za-z0-9])(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/,
  // Base64 of 30 bytes; one without an upper-case or without a lower-case letter does not happen.
  "secret access key": /(?<![A-Za-z0-9/+])(?=[a-z0-9/+]*[A-Z])(?=[A-Z0-9/+]*[a-z])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/,
  "session token": /[A-Za-z0-9/+]{100,}/,
  "private key": /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  "password in a URL": /:\/\/[^/\s@]*:[^/\s@]*@/,
  "this machine": /localhost|host\.docker\.internal|localstack|(?<![\d.])127(\.\d{1,3}){3}(?![\d.])|\[::1\]/i,
  "URL with an address": /:\/\/(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:]+\])/i,
} as const;

/** Whatever in a JSON document is sensitive: its path and why, never the value itself. */
function sensitiveIn(value: unknown, path = ""): string[] {
  if (typeof value === "string") {
    return Object.entries(SENSITIVE_TEXTS).flatMap(([kind, pattern]) =>
      pattern.test(value) ? `${path}: ${kind}` : [],
    );
  }
  if (Array.isArray(value)) return value.flatMap((inner, index) => sensitiveIn(inner, `${path}/${index}`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const plain = key.toLowerCase().replace(/[^a-z0-9]/g, "");
    const at = `${path}/${key}`;
    return [
      ...(SENSITIVE_KEYS.some((pattern) => pattern.test(plain)) ? [`${at}: key`] : []),
      // A name may be data as well.
      ...sensitiveIn(key, `${at} (its name)`),
      ...sensitiveIn(inner, at),
    ];
  });
}

describe("the detector", () => {
  const planted = (key: string, value: unknown = "x"): object => ({
    terraform: { backend: { s3: [{ bucket: "b", config: { [key]: value } }] } },
  });

  test.each([
    "access_key",
    "accessKeyId",
    "AWS_ACCESS_KEY_ID",
    "secret_key",
    "secret_access_key",
    "client_secret",
    "token",
    "session_token",
    "sessionToken",
    "web_identity_token_file",
    "password",
    "master_password",
    "private_key",
    "api_key",
    "sse_customer_key",
    "credentials",
    "shared_credentials_file",
    "shared_credentials_files",
    "shared_config_files",
    "profile",
    "assume_role",
    "assume_role_with_web_identity",
    "role_arn",
    "external_id",
    "sso_start_url",
    "endpoint",
    "endpoints",
    "dynamodb_endpoint",
    "iam_endpoint",
    "ec2_metadata_service_endpoint",
    "skip_credentials_validation",
    "skip_metadata_api_check",
    "skip_region_validation",
    "skip_requesting_account_id",
    "skip_s3_checksum",
    "use_path_style",
    "s3_use_path_style",
    "force_path_style",
    "insecure",
    "https_proxy",
    "custom_ca_bundle",
  ])("finds the key %s at any depth, whatever it holds", (key) => {
    for (const value of ["x", "", true, null, {}, [{ region: "us-east-1" }]]) {
      expect(sensitiveIn(planted(key, value))).toEqual([`/terraform/backend/s3/0/config/${key}: key`]);
    }
  });

  test.each<[keyof typeof SENSITIVE_TEXTS, string[]]>([
    ["access key id", [SHELL.AWS_ACCESS_KEY_ID, "ASIAIOSFODNN7EXAMPLE", "key=AKIAIOSFODNN7EXAMPLE;"]],
    ["secret access key", [SHELL.AWS_SECRET_ACCESS_KEY, `key ${SHELL.AWS_SECRET_ACCESS_KEY}`, "aB".repeat(20)]],
    ["session token", [SHELL.AWS_SESSION_TOKEN, `token=${SHELL.AWS_SESSION_TOKEN}`]],
    [
      "private key",
      [
        "-----BEGIN PRIVATE KEY-----\nMIIE",
        "-----BEGIN RSA PRIVATE KEY-----",
        "x\n-----BEGIN OPENSSH PRIVATE KEY-----",
      ],
    ],
    ["password in a URL", ["https://user:hunter2@example.com/", "s3://AKIA:x@bucket"]],
    ["this machine", ["localhost:4566", "at 127.0.0.1", "http://[::1]:5000", "http://localstack:4566", "127.9.9.9"]],
    ["URL with an address", ["http://169.254.169.254/latest", "https://10.0.0.1:9000", "http://[fd00:ec2::254]"]],
  ])("finds the text of a kind in a value and in a name: %s", (kind, texts) => {
    for (const text of texts) {
      expect(sensitiveIn({ resource: [{ tags: { Team: text } }] })).toContain(`/resource/0/tags/Team: ${kind}`);
      expect(sensitiveIn({ [text]: "x" })).toContain(`/${text} (its name): ${kind}`);
    }
  });

  test.each([
    { bucket: "b", key: "front-door/dev/network.tfstate", region: "us-east-1", use_lockfile: true, encrypt: true },
    { kms_key_id: everyOption.state.kmsKeyArn, kms_master_key_id: "mrk-1234abcd12ab34cd56ef1234567890ab" },
    { bucket_key_enabled: true, allowed_account_ids: ["012345678901"] },
    { cidr_ipv4: "0.0.0.0/0", cidr_block: "172.31.0.0/16", private_ip: "10.127.0.1" },
    { matcher: "200", port: "traffic-port", at: "${data.terraform_remote_state.network.outputs.public_subnet_ids[0]}" },
    { sha1: "SHA-1 da39a3ee5e6b4b0d3255bfef95601890afd80709, in Hex" },
  ])("leaves %j alone", (harmless) => {
    expect(sensitiveIn(harmless)).toEqual([]);
  });
});

/** A stack as it is synthesized, as far as it says where AWS is and who asks. */
interface StackJson {
  readonly terraform: { readonly backend: Readonly<Record<string, object>> };
  readonly provider: Readonly<Record<string, readonly object[]>>;
  readonly data?: { readonly terraform_remote_state?: Readonly<Record<string, { backend: string; config: object }>> };
}

describe("everything that is synthesized while the shell holds credentials and endpoints", () => {
  const folder = temporaryFolder();
  const before = { ...process.env };
  let files: { readonly name: string; readonly text: string; readonly json: unknown }[];
  let all: readonly Environment[];

  beforeAll(() => {
    // GIVEN a shell that is signed in, before the first of our files is loaded
    Object.assign(process.env, SHELL);
    const { environments } = jest.requireActual<typeof import("../../environments")>("../../environments");
    const { defineEnvironment } =
      jest.requireActual<typeof import("../../environments/schema")>("../../environments/schema");
    const { createApp } = jest.requireActual<typeof import("../../stacks/front-door")>("../../stacks/front-door");
    const { createStateApp } = jest.requireActual<typeof import("../../stacks/state-app")>("../../stacks/state-app");

    // WHEN all that there is is written
    all = [...environments, defineEnvironment(everyOption)];
    createApp(all, { outdir: join(folder, "app") }).synth();
    for (const environment of all) createStateApp(environment, { outdir: join(folder, environment.name) }).synth();

    files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const text = readFileSync(path, "utf8");
        return { name: relative(folder, path), text, json: JSON.parse(text) as unknown };
      });
  });
  afterAll(() => {
    for (const name of Object.keys(SHELL)) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- an environment has no other way
      delete process.env[name];
    }
    Object.assign(process.env, before);
  });

  /** Only one environment has an account id and a KMS key. */
  const stacks = (): { name: string; json: StackJson; isEveryOption: boolean }[] =>
    files
      .filter(({ name }) => name.endsWith("cdk.tf.json"))
      .map(({ name, json }) => ({ name, json: json as StackJson, isEveryOption: name.includes(everyOption.name) }));

  test("is every stack of every environment, and their manifests", () => {
    const expected = all.flatMap(({ name }) => [
      ...["network", "security", "load-balancing"].map((stack) => `app/stacks/${name}-${stack}/cdk.tf.json`),
      `${name}/stacks/${name}-state/cdk.tf.json`,
      `${name}/manifest.json`,
    ]);
    expect(all.map(({ name }) => name)).toEqual(["dev", "prod", "every-option"]);
    expect(files.map(({ name }) => name).sort()).toEqual([...expected, "app/manifest.json"].sort());
  });

  test("has no key and no text of a credential or of another AWS, at any depth", () => {
    // THEN
    expect(files.flatMap(({ name, json }) => sensitiveIn(json).map((found) => `${name}${found}`))).toEqual([]);
  });

  test.each(Object.entries(SHELL))("has nothing of the shell's %s", (_, value) => {
    expect(files.filter(({ text }) => text.includes(value)).map(({ name }) => name)).toEqual([]);
  });

  test("says of the backend which bucket, key, region and account, how it encrypts and locks, and no more", () => {
    for (const { name, json, isEveryOption } of stacks()) {
      const optional = isEveryOption ? ["allowed_account_ids", "kms_key_id"] : [];
      const { s3 = {}, ...others } = json.terraform.backend;
      expect({ name, others, keys: Object.keys(s3).sort() }).toEqual({
        name,
        others: {},
        keys: ["bucket", "encrypt", "key", "region", "use_lockfile", ...optional].sort(),
      });
    }
  });

  test("says of the provider which region, account and tags, and no more", () => {
    for (const { name, json, isEveryOption } of stacks()) {
      const { aws = [], ...others } = json.provider;
      expect({ name, others, keys: aws.map((each) => Object.keys(each).sort()) }).toEqual({
        name,
        others: {},
        keys: [[...(isEveryOption ? ["allowed_account_ids"] : []), "default_tags", "region"]],
      });
    }
  });

  test("says of the states that are read which bucket, key, region and account, and no more", () => {
    const read = stacks().flatMap(({ name, json, isEveryOption }) =>
      Object.values(json.data?.terraform_remote_state ?? {}).map((state) => ({ name, isEveryOption, ...state })),
    );
    // security reads network; load-balancing reads both.
    expect(read).toHaveLength(3 * all.length);
    for (const { name, isEveryOption, backend, config } of read) {
      expect({ name, backend, keys: Object.keys(config).sort() }).toEqual({
        name,
        backend: "s3",
        keys: [...(isEveryOption ? ["allowed_account_ids"] : []), "bucket", "key", "region"],
      });
    }
  });
});
