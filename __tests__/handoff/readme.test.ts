import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { environments } from "../../environments";
import type { Environment } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";
import type { HandoffModule } from "../../handoff/handoff-modules";
import { nativeTests } from "../../handoff/native-tests/native-tests";
import { changeOf } from "../../handoff/readme/changes";
import { handoffReadme, type HandoffReadmeInput } from "../../handoff/readme/handoff-readme";
import { prose } from "../../handoff/readme/markdown";
import { OPTIONS, variablesOf } from "../../handoff/variables/options";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { everyOption } from "../environments/every-option";
import { handOff } from "./handed-off";
import { commandsUnder } from "./readme-commands";

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

    test("begins with what is in it", () => {
      const [introduction = ""] = readmeOf(name).split("\n## ");
      const contents = [...introduction.matchAll(/^- \[(.*)\]\((.*)\)$/gm)].map(([, heading, link]) => [heading, link]);
      const headings = [...readmeOf(name).matchAll(/^## (.*)$/gm)].map(([, heading = ""]) => heading);
      expect(contents).toEqual(headings.map((heading) => [heading, `#${slug(heading)}`]));
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
      expect(readme.split("\n").length).toBeLessThan(550);
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
      const named = itemsUnder(readmeOf(name), "What must say the same in several modules");
      const of = (change: string): string[] => several.filter((variable) => changeOf(variable) === change);
      expect(named.map(variablesIn)).toEqual([of("in place"), of("replaces"), of("never")]);
      expect(named.flatMap(variablesIn).sort()).toEqual([...several].sort());
    });

    test("says of every variable whose other value is more than a change in place what to do", () => {
      const rows = tableUnder(readmeOf(name), "Changes that replace something", "value");
      const every = new Set(inputOf(name).modules.flatMap(({ variables }) => variables.map((each) => each.name)));
      const expected = [...every].filter((variable) => changeOf(variable) !== "in place");
      expect(rows.flatMap(([variables = ""]) => variables.split(/, | and /)).sort()).toEqual(expected.sort());
      expect(rows.every((cells) => cells.every((cell) => cell !== ""))).toBe(true);
    });

    test("names every file that has to be edited for another number of zones", () => {
      const { modules } = inputOf(name);
      const rows = tableUnder(readmeOf(name), "Another number of zones", "file").flatMap(([files = ""]) =>
        files.split(" "),
      );
      const here = environmentOf(name).network.zones.length;
      const written = modules.flatMap((module) =>
        [...module.files, ...nativeTests(module, environmentOf(name))].map(([file, text]) => ({
          path: `${module.stack}/${file}`,
          text,
        })),
      );
      expect(written.map(({ path }) => path)).toEqual(expect.arrayContaining(rows));
      // What names the last zone's own resources or values, or counts zones and subnets.
      const isAboutTheLast = new RegExp(
        `(?:public|private)_${here}\\b|zones\\[${here - 1}\\]|subnet_ids\\[|== ${here}\\b.*\\n.*zones`,
      );
      const found = written.filter(({ text }) => isAboutTheLast.test(text)).map(({ path }) => path);
      expect(rows.filter((path) => !path.endsWith(".tfvars")).sort()).toEqual(found.sort());
    });

    test("tells of everything that is no variable", () => {
      const { network, loadBalancer } = environmentOf(name);
      const rows = tableUnder(readmeOf(name), "What is no variable", "what");
      expect(rows.slice(0, 3).map(([what, here]) => [what, here])).toEqual([
        ["availability zones", String(network.zones.length)],
        ["NAT gateways", NAT_GATEWAYS[network.natGateways]],
        ["blocks in allowed_cidrs", `at least ${loadBalancer.allowedCidrs.length}`],
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

  test("every variable there can be is classified: what comes of another value", () => {
    const variables = all.flatMap((environment) => variablesOf(environment).map(({ variable }) => variable.name));
    expect([...new Set(variables)].filter((variable) => changeOf(variable) === undefined)).toEqual([]);
    expect(changeOf("odd")).toBeUndefined();
  });

  test.each(["dev", "every-option"])(
    "%s: where one command of a block fails, no other is run, and the block fails",
    (name) => {
      const folder = workspace.folder(`commands-${name}`);
      const calls = join(folder, "calls");
      for (const path of ["bin", "here", "staging"]) mkdirSync(join(folder, path));
      const stub = `#!/bin/sh\necho x >>"${calls}"\ntest "$(wc -l <"${calls}")" -ne "$FAILING"\n`;
      for (const program of ["terraform", "aws", "cp", "rm"])
        writeFileSync(join(folder, "bin", program), stub, { mode: 0o755 });
      const run = (block: string, failing: number): readonly [status: number | null, called: number] => {
        writeFileSync(calls, "");
        const { status } = spawnSync("sh", ["-c", block], {
          cwd: join(folder, "here"),
          env: { PATH: `${join(folder, "bin")}:/usr/bin:/bin`, FAILING: String(failing) },
        });
        return [status, readFileSync(calls, "utf8").length / 2];
      };
      for (const block of shellBlocks(readmeOf(name))) {
        const [status, called] = run(block, 0);
        expect([block, status, called > 0]).toEqual([block, 0, true]);
        for (let failing = 1; failing <= called; failing++)
          expect([block, ...run(block, failing)]).toEqual([block, 1, failing]);
      }
    },
  );

  test("another container port has one block of commands, which asks before it changes anything", () => {
    expect(commandsUnder(readmeOf("dev"), "Another container port")).toEqual([
      "terraform -chdir=security plan &&\nterraform -chdir=load-balancing apply -replace=aws_lb_listener.http &&\nterraform -chdir=security apply\n",
    ]);
  });

  test("says where a change is told of that an apply would fail by", () => {
    const [, beginning = ""] = readmeOf("dev").split("\n## Changing something\n");
    expect(beginning.split("\n### ")[0]).toContain("(#changes-that-replace-something)");
  });

  test("tells how to allow fewer blocks where there is more than one", () => {
    const blocks = (name: string): string => tableUnder(readmeOf(name), "What is no variable", "what")[2]?.[2] ?? "";
    expect(environmentOf("every-option").loadBalancer.allowedCidrs.length).toBeGreaterThan(1);
    expect(blocks("every-option")).toContain("Fewer: remove the rules");
    expect(blocks("dev")).not.toContain("Fewer");
    for (const name of names) expect(blocks(name)).toContain('alb_http_from_others["<block>"]');
  });

  test("has no words of the world that it comes from", () => {
    // The tag Stack, and its name in descriptions, are the modules' own.
    for (const name of names) expect(readmeOf(name)).not.toMatch(/\bstacks?\b|hand(?:ed)? off|\|\| break/);
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
    expect(readme).toContain("<summary>The picture in words</summary>");
    expect(textsOf(readme)).toContain("ALB <b> | *two* [x] and `y`");
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

/** The items of the lists below a heading. */
function itemsUnder(readme: string, heading: string): string[] {
  const tokens = tokensOf(readme);
  const start = tokens.findIndex((token, i) => tokens[i - 1]?.type === "heading_open" && shown(token) === heading);
  const end = tokens.findIndex(({ type }, i) => i > start && type === "heading_open");
  const inside = tokens.slice(start, end);
  return inside.flatMap((token, i) => (inside[i - 2]?.type === "list_item_open" ? [token.content] : []));
}

/** The variables that a sentence names before its first full stop. */
function variablesIn(item: string): string[] {
  const [, first = ""] = /:\*\*([^.]*)\./.exec(item) ?? /\*\*([^.]*)\./.exec(item) ?? [];
  return [...first.matchAll(/`(\w+)`/g)].map(([, variable = ""]) => variable);
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
