import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStackCode } from "../../../review/provisional/stack-code";
import { dev } from "../../../environments/dev";
import { createApp } from "../../../stacks/front-door";
import { stackFolder } from "../../../toolchain/cdktf-cli";

describe("how stacks depend on each other", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("those of dev, each after those that it reads of", () => {
    createApp([dev], { outdir: folder }).synth();
    const names = ["dev-load-balancing", "dev-network", "dev-security"];
    const stacks = readStackCode(new Map(names.map((name) => [name, stackFolder(folder, name)])));
    const fingerprint = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
    expect(stacks).toEqual([
      { stack: "dev-network", folder: stackFolder(folder, "dev-network"), fingerprint, secrets: [], upstream: [] },
      {
        stack: "dev-security",
        folder: stackFolder(folder, "dev-security"),
        fingerprint,
        secrets: [],
        upstream: [{ data: "network", stack: "dev-network", outputs: ["vpc_id"] }],
      },
      {
        stack: "dev-load-balancing",
        folder: stackFolder(folder, "dev-load-balancing"),
        fingerprint,
        secrets: [],
        upstream: [
          { data: "network", stack: "dev-network", outputs: ["public_subnet_ids", "vpc_id"] },
          { data: "security", stack: "dev-security", outputs: ["alb_security_group_id"] },
        ],
      },
    ]);
  });

  test("the code has another fingerprint if anything but cdktf's own remarks is another", () => {
    const of = (name: string, code: object): string => {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "cdk.tf.json"), JSON.stringify(code));
      return readStackCode(new Map([[name, join(folder, name)]]))[0]?.fingerprint ?? "";
    };
    const code = { resource: { aws_vpc: { main: { cidr_block: "a", "//": { path: "x" } } } }, "//": { version: "1" } };
    const same = { "//": { version: "2" }, resource: { aws_vpc: { main: { "//": { path: "y" }, cidr_block: "a" } } } };
    const other = { resource: { aws_vpc: { main: { cidr_block: "${aws_vpc.other.id}" } } } };
    expect(of("same", same)).toBe(of("code", code));
    expect(of("other", other)).not.toBe(of("code-again", code));
  });

  test("what a sensitive variable is by default is known to be secret", () => {
    const path = join(folder, "with-variables");
    mkdirSync(path);
    const variable = {
      password: { default: "hunter2-hunter2", sensitive: true },
      nested: { default: { keys: ["first-key", 1] }, sensitive: true },
      plain: { default: "not-secret" },
      none: { sensitive: true },
    };
    writeFileSync(join(path, "cdk.tf.json"), JSON.stringify({ variable }));
    expect(readStackCode(new Map([["a", path]]))[0]?.secrets).toEqual(["hunter2-hunter2", "first-key"]);
  });

  test("outputs that are read without being named are refused: nobody could say whether they change", () => {
    const below = write("named-below", "below", {});
    const above = join(folder, "unnamed-above");
    mkdirSync(above);
    const text = (expression: string): void => {
      const state = { backend: "s3", config: { bucket: "b", key: "below.tfstate" } };
      const code = {
        terraform: { backend: { s3: { bucket: "b", key: "above.tfstate" } } },
        data: { terraform_remote_state: { network: state } },
        output: { x: { value: expression } },
      };
      writeFileSync(join(above, "cdk.tf.json"), JSON.stringify(code));
    };
    const stacks = new Map([
      ["below", below],
      ["above", above],
    ]);
    text("${data.terraform_remote_state.network.outputs.vpc_id}");
    expect(readStackCode(stacks)[1]?.upstream).toEqual([{ data: "network", stack: "below", outputs: ["vpc_id"] }]);
    for (const unnamed of ['outputs["vpc_id"]', "outputs", "*"]) {
      text(`\${lookup(data.terraform_remote_state.network.${unnamed}, 1)}`);
      expect(() => readStackCode(stacks)).toThrow("above: it reads the outputs of data.terraform_remote_state.network");
    }
  });

  test("a state of the same key in another bucket is not ours", () => {
    const below = write("here", "below", {});
    const above = write("there", "above", { network: "below.tfstate" }, "another-bucket");
    const [first] = readStackCode(
      new Map([
        ["below", below],
        ["above", above],
      ]),
    ).filter(({ stack }) => stack === "above");
    expect(first?.upstream).toEqual([]);
  });

  test("the state of another team is not one of ours", () => {
    const stack = write("theirs", "a", { b: "theirs.tfstate" });
    expect(readStackCode(new Map([["a", stack]]))).toMatchObject([{ stack: "a", upstream: [] }]);
  });

  test("in a circle is refused", () => {
    const [a, b] = [write("one", "a", { b: "b.tfstate" }), write("two", "b", { a: "a.tfstate" })];
    const circle = new Map([
      ["a", a],
      ["b", b],
    ]);
    expect(() => readStackCode(circle)).toThrow("a, b: these stacks read of each other in a circle");
  });

  test("a stack that is not there is said with its file", () => {
    const missing = join(folder, "missing");
    expect(() => readStackCode(new Map([["a", missing]]))).toThrow(join(missing, "cdk.tf.json"));
  });

  function write(name: string, stack: string, reads: Record<string, string>, bucket = "b"): string {
    const path = join(folder, name);
    mkdirSync(path);
    const states = Object.entries(reads).map(([data, key]) => [data, { backend: "s3", config: { bucket, key } }]);
    const code = {
      terraform: { backend: { s3: { bucket: "b", key: `${stack}.tfstate` } } },
      data: { terraform_remote_state: Object.fromEntries(states) as object },
    };
    writeFileSync(join(path, "cdk.tf.json"), JSON.stringify(code));
    return path;
  }
});
