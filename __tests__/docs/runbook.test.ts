import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineEnvironment } from "../../environments/schema";
import { STATE_ACCESS, stateAccessPolicy } from "../../toolchain/state-access";

const runbook = readFileSync(resolve(__dirname, "../../docs/state.md"), "utf8");
const environment = defineEnvironment({ name: "dev", state: { bucket: "my-team-front-door-dev-state" } });

test.each(STATE_ACCESS)("docs/state.md shows the policy `%s` as it is generated", (access) => {
  const [, shown] = new RegExp(`^### \`${access}\`\n\n\`\`\`json\n([\\s\\S]*?)\n\`\`\`$`, "m").exec(runbook) ?? [];
  try {
    expect(JSON.parse(shown ?? "null")).toEqual(stateAccessPolicy(environment, access));
  } catch (error) {
    throw new Error(
      `docs/state.md is out of date: below "### \`${access}\`", put what is generated for its example environment.`,
      { cause: error },
    );
  }
});

test("every link within docs/state.md leads to a heading", () => {
  const anchors = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, "")
      .replaceAll(" ", "-"),
  );
  const links = [...runbook.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor = ""]) => anchor);
  expect(links.length).toBeGreaterThan(8);
  expect(anchors).toEqual(expect.arrayContaining(links));
});
