import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

import { mirrorPlatforms, registryPlatforms } from "../../toolchain/provider-platforms";
import { temporaryFolder } from "./support/fake-programs";

const root = temporaryFolder();
const aws = "registry.terraform.io/hashicorp/aws";
const provide = (...path: string[]): void => {
  const file = join(root, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
};

describe("the platforms of a mirror", () => {
  test("are those of its unpacked and of its packed providers, each once and in order", () => {
    provide("both", aws, "5.100.0", "linux_amd64", "terraform-provider-aws_v5.100.0_x5");
    provide("both", aws, "5.100.0", "darwin_arm64", "terraform-provider-aws_v5.100.0_x5");
    provide("both", aws, "terraform-provider-aws_5.100.0_linux_amd64.zip");
    provide("both", aws, "terraform-provider-aws_5.100.0_windows_amd64.zip");
    expect(mirrorPlatforms(join(root, "both"))).toEqual(["darwin_arm64", "linux_amd64", "windows_amd64"]);
  });

  test("are not what somebody left beside them", () => {
    provide("left", aws, "5.100.0", "linux_amd64", "terraform-provider-aws_v5.100.0_x5");
    provide("left", aws, "5.100.0", "linux_amd64.bak", "terraform-provider-aws_v5.100.0_x5");
    provide("left", aws, "terraform-provider-aws_5.100.0_darwin_arm64 (1).zip");
    expect(mirrorPlatforms(join(root, "left"))).toEqual(["linux_amd64"]);
  });

  test("are not those of another version, nor of folders without a provider", () => {
    provide("other", aws, "5.99.0", "linux_amd64", "terraform-provider-aws_v5.99.0_x5");
    provide("other", aws, "terraform-provider-aws_5.99.0_linux_arm64.zip");
    provide("other", aws, "5.100.0", "linux_386", "README");
    expect(mirrorPlatforms(join(root, "other"))).toEqual([]);
    expect(mirrorPlatforms(join(root, "other"), { version: "5.99.0" })).toEqual(["linux_amd64", "linux_arm64"]);
  });

  test("are none where there is no mirror", () => {
    expect(mirrorPlatforms(join(root, "nowhere"))).toEqual([]);
  });
});

describe("the platforms of a registry", () => {
  const platforms = [
    { os: "linux", arch: "arm64" },
    { os: "darwin", arch: "arm64" },
  ];
  const discovery = { "/.well-known/terraform.json": { "providers.v1": "/v1/providers/" } };
  const versions = (...list: object[]) => ({ "/v1/providers/hashicorp/aws/versions": { versions: list } });

  /** Asks a registry that answers so, by paths; to anything else it answers 404. */
  async function ask(answers: Readonly<Record<string, unknown>>, more: object = {}): Promise<string[]> {
    const server = createServer((request, response) => {
      const answer = answers[request.url ?? ""];
      if (answer === "nothing") return;
      response.statusCode = answer === undefined ? 404 : 200;
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    try {
      const registry = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
      return await registryPlatforms({ registry, ...more });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  test("are those that it lists for the version, in order", async () => {
    const list = versions({ version: "5.99.0", platforms: [] }, { version: "5.100.0", platforms });
    expect(await ask({ ...discovery, ...list })).toEqual(["darwin_arm64", "linux_arm64"]);
  });

  test("are not what would be an option of terraform, or nothing", async () => {
    const list = versions({ version: "5.100.0", platforms: [{ os: "-help x", arch: "\n" }, {}, ...platforms] });
    expect(await ask({ ...discovery, ...list })).toEqual(["darwin_arm64", "linux_arm64"]);
  });

  test("are found where its discovery document says", async () => {
    const answers = {
      "/.well-known/terraform.json": { "providers.v1": "/elsewhere/" },
      "/elsewhere/hashicorp/aws/versions": { versions: [{ version: "5.100.0", platforms }] },
    };
    expect(await ask(answers)).toHaveLength(2);
  });

  test.each([
    ["that knows no providers", { "/.well-known/terraform.json": {} }, "it is no registry of providers"],
    ["that is no registry", {}, "/.well-known/terraform.json answers 404"],
    ["that does not have it", discovery, "/v1/providers/hashicorp/aws/versions answers 404"],
    [
      "without the version",
      { ...discovery, ...versions({ version: "5.99.0", platforms }) },
      "it has no version 5.100.0",
    ],
    ["that answers null", { "/.well-known/terraform.json": null }, "it is no registry of providers"],
    ["that answers nonsense", { "/.well-known/terraform.json": "<html>" }, "is not valid JSON"],
  ])("of a registry %s: one line says so", async (_, answers, what) => {
    const failure = await ask(answers).catch(String);
    expect(failure).toMatch(
      /^ToolError: http:\/\/127\.0\.0\.1:\d+: the platforms of the AWS provider cannot be asked for: /,
    );
    expect(failure).toContain(what);
    expect(failure).toContain("Name them yourself with --platform");
  });

  test("of a registry that never answers: not for ever", async () => {
    await expect(ask({ "/.well-known/terraform.json": "nothing" }, { patienceMs: 50 })).rejects.toThrow("timeout");
  });

  test("of a registry that is not there: why", async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const registry = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    await new Promise((closed) => server.close(closed));
    await expect(registryPlatforms({ registry })).rejects.toThrow(/cannot be asked for: .*ECONNREFUSED/);
  });

  test("called off, it says that and nothing else", async () => {
    const calledOff = new AbortController();
    calledOff.abort();
    await expect(ask(discovery, { signal: calledOff.signal })).rejects.toMatchObject({ name: "AbortError" });
  });
});
