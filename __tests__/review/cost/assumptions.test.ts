import { ConfigurationError } from "../../../environments/configuration-error";
import { type Assumptions, DEFAULT_ASSUMPTIONS, parseAssumptions, TRAFFIC } from "../../../review/cost/assumptions";

/** The lines of the error, or none. */
function refusalOf(...given: string[]): string[] {
  try {
    parseAssumptions(given);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split("\n");
  }
}

describe("accepted", () => {
  test("nothing given: low traffic", () => {
    expect(parseAssumptions([])).toEqual(DEFAULT_ASSUMPTIONS);
    expect(DEFAULT_ASSUMPTIONS).toEqual(TRAFFIC.low);
  });

  test.each<[string, Partial<Assumptions>]>([
    ["lcu=1.5", { lcu: 1.5 }],
    ["lcu=0", { lcu: 0 }],
    ["nlcu=2", { nlcu: 2 }],
    ["nat-gb=0.25", { "nat-gb": 0.25 }],
    ["dns-million-queries=10", { "dns-million-queries": 10 }],
    ["logs-gb=1000000", { "logs-gb": 1_000_000 }],
  ])("%s, and the rest as with low traffic", (text, expected) => {
    expect(parseAssumptions([text])).toEqual({ ...TRAFFIC.low, ...expected });
  });

  test.each(["low", "moderate"] as const)("traffic=%s", (traffic) => {
    expect(parseAssumptions([`traffic=${traffic}`])).toEqual(TRAFFIC[traffic]);
  });

  test.each([[["traffic=moderate", "lcu=4"]], [["lcu=4", "traffic=moderate"]]])(
    "%j: what has a name of its own counts, wherever it stands",
    (given) => {
      expect(parseAssumptions(given)).toEqual({ ...TRAFFIC.moderate, lcu: 4 });
    },
  );
});

describe("refused", () => {
  test.each([
    "-1",
    "1e3",
    "0x10",
    "NaN",
    "Infinity",
    "1,5",
    "",
    " 1",
    "1 ",
    ".5",
    "1.",
    "+1",
    "1000000.1",
    "9".repeat(20),
  ])("lcu=%s", (value) => {
    expect(refusalOf(`lcu=${value}`)).toEqual([
      `--assume: lcu is a number from 0 to 1000000, got ${JSON.stringify(value)}. Write it as in "lcu=1.5".`,
    ]);
  });

  test.each([
    ["lcus=1", 'unknown assumption "lcus", did you mean "lcu". Write "lcu".'],
    ["NAT_GB=1", 'unknown assumption "NAT_GB", did you mean "nat-gb". Write "nat-gb".'],
    ["trafic=low", 'unknown assumption "trafic", did you mean "traffic". Write "traffic".'],
    [
      "constructor=1",
      'unknown assumption "constructor". Remove it, or use one of lcu, nlcu, nat-gb, dns-million-queries, logs-gb, traffic.',
    ],
    ["lcu", 'an assumption is a name, an equals sign and a value, got "lcu". Write it as in "lcu=1.5".'],
    ["traffic=high", 'traffic is low or moderate, got "high". Write it as in "traffic=moderate".'],
    [
      "traffic",
      'an assumption is a name, an equals sign and a value, got "traffic". Write it as in "traffic=moderate".',
    ],
  ])("%s", (text, message) => {
    expect(refusalOf(text)).toEqual([`--assume: ${message}`]);
  });

  test("a name given twice", () => {
    expect(refusalOf("lcu=1", "nat-gb=1", "lcu=1")).toEqual(["--assume: lcu is given twice. Leave one of them out."]);
  });

  test("everything at once", () => {
    expect(refusalOf("lcus=1", "lcu=2", "nat-gb=-1")).toHaveLength(2);
  });
});
