import { define, environmentWith, refusalOf } from "./refusal";

const ACCEPTED: string[] = [];

describe("name", () => {
  test.each(["a", "dev", "a1", "a--b", "a-1", "abcdefghij0123456789"])("%j is accepted", (name) => {
    expect(refusalOf(environmentWith({ name }))).toEqual(ACCEPTED);
  });

  test.each(["", "Dev", "1dev", "-dev", "dev-", "de_v", "de v", "dév", "abcdefghij01234567890", "dev\n"])(
    "%j is refused",
    (name) => {
      const quoted = JSON.stringify(name);
      expect(refusalOf(environmentWith({ name }))).toEqual([
        `environment ${quoted}: name: an environment's name has 1 to 20 lower-case letters, digits and hyphens, starts with a letter and does not end with a hyphen, got ${quoted}. Choose a name such as "dev".`,
      ]);
    },
  );

  test("missing, or no string", () => {
    const { state } = environmentWith();
    expect(refusalOf({ state })).toEqual([
      'environment (unnamed): name: the name of the environment is missing. Give one, such as "dev".',
    ]);
    expect(refusalOf({ name: 5, state })).toEqual([
      'environment (unnamed): name: the name of the environment must be a string, got 5. Write a string, such as "dev".',
    ]);
  });
});

describe("namePrefix", () => {
  test.each(["", "p", "prod-", "Prod--", "0", "sg", "sgx-", "internal", "internals-", "x-internal-"])(
    "%j is accepted",
    (namePrefix) => {
      expect(refusalOf(environmentWith({ namePrefix }))).toEqual(ACCEPTED);
    },
  );

  test.each([
    ["prod_", 'a name prefix has only letters, digits and hyphens, got "prod_". Remove the other characters.'],
    ["prod ", 'a name prefix has only letters, digits and hyphens, got "prod ". Remove the other characters.'],
    [
      "-prod",
      'AWS names must not start with a hyphen, got the prefix "-prod". Start the prefix with a letter or a digit.',
    ],
    [
      "internal-",
      'load balancer names must not start with "internal-", got the prefix "internal-". Choose another prefix.',
    ],
    [
      "Internal-x",
      'load balancer names must not start with "internal-", got the prefix "Internal-x". Choose another prefix.',
    ],
    ["sg-", 'security group names must not start with "sg-", got the prefix "sg-". Choose another prefix.'],
    ["SG-x", 'security group names must not start with "sg-", got the prefix "SG-x". Choose another prefix.'],
  ])("%j is refused once, for all names that it is put before", (namePrefix, message) => {
    expect(refusalOf(environmentWith({ namePrefix }))).toEqual([`dev: namePrefix: ${message}`]);
  });
});

describe.each([
  ["loadBalancer", "a load balancer", "Fargate-ALB"],
  ["targetGroup", "a target group", "Fargate-TG"],
])("the full name in %s", (part, called, defaultName) => {
  test.each([
    ["", "a"],
    ["", "A-1"],
    ["", "a".repeat(32)],
    ["prod-", "a".repeat(27)],
    ["prod", "-door"],
    ["", "internal"],
    ["x", "internal-x"],
  ])("%j + %j is accepted", (namePrefix, name) => {
    expect(refusalOf(environmentWith({ namePrefix, [part]: { name } }))).toEqual(ACCEPTED);
  });

  test.each([
    ["", "", `${called} needs a name, got "". Give 1 to 32 characters.`],
    [
      "",
      "a".repeat(33),
      `${called}'s name has at most 32 characters with its prefix, got 33 in "${"a".repeat(33)}". Shorten the name or the namePrefix.`,
    ],
    [
      "prod-",
      "a".repeat(28),
      `${called}'s name has at most 32 characters with its prefix, got 33 in "prod-${"a".repeat(28)}". Shorten the name or the namePrefix.`,
    ],
    [
      "",
      "-a",
      `${called}'s name must not start or end with a hyphen, got "-a". Start and end it with a letter or a digit.`,
    ],
    ["", "a-", 'a name must not end with a hyphen, got "a-". End it with a letter or a digit.'],
    [
      "a-",
      "",
      `${called}'s name must not start or end with a hyphen, got "a-". Start and end it with a letter or a digit.`,
    ],
    ["", "internal-a", `${called}'s name must not start with "internal-", got "internal-a". Choose another name.`],
    ["internal", "-a", `${called}'s name must not start with "internal-", got "internal-a". Choose another name.`],
    ["", "a_b", 'a name has only letters, digits and hyphens, got "a_b". Remove the other characters.'],
    ["", "a.b", 'a name has only letters, digits and hyphens, got "a.b". Remove the other characters.'],
  ])("%j + %j is refused", (namePrefix, name, message) => {
    expect(refusalOf(environmentWith({ namePrefix, [part]: { name } }))).toEqual([`dev: ${part}.name: ${message}`]);
  });

  test("a hyphen at the end is named even where the prefix is wrong as well", () => {
    expect(refusalOf(environmentWith({ namePrefix: "internal-x", [part]: { name: "x-" } }))).toEqual([
      'dev: namePrefix: load balancer names must not start with "internal-", got the prefix "internal-x". Choose another prefix.',
      `dev: ${part}.name: a name must not end with a hyphen, got "x-". End it with a letter or a digit.`,
    ]);
  });

  test(`no prefix that leaves room for ${defaultName} is too long`, () => {
    // GIVEN another name for the other part, so that only this one limits the prefix
    const other = part === "loadBalancer" ? "targetGroup" : "loadBalancer";
    const longest = "p".repeat(32 - defaultName.length);
    const withPrefix = (namePrefix: string) => refusalOf(environmentWith({ namePrefix, [other]: { name: "x" } }));

    // THEN the prefix is what the user wrote, so the prefix is what is reported
    expect(withPrefix(longest)).toEqual(ACCEPTED);
    expect(withPrefix(`${longest}p`)).toEqual([
      `dev: namePrefix: ${called}'s name has at most 32 characters with its prefix, got 33 in "${longest}p${defaultName}". Shorten the name or the namePrefix.`,
    ]);
  });
});

test("a prefix that is too long for both default names is one problem", () => {
  expect(refusalOf(environmentWith({ namePrefix: "p".repeat(30) }))).toHaveLength(1);
});

describe("region", () => {
  test.each([
    "us-east-1",
    "us-gov-west-1",
    "ap-southeast-7",
    "mx-central-1",
    "eusc-de-east-1",
    "cn-northwest-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "eu-isoe-west-1",
    "il-central-1",
    "ap-northeast-12",
  ])("%j is accepted, with its default zones", (region) => {
    expect(define(environmentWith({ region })).network.zones[0].availabilityZone).toBe(`${region}a`);
  });

  test.each([
    "",
    "us-east",
    "us-esat-1",
    "useast1",
    "US-EAST-1",
    "us-east-0",
    "us-east-01",
    "us_east_1",
    " us-east-1",
    "global",
  ])("%j is refused", (region) => {
    expect(refusalOf(environmentWith({ region }))).toEqual([
      `dev: region: ${JSON.stringify(region)} is not the code of an AWS region. Give a code such as "us-east-1".`,
    ]);
  });

  test("an availability zone instead of a region is told apart", () => {
    expect(refusalOf(environmentWith({ region: "eu-west-1b" }))).toEqual([
      'dev: region: "eu-west-1b" is not the code of an AWS region. Remove the letter of the availability zone: "eu-west-1".',
    ]);
  });
});

describe("accountId", () => {
  test.each(["123456789012", "000000000000"])("%j is accepted and kept as it is", (accountId) => {
    expect(define(environmentWith({ accountId })).accountId).toBe(accountId);
  });

  test.each(["", "12345678901", "1234567890123", "1234-5678-9012", "12345678901a", " 23456789012", "١٢٣٤٥٦٧٨٩٠١٢"])(
    "%j is refused",
    (accountId) => {
      expect(refusalOf(environmentWith({ accountId }))).toEqual([
        `dev: accountId: an AWS account id has exactly 12 digits, got "${accountId}". Write the 12 digits without spaces or hyphens.`,
      ]);
    },
  );

  test("a number is refused, as it has lost its zeros", () => {
    expect(refusalOf(environmentWith({ accountId: 123456789012 }))).toEqual([
      "dev: accountId: an AWS account id must be a string, got 123456789012. Quote it: leading zeros matter.",
    ]);
  });
});

describe("state", () => {
  test.each([
    "abc",
    "a".repeat(63),
    "0a0",
    "a-b",
    "a.b",
    "my.front-door.state",
    "1.2.3.4.5",
    "1.2.3.a",
    "a--b",
    "xn-a",
    "mrap",
    "a-an",
  ])("the bucket %j is accepted", (bucket) => {
    expect(refusalOf(environmentWith({ state: { bucket } }))).toEqual(ACCEPTED);
  });

  test.each([
    ["", "the name of an S3 bucket has 3 to 63 characters"],
    ["ab", "the name of an S3 bucket has 3 to 63 characters"],
    ["a".repeat(64), "the name of an S3 bucket has 3 to 63 characters"],
    ["Abc", "the name of an S3 bucket has only lower-case letters, digits, dots and hyphens"],
    ["a_b", "the name of an S3 bucket has only lower-case letters, digits, dots and hyphens"],
    ["ab\n", "the name of an S3 bucket has only lower-case letters, digits, dots and hyphens"],
    ["-ab", "the name of an S3 bucket starts and ends with a letter or a digit"],
    ["ab-", "the name of an S3 bucket starts and ends with a letter or a digit"],
    [".ab", "the name of an S3 bucket starts and ends with a letter or a digit"],
    ["ab.", "the name of an S3 bucket starts and ends with a letter or a digit"],
    ["a..b", "the name of an S3 bucket has no two dots in a row"],
    ["192.168.5.4", "the name of an S3 bucket does not look like an IP address"],
    ["xn--a", 'S3 keeps the prefix "xn--" for itself'],
    ["sthree-a", 'S3 keeps the prefix "sthree-" for itself'],
    ["amzn-s3-demo-a", 'S3 keeps the prefix "amzn-s3-demo-" for itself'],
    ["a-s3alias", 'S3 keeps the suffix "-s3alias" for itself'],
    ["a--ol-s3", 'S3 keeps the suffix "--ol-s3" for itself'],
    ["a.mrap", 'S3 keeps the suffix ".mrap" for itself'],
    ["a--x-s3", 'S3 keeps the suffix "--x-s3" for itself'],
    ["a--table-s3", 'S3 keeps the suffix "--table-s3" for itself'],
  ])("the bucket %j is refused", (bucket, what) => {
    expect(refusalOf(environmentWith({ state: { bucket } }))).toEqual([
      `dev: state.bucket: ${what}, got ${JSON.stringify(bucket)}. Give the name of a bucket that S3 can have.`,
    ]);
  });

  test("without a bucket it is refused", () => {
    expect(refusalOf(environmentWith({ state: {} }))).toEqual([
      'dev: state.bucket: the S3 bucket of the Terraform state is missing. Give one, such as "my-team-front-door-state".',
    ]);
  });

  test("its region is the environment's or another", () => {
    const bucket = "front-door-dev-state";
    expect(define(environmentWith({ region: "eu-west-1" })).state.region).toBe("eu-west-1");
    expect(define(environmentWith({ state: { bucket, region: "eu-west-1" } })).state.region).toBe("eu-west-1");
    expect(refusalOf(environmentWith({ state: { bucket, region: "europe" } }))).toEqual([
      'dev: state.region: "europe" is not the code of an AWS region. Give a code such as "us-east-1".',
    ]);
  });
});

describe("tags", () => {
  const many = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "value"]));

  test.each([
    [{}],
    [{ k: "" }],
    [{ ["k".repeat(128)]: "v".repeat(256) }],
    [{ "Cost Center_.:/=+-@9": "Zürich 日本 _.:/=+-@9" }],
    [{ ["𝒜".repeat(128)]: "𝒜".repeat(256) }],
    [{ environment: "x", name: "y", awsome: "aws" }],
    // As Terraform composes it: a letter.
    [{ "e\u0301": "e\u0301" }],
    [{ ["e\u0301".repeat(128)]: "" }],
    [many(45)],
  ])("%j are accepted and kept as they are", (tags) => {
    expect(define(environmentWith({ tags })).tags).toEqual(tags);
  });

  test("a key that JavaScript treats specially is a tag like any other, or refused: none is lost on the way", () => {
    expect(define(environmentWith({ tags: { constructor: "y" } })).tags).toEqual({ constructor: "y" });
    // cdktf writes an object without it.
    const tags: unknown = JSON.parse('{ "__proto__": "x", "constructor": "y" }');
    expect(refusalOf(environmentWith({ tags }))).toEqual([
      'dev: tags.__proto__: JavaScript loses a tag that is called "__proto__". Choose another key.',
    ]);
  });

  test("a text is judged as Terraform composes it", () => {
    expect(refusalOf(environmentWith({ tags: { k: "\u0958" } }))).toEqual([
      'dev: tags.k: a tag value has only letters, digits, spaces and _ . : / = + - @, got "\u0958". Remove the other characters.',
    ]);
    expect(refusalOf(environmentWith({ tags: { "\u1112\u1161\u11ab": "a", "\ud55c": "b" } }))).toEqual([
      'dev: tags["\ud55c"]: the tag "\ud55c" is there twice, composed of other characters. Remove one of them.',
    ]);
  });

  test.each([
    [{ "": "v" }, 'tags[""]: a tag key has at least 1 character, got "". Name the tag.'],
    [
      { ["k".repeat(129)]: "v" },
      `tags["${"k".repeat(80)}"… (129 characters)]: a tag key has at most 128 characters, got 129. Shorten the key.`,
    ],
    [{ k: "v".repeat(257) }, "tags.k: a tag value has at most 256 characters, got 257. Shorten the value."],
    [{ k: 5 }, "tags.k: a tag value is a string, got 5. Write it in quotes."],
    [{ k: undefined }, "tags.k: a tag value is a string, got undefined. Write it in quotes."],
    [
      { "k!": "v" },
      'tags["k!"]: a tag key has only letters, digits, spaces and _ . : / = + - @, got "k!". Remove the other characters.',
    ],
    [
      { k: "a,b" },
      'tags.k: a tag value has only letters, digits, spaces and _ . : / = + - @, got "a,b". Remove the other characters.',
    ],
    [
      { k: "a\nb" },
      'tags.k: a tag value has only letters, digits, spaces and _ . : / = + - @, got "a\\nb". Remove the other characters.',
    ],
    [{ k: " v" }, 'tags.k: a tag value has no space at either end, got " v". Remove the space.'],
    [{ "k ": "v" }, 'tags["k "]: a tag key has no space at either end, got "k ". Remove the space.'],
    [
      { "aws:k": "v" },
      'tags["aws:k"]: AWS keeps the prefix "aws:" for itself, got the key "aws:k". Choose another key.',
    ],
    [
      { "AwS:k": "v" },
      'tags["AwS:k"]: AWS keeps the prefix "aws:" for itself, got the key "AwS:k". Choose another key.',
    ],
    [{ k: "aws:v" }, 'tags.k: AWS keeps the prefix "aws:" for itself, got the value "aws:v". Choose another value.'],
    [{ Project: "v" }, 'tags.Project: front-door itself sets the tag "Project". Choose another key.'],
    [{ Environment: "v" }, 'tags.Environment: front-door itself sets the tag "Environment". Choose another key.'],
    [{ Stack: "v" }, 'tags.Stack: front-door itself sets the tag "Stack". Choose another key.'],
    [{ ManagedBy: "v" }, 'tags.ManagedBy: front-door itself sets the tag "ManagedBy". Choose another key.'],
    [{ Name: "v" }, 'tags.Name: front-door itself sets the tag "Name". Choose another key.'],
    [
      many(46),
      "tags: AWS allows 50 tags on a resource and 5 are front-door's, so at most 45 are yours, got 46. Remove 1 of them.",
    ],
    [["a"], 'tags: tags are an object of strings, got ["a"]. Write them as in { Team: "web" }.'],
  ])("%j are refused", (tags, line) => {
    expect(refusalOf(environmentWith({ tags }))).toEqual([`dev: ${line}`]);
  });
});
