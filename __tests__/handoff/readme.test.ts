import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { environments } from "../../environments";
import type { Environment } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";
import type { HandoffModule } from "../../handoff/handoff-modules";
import { handoffReadme, type HandoffReadmeInput } from "../../handoff/readme/handoff-readme";
import { prose } from "../../handoff/readme/markdown";
import { OPTIONS } from "../../handoff/variables/options";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { everyOption } from "../environments/every-option";
import { handOff } from "./handed-off";

const all = [
  ...environments,
  defineEnvironment(everyOption),
  defineEnvironment({
    name: "without-nat",
    state: { bucket: "front-door-without-nat-state" },
    network: { natGateways: "none" },
  }),
];
const names = all.map(({ name }) => name);
const STACKS = ["state", "network", "security", "load-balancing"];
const PICTURE = {
  file: "network.svg",
  description: "VPC Fargate-VPC 172.31.0.0/16. A request goes from internet to ALB.",
};

describe("the README of a handoff", () => {
  let workspace: Workspace;
  const modulesOf = new Map<string, readonly HandoffModule[]>();

  beforeAll(() => {
    workspace = createWorkspace("front-door-test");
    for (const environment of all) modulesOf.set(environment.name, handOff(workspace, environment).modules);
  });
  afterAll(() => {
    workspace.remove();
  });

  const inputOf = (name: string, otherwise: Partial<HandoffReadmeInput> = {}): HandoffReadmeInput => ({
    environment: environmentOf(name),
    modules: modulesOf.get(name) ?? [],
    picture: PICTURE,
    lockedPlatforms: ["linux_amd64", "darwin_arm64"],
    ...otherwise,
  });
  const readmeOf = (name: string, otherwise?: Partial<HandoffReadmeInput>): string =>
    handoffReadme(inputOf(name, otherwise));

  describe.each(names)("of %s", (name) => {
    test("has every input of every module in a table, with its type, default and value", () => {
      for (const { stack, variables } of inputOf(name).modules) {
        const rows = inputRows(readmeOf(name), stack);
        expect(rows.map(([input]) => input).sort()).toEqual(variables.map((variable) => variable.name).sort());
        for (const { name: variable, type, description, default: standard } of variables) {
          const [, shownType = "", shownDefault, , shownDescription] = rows.find(([input]) => input === variable) ?? [];
          expect([variable, withoutSpace(shownType)]).toEqual([variable, withoutSpace(type)]);
          expect([variable, shownDefault === "required"]).toEqual([variable, standard === undefined]);
          expect([variable, shownDescription]).toEqual([variable, description]);
        }
      }
    });

    test("has every output of every module in a table", () => {
      for (const { stack, outputs } of inputOf(name).modules) {
        const published = tableUnder(readmeOf(name), stack, "output");
        expect(published).toEqual(outputs.map((output) => [output.name, output.description]));
      }
    });

    test("says of every module where its state is, in the order of application", () => {
      const { bucket } = environmentOf(name).state;
      const rows = tableUnder(readmeOf(name), "The modules", "order");
      expect(rows.map(([order, folder, , state]) => [order, folder, state])).toEqual(
        STACKS.map((stack, index) => [String(index + 1), stack, `s3://${bucket}/front-door/${name}/${stack}.tfstate`]),
      );
      for (const { stack, files } of inputOf(name).modules) {
        expect(files.get("backend.tf")).toMatch(new RegExp(`bucket += "${bucket}"`));
        expect(files.get("backend.tf")).toMatch(new RegExp(`key += "front-door/${name}/${stack}.tfstate"`));
      }
    });

    test("says what every module reads and publishes", () => {
      const rows = tableUnder(readmeOf(name), "The modules", "order");
      inputOf(name).modules.forEach(({ upstream, outputs }, index) => {
        const [, , , , reads = "", publishes] = rows[index] ?? [];
        const expected = upstream.map(({ stack, outputs: read }) => `${stack}: ${read.join(", ")}`);
        expect(reads).toBe(expected.join(" ") || "-");
        expect(publishes).toBe(outputs.map((output) => output.name).join(", "));
      });
    });

    test("leads to headings, folders and files that are there", () => {
      const readme = readmeOf(name);
      const links = [...readme.matchAll(/\]\(([^)]*)\)/g)].map(([, link = ""]) => link);
      expect(links.length).toBeGreaterThan(8);
      const there = [
        ...headingsOf(readme).map((heading) => `#${slug(heading)}`),
        ...STACKS.map((stack) => `${stack}/`),
      ];
      expect([...there, PICTURE.file]).toEqual(expect.arrayContaining(links));
      for (const [path, stack = "", file = ""] of readme.matchAll(/(?<=`)([a-z-]+)\/([a-z]+\.(?:tf|tfvars))(?=`)/g)) {
        const { files } = inputOf(name).modules.find((module) => module.stack === stack) ?? {};
        expect([path, path === "network/qa.tfvars" || files?.has(file)]).toEqual([path, true]);
      }
    });

    test("names only resources of its modules, and those that would come next", () => {
      const main = inputOf(name).modules.map(({ files }) => files.get("main.tf") ?? "");
      const next = environmentOf(name).network.zones.length + 1;
      for (const [address, type = "", id = ""] of readmeOf(name).matchAll(/\b(aws_[a-z0-9_]+)\.([a-zA-Z0-9_]+)/g)) {
        const isThere = main.some((text) => text.includes(`resource "${type}" "${id}"`));
        expect([address, isThere || /_N(_|$)/.test(id) || id.endsWith(`_${next}`)]).toEqual([address, true]);
      }
    });

    test("has tables with as many cells in every row as in the first", () => {
      const groups = readmeOf(name).match(/(?:^\|.*\n)+/gm) ?? [];
      expect(groups.length).toBeGreaterThan(8);
      for (const group of groups) {
        const cells = group
          .trimEnd()
          .split("\n")
          .map((line) => line.split(/(?<!\\)\|/).length);
        expect(new Set(cells).size).toBe(1);
      }
    });

    test("has nothing in it that was not meant", () => {
      const readme = readmeOf(name);
      expect(readme).not.toMatch(/undefined|\[object|NaN|\$\{|function/);
      expect(readme.split("\n").length).toBeLessThan(400);
      expect(readme).toMatch(/[^\n]\n$/);
      expect(readme).not.toMatch(/[ \t]$|\n\n\n/m);
    });

    test("is the same for the same input, and says nothing of this machine", () => {
      expect(readmeOf(name)).toBe(readmeOf(name));
      expect(readmeOf(name)).not.toMatch(/\/(?:tmp|home|root|work)\//);
    });

    test("names every variable that several modules have, as one that must say the same", () => {
      const { modules } = inputOf(name);
      const having = (variable: string): string[] =>
        modules.filter(({ variables }) => variables.some((each) => each.name === variable)).map(({ stack }) => stack);
      const every = new Set(modules.flatMap(({ variables }) => variables.map((variable) => variable.name)));
      const several = [...every].filter((variable) => having(variable).length > 1);
      const rows = tableUnder(readmeOf(name), "In several modules", "input");
      expect(rows.map(([input, stacks]) => [input, stacks])).toEqual(
        several.map((variable) => [variable, having(variable).join(", ")]),
      );
      const [, paragraph = ""] = /nothing compares them\.([^:]*) stand in several/.exec(readmeOf(name)) ?? [];
      expect([...paragraph.matchAll(/`(\w+)`/g)].map(([, variable]) => variable)).toEqual(several);
    });

    test("tells of everything that is no variable", () => {
      const { network, loadBalancer } = environmentOf(name);
      const rows = tableUnder(readmeOf(name), "What is no variable", "what");
      expect(rows.slice(0, 3).map(([what, here]) => [what, here])).toEqual([
        ["availability zones", String(network.zones.length)],
        ["NAT gateways", NAT_GATEWAYS[network.natGateways]],
        ["blocks in allowed_cidrs", String(loadBalancer.allowedCidrs.length)],
      ]);
    });
  });

  test("is formatted as prettier has it", () => {
    const folder = workspace.folder("formatted");
    for (const name of names) writeFileSync(join(folder, `${name}.md`), readmeOf(name));
    const prettier = require.resolve("prettier/bin/prettier.cjs");
    const run = (): string =>
      execFileSync(process.execPath, [prettier, "--print-width", "120", "--list-different", "."], {
        cwd: folder,
        encoding: "utf8",
      });
    expect(run()).toBe("");
  });

  test("what is fixed in the modules is what the README says", () => {
    const fixed = Object.entries(OPTIONS).filter(([, handed]) => "fixedBecause" in handed);
    expect(fixed.map(([option]) => option)).toEqual(["network.natGateways"]);
  });

  test("initializes, plans and tests in order, and destroys in the opposite one but for the bucket", () => {
    const blocks = shellBlocks(readmeOf("dev"));
    const inOrder = (what: string): string => STACKS.map((stack) => `terraform -chdir=${stack} ${what}`).join(" &&\n");
    expect(blocks).toEqual(
      expect.arrayContaining([
        inOrder("init -input=false"),
        inOrder("plan -input=false -detailed-exitcode"),
        inOrder("test"),
        ["load-balancing", "security", "network"].map((stack) => `terraform -chdir=${stack} destroy`).join(" &&\n"),
      ]),
    );
  });

  test("shows the picture, and says what is in it", () => {
    const readme = readmeOf("dev", { picture: { file: "net work.svg", description: "ALB <b> | *two* [x]\nand `y`" } });
    expect(readme).toContain("![The network of dev](net%20work.svg)");
    expect(textsOf(readme)).toContain("The picture: ALB <b> | *two* [x] and `y`");
  });

  test("names the account where there is one", () => {
    expect(readmeOf("every-option")).toContain("of the account `012345678901`.");
    expect(readmeOf("every-option")).not.toContain("do not say which one");
    expect(readmeOf("dev")).not.toContain("of the account `");
    expect(readmeOf("dev").replace(/\s+/g, " ")).toContain("These modules do not say which one that is");
  });

  test("asks for the key of the states where there is one, and tells of it in the backend", () => {
    const [key] = /arn:aws:kms:[^`]*/.exec(readmeOf("every-option")) ?? [];
    expect(key).toBe(everyOption.state.kmsKeyArn);
    expect(readmeOf("every-option")).toContain("`backend.tf` says `kms_key_id` and `allowed_account_ids` too");
    expect(readmeOf("dev")).not.toContain("kms:Decrypt");
  });

  test("says for which platforms the provider is locked, or that it is not", () => {
    const locked = readmeOf("dev").replace(/\s+/g, " ");
    const unlocked = readmeOf("dev", { lockedPlatforms: [] }).replace(/\s+/g, " ");
    expect(locked).toContain("holds the provider's checksums for `linux_amd64` and `darwin_arm64`.");
    expect(locked).not.toContain("There are no lock files here yet");
    expect(unlocked).toContain("There are no lock files here yet");
    expect(unlocked).toContain("Commit this folder, with the files `.terraform.lock.hcl`, which step 1 made.");
  });

  test("a pipe, code and markup in a value stay in their cell, and a long list has a line for each element", () => {
    // GIVEN
    const variable = {
      name: "odd",
      type: "list(string)",
      description: "What <b>is</b> *odd* | and `more`",
      default: ["a|b"],
      value: ["`", "x".repeat(50), "y".repeat(50)],
    };
    const module = { stack: "odd", stackName: "dev-odd", files: new Map(), upstream: [], outputs: [] };
    // WHEN
    const readme = readmeOf("dev", { modules: [{ ...module, variables: [variable] }] });
    // THEN
    expect(tableUnder(readme, "odd", "input")).toEqual([
      [
        "odd",
        "list(string)",
        '["a|b"]',
        `"\`" "${"x".repeat(50)}" "${"y".repeat(50)}"`,
        "What <b>is</b> *odd* | and `more`",
      ],
    ]);
    expect(readme).toContain("see its `main.tf`");
  });
});

describe("a paragraph", () => {
  const word = "x".repeat(60);

  test("has lines of at most 120 characters, however it stood in the code", () => {
    const lines = prose("some words of\n      it ".repeat(30), "  ").split("\n");
    expect(lines.length).toBe(5);
    expect(lines.every((line) => line.length <= 120)).toBe(true);
    expect(lines.slice(1).every((line) => /^ {2}\S/.test(line))).toBe(true);
  });

  test.each(["-", "+", "*", "#", ">", "=", "|x", "1.", "12)"])("has no line that begins with %s", (hazard) => {
    expect(prose(`${word} ${word.slice(1)} ${hazard} end`)).toBe(`${word} ${word.slice(1)} ${hazard}\nend`);
  });

  test("keeps code on one line", () => {
    expect(prose(`${word} ${word.slice(15)} \`terraform plan -out\`, then`)).toBe(
      `${word} ${word.slice(15)}\n\`terraform plan -out\`, then`,
    );
  });
});

const NAT_GATEWAYS = {
  none: "none: private subnets cannot reach the internet",
  single: "one, for all zones",
  "one-per-zone": "one in each zone",
};

function environmentOf(name: string): Environment {
  const found = all.find((environment) => environment.name === name);
  if (found === undefined) throw new Error(`no environment ${name}`);
  return found;
}

/** A piece of Markdown. */
interface Token {
  readonly type: string;
  readonly content: string;
  readonly info: string;
  readonly children?: readonly Token[] | null;
}

/** The text of a piece of Markdown as a reader sees it. */
function shown({ children }: Token): string {
  return (children ?? [])
    .map(({ type, content }) => (type === "softbreak" || content === "<br>" ? " " : content))
    .join("");
}

function tokensOf(readme: string): Token[] {
  return new MarkdownIt({ html: true }).parse(readme, {});
}

/** Paragraphs, as a reader sees them. */
function textsOf(readme: string): string[] {
  return tokensOf(readme)
    .filter(({ type }) => type === "inline")
    .map(shown);
}

function headingsOf(readme: string): string[] {
  const tokens = tokensOf(readme);
  return tokens.flatMap((token, index) => (tokens[index - 1]?.type === "heading_open" ? [shown(token)] : []));
}

/** The rows of the table below a heading whose first column is called so. */
function tableUnder(readme: string, heading: string, firstColumn: string): string[][] {
  const tokens = tokensOf(readme);
  const start = tokens.findIndex((token, i) => tokens[i - 1]?.type === "heading_open" && shown(token) === heading);
  const end = tokens.findIndex(({ type }, i) => i > start && type === "heading_open");
  let table: string[][] = [];
  const tables: string[][][] = [];
  tokens.slice(start, end === -1 ? undefined : end).forEach((token, index, inside) => {
    if (token.type === "table_open") tables.push((table = []));
    if (token.type === "tr_open") table.push([]);
    if (["th_open", "td_open"].includes(inside[index - 1]?.type ?? "")) table.at(-1)?.push(shown(token));
  });
  return tables.find((rows) => rows[0]?.[0] === firstColumn)?.slice(1) ?? [];
}

/** Input, type, default, value and description of every input of a module, from both tables that may have it. */
function inputRows(readme: string, stack: string): string[][] {
  const shared = tableUnder(readme, "In several modules", "input")
    .filter(([, stacks = ""]) => stacks.split(", ").includes(stack))
    .map(([input = "", , ...others]) => [input, ...others]);
  return [...shared, ...tableUnder(readme, stack, "input")];
}

function shellBlocks(readme: string): string[] {
  return tokensOf(readme)
    .filter(({ type, info }) => type === "fence" && info === "sh")
    .map(({ content }) => content.trimEnd());
}

function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}

/** A type in one line or several is the same type; a comma there is a new line here. */
function withoutSpace(type: string): string {
  return type.replace(/[\s,]/g, "");
}
