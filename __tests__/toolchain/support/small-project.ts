import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A cdktf project of two stacks, the second on top of the first, whose states are in S3. A VPC with DNS host names takes the
 * provider 11 s, long enough to be interrupted; the parameter above it takes none.
 */
const APP = `
const { App, S3Backend, TerraformOutput, TerraformStack } = require("cdktf");
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const { SsmParameter } = require("@cdktf/provider-aws/lib/ssm-parameter");
const { Vpc } = require("@cdktf/provider-aws/lib/vpc");

const app = new App();
const stack = (name, resource) => {
  const made = new TerraformStack(app, name);
  new AwsProvider(made, "aws", { region: "us-east-1" });
  new S3Backend(made, { bucket: process.env.STATE_BUCKET, key: name + ".tfstate", region: "us-east-1", useLockfile: true });
  new TerraformOutput(made, "id", { value: resource(made).id, staticId: true });
  return made;
};
const below = stack("dev-below", (scope) => new Vpc(scope, "vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true }));
const above = stack("dev-above", (scope) => new SsmParameter(scope, "parameter", { name: "p", type: "String", value: "v" }));
above.addDependency(below);
app.synth();
`;

/** Writes the project into a folder and returns its root. It uses the packages of this checkout. */
export function smallProject(folder: string): string {
  const root = join(folder, "project");
  mkdirSync(root, { recursive: true });
  symlinkSync(join(__dirname, "..", "..", "..", "node_modules"), join(root, "node_modules"));
  writeFileSync(join(root, "package.json"), "{}");
  writeFileSync(join(root, "main.js"), APP);
  const config = { language: "typescript", app: "node main.js", projectId: "small", sendCrashReports: "false" };
  writeFileSync(join(root, "cdktf.json"), JSON.stringify(config));
  return root;
}
