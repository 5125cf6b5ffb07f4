import { tmpdir } from "node:os";
import { newApp, TERRAFORM_VERSIONS } from "../../stacks/new-app";
import { createApp } from "../../stacks/front-door";
import { createStateApp } from "../../stacks/state-app";
import { OLDEST_TERRAFORM } from "../../toolchain/terraform";
import { defineEnvironment } from "../../environments/schema";

const environment = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });
const outdir = tmpdir();

test("the Terraform that an app is made for is the oldest that the commands take, and every newer one", () => {
  expect(TERRAFORM_VERSIONS).toBe(`>=${OLDEST_TERRAFORM}`);
});

test.each([
  ["the app of all environments", createApp([environment], { outdir })],
  ["the app of a state bucket", createStateApp(environment, { outdir })],
])("%s says which Terraform it is made for", (_, app) => {
  expect(app.node.tryGetContext("targetVersions")).toEqual({ terraform: ">=1.10.0" });
});

test("an app keeps the context that it is given", () => {
  const app = newApp({ outdir, context: { key: "value" } });
  expect(app.node.tryGetContext("key")).toBe("value");
  expect(app.node.tryGetContext("targetVersions")).toEqual({ terraform: ">=1.10.0" });
});
