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
    expect(stacks).toEqual([
      { stack: "dev-network", folder: stackFolder(folder, "dev-network"), upstream: [] },
      {
        stack: "dev-security",
        folder: stackFolder(folder, "dev-security"),
        upstream: [{ data: "network", stack: "dev-network", outputs: ["vpc_id"] }],
      },
      {
        stack: "dev-load-balancing",
        folder: stackFolder(folder, "dev-load-balancing"),
        upstream: [
          { data: "network", stack: "dev-network", outputs: ["public_subnet_ids", "vpc_id"] },
          { data: "security", stack: "dev-security", outputs: ["alb_security_group_id"] },
        ],
      },
    ]);
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

  function write(name: string, stack: string, reads: Record<string, string>): string {
    const path = join(folder, name);
    mkdirSync(path);
    const states = Object.entries(reads).map(([data, key]) => [data, { backend: "s3", config: { key } }]);
    const code = {
      terraform: { backend: { s3: { key: `${stack}.tfstate` } } },
      data: { terraform_remote_state: Object.fromEntries(states) as object },
    };
    writeFileSync(join(path, "cdk.tf.json"), JSON.stringify(code));
    return path;
  }
});
