import { define, environmentWith, refusalOf } from "./refusal";

const ACCEPTED: string[] = [];

/** What an environment is refused with that has one value at a path such as `targetGroup.healthCheck.path`. */
function refusalOfValue(path: string, value: unknown, others: Readonly<Record<string, unknown>> = {}): string[] {
  const [part = "", ...inner] = path.split(".");
  const key = inner.pop() ?? "";
  const values = { ...others, [key]: value };
  return refusalOf(environmentWith({ [part]: inner.reduce<unknown>((held, holder) => ({ [holder]: held }), values) }));
}

describe.each([
  ["loadBalancer.idleTimeoutSeconds", "the idle timeout is a whole number of seconds", 1, 4000, {}],
  ["targetGroup.port", "a port is a whole number", 1, 65535, {}],
  ["targetGroup.deregistrationDelaySeconds", "the deregistration delay is a whole number of seconds", 0, 3600, {}],
  [
    "targetGroup.healthCheck.intervalSeconds",
    "the interval is a whole number of seconds",
    5,
    300,
    { timeoutSeconds: 4 },
  ],
  [
    "targetGroup.healthCheck.timeoutSeconds",
    "the timeout is a whole number of seconds",
    2,
    120,
    { intervalSeconds: 300 },
  ],
  [
    "targetGroup.healthCheck.healthyThreshold",
    "the healthy threshold is a whole number of answers in a row",
    2,
    10,
    {},
  ],
  [
    "targetGroup.healthCheck.unhealthyThreshold",
    "the unhealthy threshold is a whole number of answers in a row",
    2,
    10,
    {},
  ],
])("%s", (path, is, from, to, others) => {
  test.each([from, from + 1, to])(`%p is accepted`, (value) => {
    expect(refusalOfValue(path, value, others)).toEqual(ACCEPTED);
  });

  test.each([
    [from - 1, String(from - 1)],
    [to + 1, String(to + 1)],
    [from + 0.5, String(from + 0.5)],
    [NaN, "NaN"],
    [Infinity, "Infinity"],
    [null, "null"],
    [true, "true"],
    [7n, "7n"],
  ])("%p is refused", (value, quoted) => {
    expect(refusalOfValue(path, value, others)).toEqual([
      `dev: ${path}: ${is} from ${from} to ${to}, got ${quoted}. Choose a number in that range.`,
    ]);
  });

  test("a number in quotes is refused", () => {
    expect(refusalOfValue(path, "7", others)).toEqual([
      `dev: ${path}: ${is} from ${from} to ${to}, got "7". Write a number, without quotes.`,
    ]);
  });
});

describe("the timeout stays below the interval", () => {
  test.each([
    [5, 4],
    [30, 29],
    [121, 120],
  ])("an interval of %d s with a timeout of %d s is accepted", (intervalSeconds, timeoutSeconds) => {
    expect(refusalOf(environmentWith({ targetGroup: { healthCheck: { intervalSeconds, timeoutSeconds } } }))).toEqual(
      ACCEPTED,
    );
  });

  test.each([
    [10, 10],
    [30, 120],
  ])("an interval of %d s with a timeout of %d s is refused", (intervalSeconds, timeoutSeconds) => {
    expect(refusalOf(environmentWith({ targetGroup: { healthCheck: { intervalSeconds, timeoutSeconds } } }))).toEqual([
      `dev: targetGroup.healthCheck.timeoutSeconds: the timeout must be shorter than the interval of ${intervalSeconds} seconds, got ${timeoutSeconds}. Choose a shorter timeout, or give a longer intervalSeconds.`,
    ]);
  });

  test("an interval that the default timeout does not fit into is the interval's mistake", () => {
    expect(refusalOfValue("targetGroup.healthCheck.intervalSeconds", 6)).toEqual(ACCEPTED);
    expect(refusalOfValue("targetGroup.healthCheck.intervalSeconds", 5)).toEqual([
      "dev: targetGroup.healthCheck.intervalSeconds: the interval must be longer than the timeout of 5 seconds, got 5. Choose a longer interval, or give a shorter timeoutSeconds.",
    ]);
  });
});

describe("loadBalancer.allowedCidrs", () => {
  test.each([
    [["0.0.0.0/0"]],
    [["203.0.113.7/32"]],
    [["10.0.0.0/8", "192.168.0.0/16", "10.1.0.0/16"]],
    [["0.0.0.0/1", "128.0.0.0/1"]],
  ])("%j is accepted", (allowedCidrs) => {
    expect(define(environmentWith({ loadBalancer: { allowedCidrs } })).loadBalancer.allowedCidrs).toEqual(allowedCidrs);
  });

  test.each([
    [
      [],
      'loadBalancer.allowedCidrs: at least one block must be allowed to connect, got []. Give a block, or leave allowedCidrs out to allow "0.0.0.0/0".',
    ],
    ["10.0.0.0/8", 'loadBalancer.allowedCidrs: must be an array, got "10.0.0.0/8". Put it between [ and ].'],
    [["::/0"], 'loadBalancer.allowedCidrs[0]: only IPv4 blocks are supported, got "::/0". Give an IPv4 block.'],
    [
      ["10.0.0.0/8", "10.0.0.1/8"],
      'loadBalancer.allowedCidrs[1]: the host bits are not zero in "10.0.0.1/8". Write "10.0.0.0/8".',
    ],
    [["1.2.3.4/0"], 'loadBalancer.allowedCidrs[0]: the host bits are not zero in "1.2.3.4/0". Write "0.0.0.0/0".'],
    [
      ["10.0.0.0/33"],
      'loadBalancer.allowedCidrs[0]: an IPv4 block is an address, a slash and a prefix length from 0 to 32, got "10.0.0.0/33". Write it as in "10.0.0.0/16".',
    ],
    [
      ["203.0.113.7"],
      'loadBalancer.allowedCidrs[0]: an IPv4 block is an address, a slash and a prefix length from 0 to 32, got "203.0.113.7". Write it as in "10.0.0.0/16".',
    ],
    [
      [5],
      'loadBalancer.allowedCidrs[0]: an allowed block must be a string, got 5. Write a string, such as "0.0.0.0/0".',
    ],
    [
      ["10.0.0.0/8", "0.0.0.0/0", "10.0.0.0/8"],
      'loadBalancer.allowedCidrs[2]: "10.0.0.0/8" is already loadBalancer.allowedCidrs[0]. Remove it.',
    ],
  ])("%j is refused", (allowedCidrs, line) => {
    expect(refusalOf(environmentWith({ loadBalancer: { allowedCidrs } }))).toEqual([`dev: ${line}`]);
  });
});

describe("loadBalancer.deletionProtection", () => {
  test.each([true, false])("%p is accepted", (deletionProtection) => {
    expect(define(environmentWith({ loadBalancer: { deletionProtection } })).loadBalancer.deletionProtection).toBe(
      deletionProtection,
    );
  });

  test.each([
    ["true", '"true"'],
    [1, "1"],
    [null, "null"],
  ])("%j is refused", (value, quoted) => {
    expect(refusalOfValue("loadBalancer.deletionProtection", value)).toEqual([
      `dev: loadBalancer.deletionProtection: must be true or false, got ${quoted}. Write true or false, without quotes.`,
    ]);
  });
});

describe("targetGroup.healthCheck.path", () => {
  const path = "targetGroup.healthCheck.path";

  test.each(["/", "/health", "/health-check", "/a_b.c~d/e%20f?g=h&i=j+k#l@m:n", `/${"a".repeat(1023)}`])(
    "%j is accepted",
    (value) => {
      expect(refusalOfValue(path, value)).toEqual(ACCEPTED);
    },
  );

  test.each([
    ["", 'the path starts with "/", got "". Write it as in "/health".'],
    ["health", 'the path starts with "/", got "health". Write it as in "/health".'],
    [
      `/${"a".repeat(1024)}`,
      `the path has at most 1024 characters, got "/${"a".repeat(79)}"… (1025 characters). Shorten the path.`,
    ],
    ...["/a b", "/a\n", "/ü", "/{a}", '/"', "/a,b"].map((value): [string, string] => [
      value,
      `the path has only a-z, A-Z, 0-9 and - @ : % _ + . ~ # ? & / =, got ${JSON.stringify(value)}. Percent-encode the other characters.`,
    ]),
  ])("%j is refused", (value, message) => {
    expect(refusalOfValue(path, value)).toEqual([`dev: ${path}: ${message}`]);
  });
});

describe("targetGroup.healthCheck.successCodes", () => {
  const path = "targetGroup.healthCheck.successCodes";

  test.each(["200", "499", "200,202", "200-299", "200-499", "200-299,301,400-404"])("%j is accepted", (codes) => {
    expect(refusalOfValue(path, codes)).toEqual(ACCEPTED);
  });

  test.each([
    ["199", 'a success code is from 200 to 499, got "199" in "199". Choose codes in that range.'],
    ["500", 'a success code is from 200 to 499, got "500" in "500". Choose codes in that range.'],
    ["200,500", 'a success code is from 200 to 499, got "500" in "200,500". Choose codes in that range.'],
    ["200-500", 'a success code is from 200 to 499, got "500" in "200-500". Choose codes in that range.'],
    ["199-299", 'a success code is from 200 to 499, got "199" in "199-299". Choose codes in that range.'],
    ["0200", 'a success code is from 200 to 499, got "0200" in "0200". Choose codes in that range.'],
    ["20", 'a success code is from 200 to 499, got "20" in "20". Choose codes in that range.'],
    ["299-200", 'a range of success codes ascends, got "299-200" in "299-200". Write the lower code first.'],
    ["301,200-200", 'a range of success codes ascends, got "200-200" in "301,200-200". Write the lower code first.'],
    ...["", "ok", "200,", ",200", "200, 202", "200-", "-200", "200-250-299", "2xx", "200;202", "200\n"].map(
      (codes): [string, string] => [
        codes,
        `success codes are codes and ranges, with commas between them and no spaces, got ${JSON.stringify(codes)}. Write them as in "200", "200,202" or "200-299".`,
      ],
    ),
  ])("%j is refused", (codes, message) => {
    expect(refusalOfValue(path, codes)).toEqual([`dev: ${path}: ${message}`]);
  });

  test("a number is refused", () => {
    expect(refusalOfValue(path, 200)).toEqual([
      `dev: ${path}: the success codes must be a string, got 200. Write a string, such as "200".`,
    ]);
  });
});
