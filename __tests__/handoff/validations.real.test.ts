import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Json } from "../../handoff/hcl/expression";
import { escapeTemplate } from "../../handoff/hcl/quote";
import { terraformValue } from "../../handoff/probe";
import { type EnvironmentVariable, variablesOf } from "../../handoff/variables/options";
import { defineEnvironment } from "../../environments/schema";
import { neutralEnvironment } from "../../toolchain/aws-environment";
import { runOrThrow, runProgram } from "../../toolchain/program";
import { findTerraform } from "../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../toolchain/terraform-cli-config";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { everyOption } from "../environments/every-option";
import { refusalOf } from "../environments/refusal";
import { describeWith } from "../needs";
import { handOff } from "./handed-off";

/** Three zones and two allowed blocks. */
const environment = defineEnvironment(everyOption);
const [ZONE_1, ZONE_2, ZONE_3] = environment.network.zones;

/** What a case sets, by the options' paths; everything else is as in `every-option`. */
type Changes = Readonly<Record<string, unknown>>;

const tooMany = Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`key-${index}`, "x"]));
const { "key-0": _, ...mostTags } = tooMany;

const GOOD: readonly Changes[] = [
  {},
  ...["a", "a1", "x".repeat(20), "dev-eu"].map((name) => ({ name })),
  ...["", "a", "1-", "every--", "Internal", "x".repeat(22)].map((namePrefix) => ({ namePrefix })),
  ...["000000000000", "123456789012"].map((accountId) => ({ accountId })),
  ...["abc", "a.b", "x".repeat(63), "0-9.z", "1.2.3", "sthree"].map((bucket) => ({ "state.bucket": bucket })),
  inRegion("us-gov-west-1"),
  inRegion("eusc-de-east-1"),
  inRegion("ap-southeast-7"),
  { "state.region": "cn-north-1", "state.kmsKeyArn": arn("aws-cn", "cn-north-1") },
  { "state.kmsKeyArn": arn("aws", "eu-central-1", `mrk-${"0".repeat(32)}`) },
  { "network.cidr": "10.20.0.0/17" },
  zones({ public: "10.20.3.240/28" }),
  { "loadBalancer.allowedCidrs": ["0.0.0.0/0", "255.255.255.255/32"] },
  { "loadBalancer.allowedCidrs": ["10.0.0.0/8", "10.0.0.0/9"] },
  { "loadBalancer.allowedCidrs": ["10.0.0.0/8", "10.0.0.0/9", "0.0.0.0/0", "192.0.2.0/24"] },
  ...["x", "Z".repeat(26), "internal"].map((name) => ({ "loadBalancer.name": name, "targetGroup.name": name })),
  ...[false, true].map((deletionProtection) => ({ "loadBalancer.deletionProtection": deletionProtection })),
  ...[1, 4000].map((seconds) => ({ "loadBalancer.idleTimeoutSeconds": seconds })),
  ...[1, 65535].map((port) => ({ "targetGroup.port": port })),
  ...[0, 3600].map((seconds) => ({ "targetGroup.deregistrationDelaySeconds": seconds })),
  ...["/", `/${"a".repeat(1023)}`, "/a-z_A.Z~0%20?b#c&d=e+f@g:h"].map((path) => healthCheck({ path })),
  ...[5, 300].map((intervalSeconds) => healthCheck({ intervalSeconds, timeoutSeconds: 4 })),
  ...[2, 120].map((timeoutSeconds) => healthCheck({ intervalSeconds: 121, timeoutSeconds })),
  ...[2, 10].map((threshold) => healthCheck({ healthyThreshold: threshold, unhealthyThreshold: threshold })),
  ...["200", "499", "200,202", "200-299", "200,300-301,404"].map((successCodes) => healthCheck({ successCodes })),
  ...[{}, { a: "" }, { "Straße 1": "日本 _.:/=+-@" }, { ["k".repeat(128)]: "v".repeat(256) }, mostTags].map((tags) => ({
    tags,
  })),
  { tags: { awsome: "x", "x-aws:": "y", project: "lower case is another key" } },
  { tags: { ["\u1112\u1161\u11ab".repeat(2)]: "Hangul in parts" } },
  { tags: { "e\u0301": "a letter and its accent" } },
];

/** Each with the words that both have for it, as far as both have the same. */
const BAD: readonly (readonly [Changes, string])[] = [
  ...["", "1a", "Dev", "a_b", "a-", "x".repeat(21), "dev\n"].map((name) => bad({ name }, "an environment's name has")),
  ...["a b", "ä", "a_"].map((namePrefix) => bad({ namePrefix }, "a name prefix has only letters, digits and hyphens")),
  bad({ namePrefix: "x".repeat(33) }, "with its prefix, got"),
  bad({ namePrefix: "-a" }, "AWS names must not start with a hyphen"),
  bad({ namePrefix: "Internal-" }, 'load balancer names must not start with "internal-"'),
  bad({ namePrefix: "SG-x" }, 'security group names must not start with "sg-"'),
  ...["", "us-east", "us-east-1a", "US-EAST-1", "us-east-0"].map((region) =>
    bad({ region }, "is not the code of an AWS region"),
  ),
  ...["", "12345678901", "1234567890123", "12345678901x"].map((accountId) =>
    bad({ accountId }, "an AWS account id has exactly 12 digits"),
  ),
  ...["ab", "x".repeat(64)].map((bucket) =>
    bad({ "state.bucket": bucket }, "the name of an S3 bucket has 3 to 63 characters"),
  ),
  ...["Abc", "a_b", "a b"].map((bucket) =>
    bad({ "state.bucket": bucket }, "the name of an S3 bucket has only lower-case letters, digits, dots and hyphens"),
  ),
  ...["-ab", "ab.", ".ab"].map((bucket) =>
    bad({ "state.bucket": bucket }, "the name of an S3 bucket starts and ends with a letter or a digit"),
  ),
  bad({ "state.bucket": "a..b" }, "the name of an S3 bucket has no two dots in a row"),
  bad({ "state.bucket": "192.168.0.1" }, "the name of an S3 bucket does not look like an IP address"),
  ...["xn--a", "sthree-a", "amzn-s3-demo-a", "a-s3alias", "a--ol-s3", "a.mrap", "a--x-s3", "a--table-s3"].map(
    (bucket) => bad({ "state.bucket": bucket }, "S3 keeps "),
  ),
  bad({ "state.region": "europe" }, "is not the code of an AWS region"),
  bad({ "state.kmsKeyArn": "arn:aws:kms:eu-central-1:012345678901:alias/a" }, "is not the ARN of a KMS key"),
  bad({ "state.kmsKeyArn": arn("aws", "eu-west-1") }, "the bucket is in eu-central-1, and the key in"),
  bad({ "state.kmsKeyArn": arn("aws-cn", "eu-central-1") }, "says "),
  ...["10.0.0.0", "10.0.0.0/33", "10.0.0/16", "256.0.0.0/16", "x", "", "10.0.0.0/016"].map((cidr) =>
    bad(
      { "network.cidr": cidr },
      cidr.endsWith("/016") ? "" : "an IPv4 block is an address, a slash and a prefix length",
    ),
  ),
  bad({ "network.cidr": "fd00::/16" }, ""),
  ...["10.0.0.0/15", "10.20.0.0/29"].map((cidr) => bad({ "network.cidr": cidr }, "the prefix length is /16 to /28")),
  ...["10.20.0.1/16", "010.20.0.0/16"].map((cidr) => bad({ "network.cidr": cidr }, "")),
  bad({ "network.cidr": "169.254.0.0/16" }, "AWS gives no VPC a link-local block (169.254.0.0/16)"),
  bad({ "network.cidr": "169.254.128.0/17" }, "AWS gives no VPC a link-local block (169.254.0.0/16)"),
  ...["eu-west-1", "eu-west-1A", "eu-west-1-lhr-1a", ""].map((availabilityZone) =>
    bad(zones({ availabilityZone }), "an availability zone is a region's code and one lower-case letter"),
  ),
  bad(zones({ availabilityZone: "eu-west-2a" }), ""),
  bad(zones({ availabilityZone: "eu-west-1b" }), ""),
  ...["10.20.0.0/29", "10.0.0.0/15"].map((block) => bad(zones({ public: block }), "the prefix length is /16 to /28")),
  bad(zones({ private: "10.20.17.0/20" }), ""),
  bad(zones({ private: "fd00::/20" }), ""),
  bad(zones({ public: "10.21.0.0/24" }), "is not inside the VPC's block"),
  ...["10.20.32.0/19", "10.20.32.0/24", "10.20.0.0/18", "10.20.0.0/16"].map((block) =>
    bad(zones({ private: block }), "overlap"),
  ),
  ...["10.0.0.0", "10.0.0.0/33", "everyone"].map((cidr) =>
    bad(
      { "loadBalancer.allowedCidrs": [cidr, "10.0.0.0/8"] },
      "an IPv4 block is an address, a slash and a prefix length",
    ),
  ),
  bad({ "loadBalancer.allowedCidrs": ["10.0.0.1/8", "0.0.0.0/0"] }, "the host bits are not zero in"),
  bad({ "loadBalancer.allowedCidrs": ["::/0", "0.0.0.0/0"] }, ""),
  bad({ "loadBalancer.allowedCidrs": ["10.0.0.0/8", "10.0.0.0/8"] }, ""),
  bad({ "loadBalancer.allowedCidrs": [] }, ""),
  ...(["loadBalancer.name", "targetGroup.name"] as const).flatMap((option) => [
    bad({ [option]: "a_b" }, "a name has only letters, digits and hyphens"),
    bad({ [option]: "a-" }, "a name must not end with a hyphen"),
    bad({ [option]: "Z".repeat(27) }, "'s name has at most 32 characters with its prefix, got 33 in"),
    bad({ [option]: "", namePrefix: "" }, "needs a name, got"),
    bad({ [option]: "Internal-a", namePrefix: "" }, '\'s name must not start with "internal-"'),
    bad({ [option]: "-a", namePrefix: "" }, "'s name must not start or end with a hyphen"),
    bad({ [option]: "nal-a", namePrefix: "inter" }, '\'s name must not start with "internal-"'),
  ]),
  ...[0, 4001, 60.5].map((seconds) =>
    bad({ "loadBalancer.idleTimeoutSeconds": seconds }, "the idle timeout is a whole number of seconds from 1 to 4000"),
  ),
  ...[0, 65536, 80.5].map((port) => bad({ "targetGroup.port": port }, "a port is a whole number from 1 to 65535")),
  ...[-1, 3601, 0.5].map((seconds) =>
    bad(
      { "targetGroup.deregistrationDelaySeconds": seconds },
      "the deregistration delay is a whole number of seconds from 0 to 3600",
    ),
  ),
  ...["", "health"].map((path) => bad(healthCheck({ path }), 'the path starts with "/"')),
  bad(healthCheck({ path: `/${"a".repeat(1024)}` }), "the path has at most 1024 characters"),
  ...["/a b", "/ä", "/${x}"].map((path) => bad(healthCheck({ path }), "the path has only a-z, A-Z, 0-9 and")),
  ...[4, 301, 10.5].map((intervalSeconds) =>
    bad(healthCheck({ intervalSeconds, timeoutSeconds: 2 }), "the interval is a whole number of seconds from 5 to 300"),
  ),
  ...[1, 121].map((timeoutSeconds) =>
    bad(
      healthCheck({ intervalSeconds: 300, timeoutSeconds }),
      "the timeout is a whole number of seconds from 2 to 120",
    ),
  ),
  ...[10, 11].map((timeoutSeconds) =>
    bad(
      healthCheck({ intervalSeconds: 10, timeoutSeconds }),
      "the timeout must be shorter than the interval of 10 seconds",
    ),
  ),
  ...[1, 11, 2.5].flatMap((threshold) => [
    bad(
      healthCheck({ healthyThreshold: threshold }),
      "the healthy threshold is a whole number of answers in a row from 2 to 10",
    ),
    bad(
      healthCheck({ unhealthyThreshold: threshold }),
      "the unhealthy threshold is a whole number of answers in a row from 2 to 10",
    ),
  ]),
  ...["", "200,", "200 - 299", "200-", "2xx", "200-250-299"].map((successCodes) =>
    bad(healthCheck({ successCodes }), "success codes are codes and ranges, with commas between them and no spaces"),
  ),
  ...["199", "500", "200-500", "2000"].map((successCodes) =>
    bad(healthCheck({ successCodes }), "a success code is from 200 to 499"),
  ),
  ...["299-200", "200-200"].map((successCodes) =>
    bad(healthCheck({ successCodes }), "a range of success codes ascends"),
  ),
  bad({ tags: tooMany }, "so at most 45 are yours, got 46"),
  ...["Project", "Environment", "Stack", "ManagedBy", "Name"].map((key) => bad({ tags: { [key]: "x" } }, "")),
  bad({ tags: { "": "x" } }, 'a tag key has at least 1 character, got ""'),
  bad({ tags: { ["k".repeat(129)]: "x" } }, "a tag key has at most 128 characters"),
  bad({ tags: { a: "v".repeat(257) } }, "a tag value has at most 256 characters"),
  ...["a!", "a\nb", "a\u0301"].flatMap((text) => [
    bad(
      { tags: { [text === "a\u0301" ? "q\u0301" : text]: "x" } },
      "has only letters, digits, spaces and _ . : / = + - @",
    ),
    bad({ tags: { a: text === "a\u0301" ? "q\u0301" : text } }, "has only letters, digits, spaces and _ . : / = + - @"),
  ]),
  ...[" a", "a ", "\u00a0a"].flatMap((text) => [
    bad({ tags: { [text]: "x" } }, "has no space at either end"),
    bad({ tags: { a: text } }, "has no space at either end"),
  ]),
  bad({ tags: { "AWS:a": "x" } }, 'AWS keeps the prefix "aws:" for itself'),
  bad({ tags: { a: "aws:x" } }, 'AWS keeps the prefix "aws:" for itself'),
];

/** Blocks from a small space, so that they often touch, hold or overlap each other. */
const block = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 15, max: 29 }), fc.boolean())
  .map(([place, length, tidy]) => {
    const first = 10 * 2 ** 24 + 20 * 2 ** 16 + place * 2 ** 12;
    const size = 2 ** (32 - length);
    const address = tidy ? first - (first % size) : first + 16;
    return `${[24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".")}/${length}`;
  });
const networks = fc
  .record({ vpc: block, blocks: fc.array(block, { minLength: 6, maxLength: 6 }) })
  .map(({ vpc, blocks }): Changes => ({
    "network.cidr": vpc,
    "network.zones": [ZONE_1, ZONE_2, ZONE_3].map((zone, index) => ({
      ...zone,
      public: blocks[2 * index],
      private: blocks[2 * index + 1],
    })),
  }));
/** Networks that are right more often than not: blocks of one size, side by side. */
const tidyNetworks = fc
  .uniqueArray(fc.integer({ min: 0, max: 17 }), { minLength: 6, maxLength: 6 })
  .map((places): Changes => {
    const at = (place = 0): string => `10.20.${place * 16}.0/20`;
    return {
      "network.zones": [ZONE_1, ZONE_2, ZONE_3].map((zone, index) => ({
        ...zone,
        public: at(places[2 * index]),
        private: at(places[2 * index + 1]),
      })),
    };
  });
const codes = fc
  .array(fc.constantFrom("200", "299", "301", "499", "199", "500", "-", ",", " ", "2"), { minLength: 1, maxLength: 6 })
  .map((parts): Changes => healthCheck({ successCodes: parts.join("") }));
const names = fc
  .tuple(
    fc.array(fc.constantFrom("a", "-", "internal-", "sg-", "Z9", ""), { maxLength: 3 }),
    fc.array(fc.constantFrom("a", "-", "internal-", "x".repeat(15), "_", ""), { maxLength: 3 }),
  )
  .map(([prefix, name]): Changes => ({ namePrefix: prefix.join(""), "loadBalancer.name": name.join("") }));
const tags = fc
  .dictionary(
    fc.string({ unit: fc.constantFrom("a", " ", "aws:", "ß", "日", "!", ":", "👍") }),
    fc.constantFrom("", "x", " y", "AWS:"),
  )
  .map((given): Changes => ({ tags: given }));
const RANDOM = [networks, tidyNetworks, codes, names, tags].flatMap((values) =>
  fc.sample<Changes>(values, { numRuns: 50, seed: 20_26 }),
);

/** Cases for one run of terraform: it takes far longer for many at once. */
const BATCH = 15;

/** What the schema takes, and a module that was handed off with another number does not. */
const TWO_ZONES: Changes = { "network.zones": [ZONE_1, ZONE_2] };
const ONE_BLOCK: Changes = { "loadBalancer.allowedCidrs": ["0.0.0.0/0"] };

const CASES: readonly Changes[] = [...GOOD, ...BAD.map(([changes]) => changes), ...RANDOM, TWO_ZONES, ONE_BLOCK];

describeWith(["terraform"], "validation blocks", () => {
  let workspace: Workspace;
  /** What terraform says of each case; nothing where it takes the values. */
  let refused: Map<number, readonly string[]>;

  beforeAll(async () => {
    workspace = createWorkspace("front-door-test");
    const variables = allVariables(workspace);
    const all = CASES.map((changes, index) => ({ changes, index }));
    refused = new Map();
    while (all.length > 0) {
      // GIVEN a module with the variables of all modules and nothing else, and a call of it for each case
      const root = workspace.folder(`cases-${all.length}`);
      mkdirSync(join(root, "variables"));
      // There has to be something, also when no case is left.
      writeFileSync(join(root, "main.tf"), "locals {}\n");
      writeFileSync(join(root, "variables", "variables.tf"), variables);
      for (const { changes, index } of all.splice(0, BATCH)) {
        const call = { source: "./variables", ...values(changes) };
        writeFileSync(join(root, `case-${index}.tf.json`), JSON.stringify({ module: { [`case_${index}`]: call } }));
      }
      // WHEN
      for (const [index, messages] of await refusals(workspace, root)) refused.set(index, messages);
    }
  }, 240_000);
  afterAll(() => {
    workspace.remove();
  });

  test.each(GOOD.map((changes, index) => [shown(changes), index] as const))("%s is taken by both", (__, index) => {
    expect([refused.get(index), refusalOf(input(CASES[index] ?? {}))]).toEqual([undefined, []]);
  });

  test.each(BAD.map(([changes, words], index) => [shown(changes), words, GOOD.length + index] as const))(
    "%s is refused by both, in the same words: %s",
    (__, words, index) => {
      const terraform = (refused.get(index) ?? []).join("\n");
      const schema = refusalOf(input(CASES[index] ?? {})).join("\n");
      expect([terraform.length > 0, schema.length > 0]).toEqual([true, true]);
      expect(terraform.toLowerCase()).toContain(words.toLowerCase());
      expect(schema.toLowerCase()).toContain(words.toLowerCase());
    },
  );

  test("of values that nobody chose, both take and refuse the same", () => {
    const verdicts = RANDOM.map((changes, index) => ({
      changes: shown(changes),
      terraform: refused.has(GOOD.length + BAD.length + index),
      schema: refusalOf(input(changes)).length > 0,
    }));
    expect(verdicts.filter(({ terraform, schema }) => terraform !== schema)).toEqual([]);
    // Neither takes everything or nothing.
    expect(verdicts.filter(({ schema }) => schema).length).toBeGreaterThan(60);
    expect(verdicts.filter(({ schema }) => !schema).length).toBeGreaterThan(30);
  });

  test("another number of zones or of allowed blocks is another module", () => {
    expect(refusalOf(input(TWO_ZONES))).toEqual([]);
    expect(refusalOf(input(ONE_BLOCK))).toEqual([]);
    expect(refused.get(CASES.indexOf(TWO_ZONES))).toEqual([
      'This module is made for 3 availability zones, got 2. For another number, see "What is no variable" in README.md.',
    ]);
    expect(refused.get(CASES.indexOf(ONE_BLOCK))).toEqual([
      'This module is made for 2 allowed blocks or more, got 1. For fewer, see "What is no variable" in README.md.',
    ]);
  });
});

function shown(changes: Changes): string {
  return JSON.stringify(changes).slice(0, 120);
}

function bad(changes: Changes, words: string): readonly [Changes, string] {
  return [changes, words];
}

function healthCheck(changes: Changes): Changes {
  return Object.fromEntries(Object.entries(changes).map(([key, value]) => [`targetGroup.healthCheck.${key}`, value]));
}

/** The zones of the environment, with something else in the first. */
function zones(first: Changes): Changes {
  return { "network.zones": [{ ...ZONE_1, ...first }, ZONE_2, ZONE_3] };
}

function inRegion(region: string): Changes {
  return {
    region,
    "network.zones": ["a", "b", "c"].map((letter, index) => ({
      ...environment.network.zones[index],
      availabilityZone: `${region}${letter}`,
    })),
  };
}

function arn(partition: string, region: string, key = "1234abcd-12ab-34cd-86ef-1234567890ab"): string {
  return `arn:${partition}:kms:${region}:012345678901:key/${key}`;
}

/** The environment as somebody writes it, with the changes. */
function input(changes: Changes): Record<string, unknown> {
  const given = structuredClone(everyOption) as unknown as Record<string, unknown>;
  for (const [option, value] of Object.entries(changes)) {
    const keys = option.split(".");
    const holder = keys.slice(0, -1).reduce((here, key) => here[key] as Record<string, unknown>, given);
    holder[keys.at(-1) ?? ""] = value;
  }
  return given;
}

/** The same as values of variables, in Terraform's JSON syntax. */
function values(changes: Changes): Record<string, Json> {
  const given = input(changes);
  return Object.fromEntries(
    variablesOf(environment).map(({ variable, path }: EnvironmentVariable) => {
      const value = path.reduce<unknown>((holder, key) => (holder as Record<string, unknown>)[key], given);
      return [variable.name, escaped(terraformValue(value))];
    }),
  );
}

function escaped(value: Json): Json {
  if (typeof value === "string") return escapeTemplate(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [escapeTemplate(key), escaped(entry)]));
}

function allVariables(workspace: Workspace): string {
  const { modules } = handOff(workspace, environment);
  const blocks = modules.flatMap(({ files }) => (files.get("variables.tf") ?? "").split(/^(?=variable ")/m));
  return [...new Set(blocks.map((text) => text.trim()))].join("\n\n");
}

/** What terraform says of each case that it refuses. */
async function refusals(workspace: Workspace, cwd: string): Promise<Map<number, string[]>> {
  const terraform = await findTerraform(process.env);
  const env = {
    ...neutralEnvironment(process.env),
    TF_CLI_CONFIG_FILE: writeTerraformCliConfig(workspace.path, undefined),
    CHECKPOINT_DISABLE: "1",
  };
  await runOrThrow(terraform.file, ["init", "-input=false", "-no-color"], { cwd, env });
  const all = new Map<number, string[]>();
  for (;;) {
    const { stdout } = await runProgram(terraform.file, ["plan", "-json", "-input=false"], { cwd, env });
    const found = refusalsIn(stdout);
    if (found.size === 0) return all;
    for (const [index, messages] of found) {
      all.set(index, messages);
      // Terraform asks of one variable alone before it asks of several, and stops there: so once more without these.
      rmSync(join(cwd, `case-${index}.tf.json`));
    }
  }
}

function refusalsIn(stdout: string): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const line of stdout.split("\n").filter((text) => text !== "")) {
    const { diagnostic } = JSON.parse(line) as {
      diagnostic?: { summary: string; detail: string; range?: { filename: string } };
    };
    if (diagnostic === undefined) continue;
    expect(diagnostic.summary).toBe("Invalid value for variable");
    const index = Number(/^case-(\d+)\.tf\.json$/.exec(diagnostic.range?.filename ?? "")?.[1]);
    const [message = ""] = diagnostic.detail.split("\n\nThis was checked by");
    found.set(index, [...(found.get(index) ?? []), message]);
  }
  return found;
}
