import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { intersects, satisfies, validRange } from "semver";
import { parse } from "yaml";

import manifest from "../../package.json";

const root = resolve(__dirname, "../..");

interface Update {
  readonly "package-ecosystem": string;
  readonly schedule: { readonly interval: string };
  readonly cooldown: { readonly "default-days": number };
  readonly "open-pull-requests-limit"?: number;
  readonly ignore?: readonly { readonly "dependency-name": string; readonly versions?: readonly string[] }[];
}

const { updates } = parse(readFileSync(resolve(root, ".github/dependabot.yml"), "utf8")) as { updates: Update[] };
const npm = updates.find((update) => update["package-ecosystem"] === "npm");
const packages: Readonly<Record<string, string>> = { ...manifest.dependencies, ...manifest.devDependencies };

/** Whether no pull request may bring that version. */
function isIgnored(name: string, version: string): boolean {
  const rules = npm?.ignore?.filter((rule) => rule["dependency-name"] === name) ?? [];
  return rules.some(({ versions }) => versions?.some((range) => satisfies(version, range)) ?? true);
}

test("actions and packages, once a week, and nothing that is younger than a week", () => {
  const all = updates.map((update) => [update["package-ecosystem"], update.schedule, update.cooldown]);
  expect(all).toEqual(["github-actions", "npm"].map((name) => [name, { interval: "weekly" }, { "default-days": 7 }]));
  expect(npm?.["open-pull-requests-limit"]).toBe(5);
});

const pinned = Object.keys(packages).filter((name) => /^\d/.test(packages[name] ?? ""));

test("packages are pinned on purpose", () => {
  expect(pinned).toEqual(["@cdktf/hcl2json", "@cdktf/provider-aws", "cdktf", "cdktf-cli", "cdktn"]);
});

test.each([...pinned, "constructs", "provider-aws-21"])("%s is left to us", (name) => {
  expect(isIgnored(name, "999.0.0")).toBe(true);
});

test.each([
  ["typescript", "5.9.9", "6.0.0"],
  ["@types/node", "20.99.0", "21.0.0"],
  ["unrs-resolver", "1.12.3", "1.13.0"],
  ["unrs-resolver", "1.13.1", "1.13.0"],
])("%s: %s may come, %s not", (name, welcome, refused) => {
  expect([isIgnored(name, welcome), isIgnored(name, refused)]).toEqual([false, true]);
});

test("every rule is still about something that is installed, and can come up", () => {
  const lock = JSON.parse(readFileSync(resolve(root, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, { version?: string } | undefined>>;
  };
  for (const { "dependency-name": name, versions = [] } of npm?.ignore ?? []) {
    const installed = lock.packages[`node_modules/${name}`]?.version;
    expect([name, installed]).toEqual([name, expect.any(String)]);
    for (const range of versions) {
      expect(validRange(range)).not.toBeNull();
      expect([name, intersects(range, `>${installed ?? ""}`)]).toEqual([name, true]);
      expect([name, satisfies(installed ?? "", range)]).toEqual([name, false]);
    }
  }
});
