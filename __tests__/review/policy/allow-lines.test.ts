import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { FINDING_KINDS } from "../../../review/findings/finding";
import { acceptancesFor, readAcceptances } from "../../../review/policy/allow-lines";
import { refusalOf } from "./refusal";

const FILE = "environments/dev.ts";
const LINE = "front-door-allow public-ingress aws_lb.fargate_alb until 2027-01-31: clients come from anywhere";
const AS_IN =
  'Write it as in "front-door-allow public-ingress aws_vpc_security_group_ingress_rule.alb_http until 2027-01-31: clients come from anywhere".';
const ACCEPTED = {
  kind: "public-ingress",
  address: "aws_lb.fargate_alb",
  until: "2027-01-31",
  reason: "clients come from anywhere",
};

function read(...lines: string[]) {
  return readAcceptances(lines.join("\n"), FILE);
}

function refusal(...lines: string[]): string[] {
  return refusalOf(() => read(...lines));
}

describe("where a line may stand", () => {
  test.each<[string, string[], number]>([
    ["a comment of its own", ["import x;", `// ${LINE}`], 2],
    ["behind code", [`const a = 1; // ${LINE}`], 1],
    ["a comment without a space", [`//${LINE}`], 1],
    ["JSDoc", ["/**", ` * ${LINE}`, " */"], 2],
    ["a block on one line", [`/* ${LINE} */`], 1],
    ["a block without stars", ["/*", LINE, "*/"], 2],
    ["indented, with Windows' line ends", ["{\r", `  // ${LINE}\r`, "}\r"], 2],
  ])("%s", (_, lines, line) => {
    expect(read(...lines)).toEqual([{ ...ACCEPTED, where: `environments/dev.ts:${line}` }]);
  });

  test("several, in the order of the file", () => {
    const lines = read(`// ${LINE}`, "", "// front-door-allow destroy aws_eip.old until 2026-12-01: moved");
    expect(lines.map(({ where, kind }) => [where, kind])).toEqual([
      ["environments/dev.ts:1", "public-ingress"],
      ["environments/dev.ts:3", "destroy"],
    ]);
  });

  test.each([[""], ["const a = 1;"], ["// nothing of that kind"], ['const a = "front-door-allow destroy x";']])(
    "%j has none",
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  test("a line of a string looks like one, accepts nothing, and is said so", () => {
    expect(refusal("const a = `", `// ${LINE}`, "`;")).toEqual([
      "environments/dev.ts:2: this front-door-allow is part of a string and accepts nothing. Move it into a comment.",
    ]);
  });
});

describe("what a line may say", () => {
  test.each(FINDING_KINDS)("the kind %s", (kind) => {
    expect(read(`// front-door-allow ${kind} aws_lb.x until 2027-01-31: why`)).toMatchObject([{ kind }]);
  });

  test.each([
    "aws_lb.fargate_alb",
    "ports-agree",
    "dev-security/aws_security_group.alb_sg",
    "aws_subnet.public[0]",
    'aws_subnet.public["us-east-1a"]',
    'module.vpc["a b"].aws_subnet.public["two  spaces: and until 2020-01-01: no"]',
    'aws_subnet.public["a \\"quoted\\" key"]',
  ])("the address %s", (address) => {
    expect(read(`// front-door-allow destroy ${address} until 2027-01-31: why`)).toMatchObject([
      { address, reason: "why" },
    ]);
  });

  test.each([
    ["until 2027-01-31: why", "2027-01-31", "why"],
    ["until 2027-01-31 : why", "2027-01-31", "why"],
    ["until 2027-01-31:why", "2027-01-31", "why"],
    ["until 2028-02-29: a leap year", "2028-02-29", "a leap year"],
    ["until 9999-12-31: as far off as reviewers let it be", "9999-12-31", "as far off as reviewers let it be"],
    [
      "until 2020-01-01: it is long over, which is the judge's to say",
      "2020-01-01",
      "it is long over, which is the judge's to say",
    ],
    [
      "until 2027-01-31: see https://example.com/a: all of it, until 2030-01-01: yes",
      "2027-01-31",
      "see https://example.com/a: all of it, until 2030-01-01: yes",
    ],
    ["until 2027-01-31: Grüße", "2027-01-31", "Grüße"],
  ])("%s", (rest, until, reason) => {
    expect(read(`//  front-door-allow   destroy\taws_lb.x   ${rest}  `)).toMatchObject([{ until, reason }]);
  });
});

describe("malformed", () => {
  const KINDS = FINDING_KINDS.join(", ");

  test.each([
    ["front-door-allow", `the kind of finding is missing. ${AS_IN}`],
    [
      "front-door-allow destory aws_lb.x until 2027-01-31: why",
      'unknown kind of finding "destory", did you mean "destroy". Write "destroy".',
    ],
    [
      "front-door-allow Destroy aws_lb.x until 2027-01-31: why",
      'unknown kind of finding "Destroy", did you mean "destroy". Write "destroy".',
    ],
    [
      "front-door-allow aws_lb.x until 2027-01-31: why",
      `unknown kind of finding "aws_lb.x". Remove it, or use one of ${KINDS}.`,
    ],
    ["front-door-allow all aws_lb.x until 2027-01-31: why", expect.stringMatching(/^unknown kind of finding "all"/)],
    ["front-door-allow destroy", `the address is missing after destroy. ${AS_IN}`],
    ["front-door-allow destroy until 2027-01-31: why", `the address is missing after destroy. ${AS_IN}`],
    [
      "front-door-allow destroy aws_lb.x",
      `after the address come "until" and a day, got "front-door-allow destroy aws_lb.x". ${AS_IN}`,
    ],
    [
      "front-door-allow destroy aws_lb.x: why",
      `after the address come "until" and a day, got "front-door-allow destroy aws_lb.x: why". ${AS_IN}`,
    ],
    [
      "front-door-allow destroy aws_lb.x aws_lb.y until 2027-01-31: why",
      expect.stringMatching(/^after the address come "until"/),
    ],
    [
      'front-door-allow destroy aws_lb.x["open until 2027-01-31: why',
      expect.stringMatching(/^after the address come "until"/),
    ],
    [
      "front-door-allow destroy aws_lb.x until 2027-02-29: why",
      `the last day is a day of the calendar, as YYYY-MM-DD, got "2027-02-29". ${AS_IN}`,
    ],
    [
      "front-door-allow destroy aws_lb.x until 2027-02-30: why",
      `the last day is a day of the calendar, as YYYY-MM-DD, got "2027-02-30". ${AS_IN}`,
    ],
    ["front-door-allow destroy aws_lb.x until 2027-13-01: why", expect.stringContaining('got "2027-13-01"')],
    ["front-door-allow destroy aws_lb.x until 2027-1-31: why", expect.stringContaining('got "2027-1-31"')],
    ["front-door-allow destroy aws_lb.x until 31.01.2027: why", expect.stringContaining('got "31.01.2027"')],
    [
      "front-door-allow destroy aws_lb.x until 2027-01-31T00:00:00Z: why",
      expect.stringContaining('got "2027-01-31T00"'),
    ],
    ["front-door-allow destroy aws_lb.x until forever: why", expect.stringContaining('got "forever"')],
    [
      "front-door-allow destroy aws_lb.x until 2027-01-31",
      `after the day come a colon and the reason, got "". ${AS_IN}`,
    ],
    [
      "front-door-allow destroy aws_lb.x until 2027-01-31 why",
      `after the day come a colon and the reason, got " why". ${AS_IN}`,
    ],
    [
      "front-door-allow destroy aws_lb.x until 2027-01-31:",
      'a reason has words, got "". Say why the finding is accepted.',
    ],
    [
      "front-door-allow destroy aws_lb.x until 2027-01-31: -",
      'a reason has words, got "-". Say why the finding is accepted.',
    ],
  ])("%s", (line, message: unknown) => {
    const [only, ...others] = refusal("", `// ${line}`);
    expect(only?.replace("environments/dev.ts:2: ", "")).toEqual(message);
    expect(only).toMatch(/^environments\/dev\.ts:2: /);
    expect(others).toEqual([]);
  });

  test("the mark that ends a block is no reason", () => {
    expect(refusal("/* front-door-allow destroy aws_lb.x until 2027-01-31: */")).toEqual([
      'environments/dev.ts:1: a reason has words, got "". Say why the finding is accepted.',
    ]);
  });

  test("a reason does not go on to the next line", () => {
    expect(refusal("// front-door-allow destroy aws_lb.x until 2027-01-31:", "// because")).toHaveLength(1);
  });

  test("the same kind and address twice", () => {
    expect(refusal(`// ${LINE}`, `// ${LINE.replace("2027", "2028")}`)).toEqual([
      "environments/dev.ts:2: public-ingress of aws_lb.fargate_alb is accepted at environments/dev.ts:1 already. Keep one of the two.",
    ]);
    expect(refusal(`// ${LINE}`, `// ${LINE.replace("public-ingress", "destroy")}`)).toEqual([]);
  });

  test("everything at once, line by line", () => {
    const lines = refusal(
      "// front-door-allow destroy",
      "const a = `",
      `// ${LINE}`,
      "`;",
      `// ${LINE}`,
      "// front-door-allow x",
    );
    expect(lines.map((line) => line.slice(0, "environments/dev.ts:1".length))).toEqual([
      "environments/dev.ts:1",
      "environments/dev.ts:3",
      "environments/dev.ts:6",
    ]);
  });
});

describe("what looks like such a line", () => {
  test.each([
    "Front-Door-Allow destroy aws_lb.x until 2027-01-31: why",
    "front-door-allow: destroy aws_lb.x until 2027-01-31: why",
    "@front-door-allow destroy aws_lb.x until 2027-01-31: why",
    "- front-door-allow destroy aws_lb.x until 2027-01-31: why",
    "TODO front-door-allow destroy aws_lb.x until 2027-01-31: why",
    "front-door-allows destroy aws_lb.x until 2027-01-31: why",
    "front-door-alow destroy aws_lb.x until 2027-01-31: why",
    "frontdoor-allow destroy aws_lb.x until 2027-01-31: why",
    "front_door_allow destroy aws_lb.x until 2027-01-31: why",
    "front door allow destroy aws_lb.x until 2027-01-31: why",
    "fornt-door-allow destroy aws_lb.x until 2027-01-31: why",
    "front-dor-alow destroy aws_lb.x until 2027-01-31: why",
  ])("%s is refused and not passed over", (line) => {
    expect(refusal(`// ${line}`)).toEqual([
      expect.stringMatching(
        /^environments\/dev\.ts:1: a line that accepts a finding begins with front-door-allow and a space, got /,
      ),
    ]);
  });

  test.each([
    "The front door of dev.",
    "front-door is the name of the project",
    "front-door-alb is a name as good as any",
    "Findings are accepted by `front-door-allow` lines, see the docs.",
    "`front-door-allow destroy aws_lb.x until 2027-01-31: why` would do.",
    "Front doors allow people in.",
    "The front door allows everybody in.",
    "Front door allows nobody in.",
  ])("%s: does not look like one", (line) => {
    expect(read(`// ${line}`)).toEqual([]);
  });
});

describe("acceptancesFor", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "front-door-allow-lines-"));
    mkdirSync(join(folder, "environments"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("reads the environment's own file, and no other", () => {
    writeFileSync(join(folder, "environments/dev.ts"), `// ${LINE}\n`);
    writeFileSync(join(folder, "environments/prod.ts"), `// ${LINE.replace("fargate_alb", "other")}\n`);
    expect(acceptancesFor("dev", folder)).toEqual([{ ...ACCEPTED, where: "environments/dev.ts:1" }]);
  });

  test("without a file of that name nothing is accepted", () => {
    writeFileSync(join(folder, "environments/prod.ts"), `// ${LINE}\n`);
    expect(acceptancesFor("dev", folder)).toEqual([]);
  });

  test("a file that cannot be read is an error", () => {
    mkdirSync(join(folder, "environments/dev.ts"));
    expect(() => acceptancesFor("dev", folder)).toThrow("EISDIR");
  });

  test.each(["dev", "prod"])("the lines of %s, as it is here, are well formed", (name) => {
    expect(refusalOf(() => acceptancesFor(name, resolve(__dirname, "../../..")))).toEqual([]);
  });
});
