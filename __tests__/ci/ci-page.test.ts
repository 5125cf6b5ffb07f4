import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";

import { environments } from "../../environments";
import { CI_PAGE, POLICY_NAMES, policyOfPage } from "./ci-page";
import { WORKFLOWS, workflowText } from "./workflows";

/** The code blocks of the page in one language. */
function blocks(language: string): string[] {
  return [...CI_PAGE.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, block = ""]) => block,
  );
}

const anchorsOf = (page: string): string[] =>
  [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, "")
      .replaceAll(" ", "-"),
  );

describe("its policies", () => {
  test("every JSON block is one of them", () => {
    expect(blocks("json")).toHaveLength(POLICY_NAMES.length);
  });

  test.each(POLICY_NAMES)("%s: a list of statements, each with an id of its own and sorted actions", (name) => {
    const { Version, Statement } = policyOfPage(name);
    expect(Version).toBe("2012-10-17");
    expect(new Set(Statement.map(({ Sid }) => Sid)).size).toBe(Statement.length);
    for (const { Sid, Effect, Action } of Statement) {
      expect(Effect).toBe("Allow");
      expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
      expect(Action).toEqual([...new Set(Action)].sort());
      // No wildcard: what is allowed can be read.
      expect(Action.filter((action) => !/^[a-z0-9]+:[A-Za-z]+$/.test(action))).toEqual([]);
    }
  });

  test("AWS takes each: 6,144 characters without white space are the most", () => {
    // "IAM and AWS STS quotas", AWS IAM User Guide: a managed policy.
    for (const block of blocks("json")) expect(block.replace(/\s/g, "").length).toBeLessThanOrEqual(6144);
  });

  test("tags at creation are allowed for exactly what may be made", () => {
    const { Statement } = policyOfPage("change");
    const actionsOf = (sid: string) =>
      Statement.find(({ Sid }) => Sid === sid)?.Action.map((action) => action.slice(4));
    const tagging = Statement.find(({ Sid }) => Sid === "TagWhatIsMade")?.Condition?.["StringEquals"];
    expect(tagging?.["ec2:CreateAction"]).toEqual(actionsOf("MakeWithTags"));
  });

  test("the reviewing role is trusted on pull requests and on main, the applying one behind its environment alone", () => {
    const subjects = (name: (typeof POLICY_NAMES)[number]) =>
      policyOfPage(name).Statement.map(({ Condition }) => Condition?.["StringEquals"]);
    const [aud, sub] = ["aud", "sub"].map((claim) => `token.actions.githubusercontent.com:${claim}`) as [
      string,
      string,
    ];
    expect(subjects("trust of the reviewing role")).toEqual([
      { [aud]: "sts.amazonaws.com", [sub]: ["repo:OWNER/REPO:pull_request", "repo:OWNER/REPO:ref:refs/heads/main"] },
    ]);
    expect(subjects("trust of the applying role")).toEqual([
      { [aud]: "sts.amazonaws.com", [sub]: "repo:OWNER/REPO:environment:dev" },
    ]);
  });
});

test("every variable that a workflow asks for is explained", () => {
  const roles = environments.map(({ name }) => `AWS_REVIEW_ROLE_ARN_${name.toUpperCase()}`);
  const asked = WORKFLOWS.flatMap((name) =>
    [...workflowText(name).matchAll(/\bvars\.([A-Z_]+)/g)].map(([, one = ""]) => one),
  );
  expect([...new Set(asked)].sort()).toEqual([
    "AWS_APPLY_ROLE_ARN",
    "AWS_REGION",
    "PLANS_MAY_BE_PUBLIC",
    "REVIEW_FAIL_ON",
  ]);
  for (const variable of [...asked, ...roles]) expect(CI_PAGE).toContain(`\`${variable}\``);
});

test("code owners own what starts an apply and says that a plan equals its review, and nothing that is not there", () => {
  const [owners = ""] = blocks("text").filter((block) => block.includes("@OWNER/"));
  const owned = owners
    .trim()
    .split("\n")
    .map((line) => /^(\/\S+) +@OWNER\/platform$/.exec(line)?.[1] ?? line);
  const applied = ["/cli/", "/review/", "/toolchain/", "/main.ts", "/cdktf.json"];
  const installed = ["/package.json", "/package-lock.json", "/.npmrc", "/.nvmrc"];
  expect(owned).toEqual(expect.arrayContaining(["/.github/", "/.ci/", "/docs/ci.md", ...applied, ...installed]));
  for (const path of owned) expect([path, existsSync(resolve(__dirname, `../..${path}`))]).toEqual([path, true]);
});

test("every workflow is explained", () => {
  for (const name of WORKFLOWS) expect(CI_PAGE).toContain(`| \`${name}\``);
});

test("every link to a heading leads there", () => {
  const pages = new Map([["", CI_PAGE]]);
  for (const page of ["state.md", "network.md"])
    pages.set(page, readFileSync(resolve(__dirname, "../../docs", page), "utf8"));
  const links = [...CI_PAGE.matchAll(/\]\(([a-z.]*)#([^)]*)\)/g)].map(([, page = "", anchor = ""]) => ({
    page,
    anchor,
  }));
  expect(links.length).toBeGreaterThan(6);
  for (const { page, anchor } of links) expect(anchorsOf(pages.get(page) ?? "")).toContain(anchor);
});

test("the issue of the drift leads to a heading of this page", () => {
  const script = readFileSync(resolve(__dirname, "../../.github/scripts/drift-issue.js"), "utf8");
  const [, anchor = "?"] = /docs\/ci\.md#([\w-]+)/.exec(script) ?? [];
  expect(anchorsOf(CI_PAGE)).toContain(anchor);
});

describe("its examples for others", () => {
  type Job = Readonly<Record<string, unknown>>;
  const example = (name: string) => parse(blocks("yaml").find((block) => block.startsWith(`# ${name}\n`)) ?? "") as Job;

  test("GitLab: each environment is reviewed and applied, the apply in a protected environment, one at a time", () => {
    const pipeline = example(".gitlab-ci.yml");
    for (const { name } of environments) {
      expect(pipeline[`review-${name}`]).toMatchObject({ extends: ".review", variables: { ENVIRONMENT: name } });
      expect(pipeline[`apply-${name}`]).toMatchObject({ extends: ".apply", variables: { ENVIRONMENT: name } });
    }
    expect(pipeline[".apply"]).toMatchObject({
      resource_group: "$ENVIRONMENT",
      environment: { name: "$ENVIRONMENT" },
      rules: [{ if: "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", when: "manual" }],
    });
    expect(pipeline[".review"]).toMatchObject({ artifacts: { access: "developer", expire_in: "5 days" } });
    expect(pipeline[".aws"]).toMatchObject({ id_tokens: { AWS_ID_TOKEN: { aud: "https://gitlab.com" } } });
  });

  test("GitLab and Atlantis: what is applied goes through npm run apply, and nothing through terraform apply", () => {
    for (const name of [".gitlab-ci.yml", "repos.yaml"]) {
      const text = JSON.stringify(example(name));
      expect(text).toContain("npm run --silent apply -- --env");
      expect(text).not.toMatch(/terraform (apply|plan)/);
    }
  });

  test("Atlantis: the review lies outside the checkout, and every environment is a project", () => {
    expect(JSON.stringify(example("repos.yaml"))).toContain('reviewed=\\"/var/lib/');
    const { projects } = example("atlantis.yaml") as { projects: { name: string }[] };
    expect(projects.map(({ name }) => name)).toEqual(environments.map(({ name }) => name));
  });
});
