import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { findProviderMirror, mirrorFolders } from "../../toolchain/provider-mirror";
import { writeTerraformCliConfig } from "../../toolchain/terraform-cli-config";
import { terraformPlatform } from "../../toolchain/terraform-platform";
import { temporaryFolder } from "./support/fake-programs";

const root = temporaryFolder();
const aws = "registry.terraform.io/hashicorp/aws";
const provide = (...path: string[]): string => {
  const file = join(root, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  return file;
};
const search = (parent: string, more: object = {}) =>
  findProviderMirror({ env: {}, cwd: root, parents: [join(root, parent)], platform: "linux_amd64", ...more });

test("an unpacked mirror one level below a folder is found", () => {
  provide("opt", "mirror", aws, "5.100.0", "linux_amd64", "terraform-provider-aws_v5.100.0_x5");
  mkdirSync(join(root, "opt", "another"), { recursive: true });
  expect(search("opt")).toBe(join(root, "opt", "mirror"));
});

test("a packed one too", () => {
  provide("packed", "mirror", aws, "terraform-provider-aws_5.100.0_linux_amd64.zip");
  expect(search("packed")).toBe(join(root, "packed", "mirror"));
});

test.each([
  ["another version", { version: "5.99.0" }],
  ["another platform", { platform: "darwin_arm64" }],
  ["no such folder", { parents: ["/no/such/folder"] }],
])("with %s none is found", (_, more) => {
  expect(search("opt", more)).toBeUndefined();
});

test("neither in two levels below, nor in a folder that holds no provider", () => {
  provide("deep", "a", "b", aws, "5.100.0", "linux_amd64", "terraform-provider-aws");
  mkdirSync(join(root, "empty", "mirror", aws, "5.100.0", "linux_amd64"), { recursive: true });
  expect([search("deep"), search("empty")]).toEqual([undefined, undefined]);
});

test("Terraform's own directories come first, then those below /opt", () => {
  provide("opts", "one", "x");
  const places = { cwd: "/work-folder", parents: [join(root, "opts")] };
  expect(mirrorFolders({ ...places, env: { HOME: "/h" }, system: "linux" })).toEqual([
    "/work-folder/terraform.d/plugins",
    "/h/.terraform.d/plugins",
    "/h/.local/share/terraform/plugins",
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
    join(root, "opts", "one"),
  ]);
  const xdg = { XDG_DATA_HOME: "/d", XDG_DATA_DIRS: "/e:/f" };
  expect(mirrorFolders({ ...places, env: xdg, system: "linux", parents: [] })).toEqual([
    "/work-folder/terraform.d/plugins",
    "/d/terraform/plugins",
    "/e/terraform/plugins",
    "/f/terraform/plugins",
  ]);
  expect(mirrorFolders({ ...places, env: { HOME: "/h" }, system: "darwin", parents: [] })).toEqual([
    "/work-folder/terraform.d/plugins",
    "/h/.terraform.d/plugins",
    "/h/Library/Application Support/io.terraform/plugins",
    "/Library/Application Support/io.terraform/plugins",
  ]);
});

test.each([
  ["linux", "x64", "linux_amd64"],
  ["linux", "arm64", "linux_arm64"],
  ["darwin", "arm64", "darwin_arm64"],
  ["win32", "x64", "windows_amd64"],
  ["linux", "ia32", "linux_386"],
])("%s on %s is %s to Terraform", (platform, architecture, expected) => {
  expect(terraformPlatform(platform, architecture)).toBe(expected);
});

test("elsewhere there is no terraform", () => {
  expect(() => terraformPlatform("aix", "ppc64")).toThrow(
    "terraform: there is none for aix on ppc64. Use Linux, macOS or Windows on x64 or arm64.",
  );
});

describe("the CLI configuration", () => {
  const written = (mirror: string | undefined): string => readFileSync(writeTerraformCliConfig(root, mirror), "utf8");

  test("takes the AWS provider from the mirror, and everything else from its registry", () => {
    expect(written("/a/mirror")).toBe(
      `provider_installation {
  filesystem_mirror {
    path    = "/a/mirror"
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws"]
  }
}
`,
    );
  });

  test.each([
    ['/a"b', '"/a\\"b"'],
    ["/a\\b", '"/a\\\\b"'],
    ["/a\nb", '"/a\\nb"'],
    ["/a${b", '"/a\\u0024{b"'],
  ])("quotes %j", (mirror, quoted) => {
    expect(written(mirror)).toContain(`path    = ${quoted}\n`);
  });

  test("configures nothing without one", () => {
    expect(written(undefined)).toBe("# Nothing is configured.\n");
  });
});
