import { join } from "node:path";
import { readSynthesized } from "../../../topology/synthesized/read-synthesized";
import { ToolError } from "../../../toolchain/tool-error";
import { stackJson, topologyOf, VPC, withOutput } from "./fixture";

const NETWORK = JSON.stringify(stackJson("network", { resource: VPC }));

/** What is said when dev is read; {folder} stands for the folder. */
function problemOf(files: Record<string, string>, { folder: within = "", environment = "dev" } = {}): string {
  return withOutput(files, (folder) => {
    try {
      readSynthesized({ folder: join(folder, within), environment });
    } catch (error) {
      expect(error).toBeInstanceOf(ToolError);
      return (error as ToolError).message.replaceAll(folder, "{folder}");
    }
    throw new Error("nothing was wrong");
  });
}

test("no folder", () => {
  expect(problemOf({}, { folder: "gone" })).toBe(
    "{folder}/gone/stacks: the folder cannot be read (ENOENT). Synthesize first: `npm run synth`.",
  );
});

test("no stack of the environment", () => {
  expect(problemOf({ "dev-network": NETWORK, "dev-security": NETWORK }, { environment: "prod" })).toBe(
    "{folder}/stacks: it holds no stack of the environment prod, only dev-network, dev-security. Synthesize that environment, or name another.",
  );
});

test("a stack that was synthesized as HCL", () => {
  const files = { "dev-network": NETWORK, "dev-security/cdk.tf": "" };
  expect(problemOf(files)).toBe(
    "{folder}/stacks/dev-security/cdk.tf.json: the stack cannot be read (ENOENT). Synthesize it as JSON, not as HCL: `npm run synth`.",
  );
});

test.each(["", "{", '{"resource": }'])("a file that is no JSON: %j", (text) => {
  expect(problemOf({ "dev-network": text })).toMatch(
    /^\{folder\}\/stacks\/dev-network\/cdk\.tf\.json: it is no JSON \(.+\)\. Synthesize it again: `npm run synth`\.$/,
  );
});

test.each(["null", "[]", "1", '"text"', "{}", '{"resource": null}', '{"resource": {"aws_vpc": 1}}'])(
  "%s holds nothing",
  (text) => {
    const { vpcs } = withOutput({ "dev-network": text }, (folder) => readSynthesized({ folder, environment: "dev" }));
    expect(vpcs).toEqual([]);
  },
);

test("dev-eu-network is a stack of dev-eu, as its state says", () => {
  const ofDevEu = NETWORK.replace("front-door/dev/", "front-door/dev-eu/").replace('"VPC"', '"VPC of dev-eu"');
  withOutput({ "dev-network": NETWORK, "dev-eu-network": ofDevEu }, (folder) => {
    const names = (environment: string): string[] =>
      readSynthesized({ folder, environment }).vpcs.map(({ name }) => name);
    expect(names("dev")).toEqual(["VPC"]);
    expect(names("dev-eu")).toEqual(["VPC of dev-eu"]);
  });
});

test("resources may be in lists, and may hold comments", () => {
  const listed = JSON.stringify({ resource: [{ aws_vpc: [{ main: [{ cidr_block: "10.0.0.0/16" }], "//": {} }] }] });
  withOutput({ "dev-network": listed }, (folder) => {
    expect(readSynthesized({ folder, environment: "dev" }).vpcs).toEqual([
      { name: "aws_vpc.main", cidrs: ["10.0.0.0/16"] },
    ]);
  });
});

test("an empty stack has nothing, and that is no error", () => {
  expect(Object.values(topologyOf({})).flat()).toEqual([]);
});
