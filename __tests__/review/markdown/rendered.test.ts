import type { CostReview } from "../../../review/cost/cost-review";
import { renderReview } from "../../../review/markdown";
import type { NetworkReview, VerdictBefore } from "../../../review/network/network-review";
import type { Acceptance } from "../../../review/policy/acceptance";
import { change, finding, output, plan, review } from "./a-review";
import { outlineOf } from "./outline";

const acceptance: Acceptance = {
  kind: "replace",
  address: "aws_lb.fargate_alb",
  until: "2027-01-31",
  reason: "it is thrown away every week",
  where: "environments/dev.ts:12",
};

const kept = { outcome: "kept", reason: "by the internet gateway" } as const;
const network: NetworkReview = {
  before: "AWS",
  promises: [
    { id: "a", says: "The internet reaches the load balancer", before: kept, after: kept },
    { id: "b", says: "Containers reach the internet", before: kept, after: kept },
  ],
  changes: [],
  unmanaged: [],
  mermaid: "flowchart LR\n  internet --> alb",
};

const cost: CostReview = {
  lines: [
    {
      stack: "dev-network",
      address: "aws_lb.fargate_alb",
      what: "Load balancer, hours",
      arithmetic: "720 h x $0.0225",
      before: 0,
      after: 16.2,
      isAssumed: false,
    },
  ],
  before: 0,
  after: 16.2,
  assumptions: ["lcu: 0.3 LCU on average"],
  unpriced: [],
  notCounted: "Data transfer is not counted",
  source: "AWS price list, us-east-1, December 2025",
};

const busy = review({
  stacks: [
    plan({
      changes: [
        change({ action: "create", address: "aws_vpc.main" }),
        change({ action: "replace", replacePaths: [["name"]] }),
      ],
      outputs: [output()],
      drift: [change({ address: "aws_subnet.public_1" })],
    }),
    plan({
      stack: "dev-security",
      provisional: { upstream: ["dev-network"], placeholders: [] },
      changes: [change({ action: "move", address: "aws_x.new", previousAddress: "aws_x.old" })],
    }),
  ],
  findings: [finding()],
  network,
  cost,
});

function proseOf(given: Parameters<typeof review>[0]): string {
  return outlineOf(renderReview(review(given))).html.replace(/<[^>]*>/g, "");
}

describe("from top to bottom", () => {
  const text = renderReview(busy);
  const outline = outlineOf(text);

  test("the marker is the first line, and the headline follows", () => {
    expect(text.split("\n").slice(0, 3)).toEqual([
      "<!-- front-door review: dev -->",
      "",
      "## dev: 1 to add, 0 to change, 1 to replace, 0 to destroy, 1 to move; 1 of 2 stacks provisional",
    ]);
  });

  test("attention comes first, and all changes before the diffs", () => {
    expect(outline.headings.slice(1)).toEqual([
      "Needs attention",
      "Network",
      "Cost",
      "All changes",
      "Attribute by attribute",
      "Drift",
    ]);
  });

  test("a row for each change, below its stack", () => {
    expect(outline.rows.slice(1)).toEqual([
      ["", "dev-network", ""],
      ["replace", "aws_lb.fargate_alb", "forced by name"],
      ["add", "aws_vpc.main", ""],
      ["add", "1 output", "vpc_id"],
      ["", "dev-security", "provisional"],
      ["move", "aws_x.new", "moved from aws_x.old"],
    ]);
  });

  test("a diff for each, folded by stack", () => {
    expect(outline.fences.map(({ language, text }) => [language, text])).toEqual([
      ["mermaid", "flowchart LR\n  internet --> alb\n"],
      ["diff", '! name = "old" -> "new"  # forces replacement\n'],
      ["diff", '+ name = "new"\n'],
      ["diff", '+ vpc_id = "vpc-1"\n'],
      ["diff", '! name = "old" -> "new"\n'],
      ["sh", "npm run review -- --env dev\n"],
    ]);
    expect(outline.tags.filter((tag) => tag === "<details>")).toHaveLength(5);
    expect(outline.tags.filter((tag) => tag === "</details>")).toHaveLength(5);
  });

  test("by what it was made comes last", () => {
    const [, last = ""] = text.split("\n---\n");
    expect(last).toContain("Commit `82b8253` · Terraform 1.11.4 · AWS provider 5.100.0");
  });

  test("a checkout with changes of its own says so", () => {
    const { provenance } = busy;
    const changed = renderReview({ ...busy, provenance: { ...provenance, uncommitted: true } });
    expect(changed).toContain("`82b8253` **with changes that no commit holds**");
    expect(text).not.toContain("no commit");
  });
});

describe("what deserves attention", () => {
  test("says how bad it is, of what kind, what happens and what it means", () => {
    expect(renderReview(review({ findings: [finding()] }))).toContain(
      "- 🔴 **Critical** · `replace` · `aws_lb.fargate_alb` in `dev-network` is replaced, because name changes.<br>\n" +
        "  It gets a new DNS name.",
    );
  });

  test("what is accepted comes after what is open, with reason and date", () => {
    const findings = [
      finding({ standing: "accepted", acceptance }),
      finding({ severity: "low", address: "aws_lb.other" }),
    ];
    const text = renderReview(review({ findings }));
    expect(outlineOf(text).headings.slice(1)).toEqual(["Needs attention", "Accepted"]);
    expect(text).toContain("⚪ **1 low** · 1 accepted");
    expect(text).toContain("Accepted until 2027-01-31: it is thrown away every week. (`environments/dev.ts:12`)");
  });

  test("what was accepted and is no more is open", () => {
    const text = renderReview(review({ findings: [finding({ standing: "expired", acceptance })] }));
    expect(outlineOf(text).headings.slice(1)).toEqual(["Needs attention"]);
    expect(text).toContain("**Accepted until 2027-01-31, which has passed**");
  });

  test("what fails the policy is said by kind, and at each finding", () => {
    const findings = [finding(), finding({ kind: "iam" })];
    const policy = { failOn: ["replace", "destroy"], failing: findings.slice(0, 1), unused: [] } as const;
    const text = renderReview(review({ findings, policy }));
    expect(text).toContain("❌ **The policy fails**: `--fail-on` `replace`.");
    expect(text.match(/fails the policy/g)).toHaveLength(1);
  });

  test("a policy that holds says for which kinds", () => {
    const text = renderReview(review({ policy: { failOn: ["destroy"], failing: [], unused: [acceptance] } }));
    expect(text).toContain("✅ The policy holds: no `--fail-on` kind is open (`destroy`).");
    expect(text).toContain("`environments/dev.ts:12` accepts `replace` of `aws_lb.fargate_alb`, which is not there.");
  });
});

describe("a review that failed", () => {
  test("says so before anything else", () => {
    const errors = [{ stack: "dev-security", message: "dev-security: its state is locked. Wait for it." }];
    const text = renderReview({ ...busy, errors });
    expect(text).toContain("## dev: the review failed: 1 stack could not be planned; the others: 1 to add");
    expect(outlineOf(text).headings[1]).toBe("Could not be planned");
    expect(text).toContain("- ❌ `dev-security`: dev-security: its state is locked. Wait for it.");
  });
});

describe("nothing to do", () => {
  test("is a short comment", () => {
    const text = renderReview(review({ network, cost }));
    expect(outlineOf(text).headings).toEqual(["dev: no changes"]);
    expect(text).toContain("Nothing needs attention");
    expect(text.length).toBeLessThan(400);
  });

  test("but what is broken is said all the same", () => {
    const broken = { ...network.promises[0], before: kept, after: { outcome: "broken", reason: "a route is gone" } };
    const promises = [broken] as NetworkReview["promises"];
    const text = renderReview(review({ network: { ...network, promises } }));
    expect(outlineOf(text).rows).toEqual([
      ["The internet reaches the load balancer", "✅ kept", "❌ broken", "a route is gone"],
    ]);
  });
});

describe("the network", () => {
  const { stacks } = busy;

  test.each<[string, Partial<NetworkReview>, string]>([
    ["all kept", {}, "All 2 promises kept, as before."],
    [
      "nothing deployed yet",
      { before: "nothing", promises: network.promises.map(({ id, says, after }) => ({ id, says, after })) },
      "All 2 promises kept; nothing is deployed yet.",
    ],
    [
      "one mended",
      {
        promises: network.promises.map((each, index) =>
          index === 0 ? { ...each, before: { outcome: "broken", reason: "a route was missing" } } : each,
        ),
      },
      "All 2 promises kept.",
    ],
    [
      "read from states",
      { before: "states", notFromAws: "access denied" },
      "What was before is read from Terraform's states, not from AWS: access denied.",
    ],
    ["what changes", { changes: ["rule added: tcp 22 from 203.0.113.0/24"] }, "rule added: tcp 22 from 203.0.113.0/24"],
    ["what is in no state", { unmanaged: ["subnet by-hand"] }, "In AWS and in no state"],
  ])("%s", (_, given, expected) => {
    expect(proseOf({ stacks, network: { ...network, ...given } })).toContain(expected);
  });

  describe("what was asked otherwise before", () => {
    const asked = "Containers reach nothing";
    const [first, second] = network.promises;
    const rendered = (before: VerdictBefore): string => {
      const promises = [first, { ...second, before: { ...before, asked } }] as NetworkReview["promises"];
      return renderReview(review({ network: { ...network, promises } }));
    };

    test.each([
      ["kept", "that was kept"],
      ["broken", "that was not kept"],
      ["unknown", "that was not known to be kept"],
    ] as const)("and was %s has a row, and no mark", (outcome, words) => {
      const text = rendered({ outcome, reason: "it was so" });
      expect(outlineOf(text).rows).toEqual([
        [
          "Containers reach the internet",
          `asked otherwise before: Containers reach nothing (${words})`,
          "✅ kept",
          "by the internet gateway",
        ],
      ]);
      expect(outlineOf(text).html).toContain("All 2 promises kept; 1 of them is not what was asked before.");
    });
  });

  test("what was kept and stays so has no row", () => {
    const rows = outlineOf(renderReview(review({ network, stacks: [plan({ outputs: [output()] })] }))).rows;
    expect(rows).toEqual([
      ["", "dev-network", ""],
      ["add", "1 output", "vpc_id"],
    ]);
  });
});

describe("the cost", () => {
  const { stacks } = busy;

  test.each<[string, Partial<CostReview>, string]>([
    ["more", {}, "+$16.20 a month: about $0.00 before, $16.20 after."],
    ["less", { before: 20, after: 16.2 }, "-$3.80 a month: about $20.00 before, $16.20 after."],
    ["the same", { before: 16.2 }, "The monthly cost stays at about $16.20."],
    ["the same to a cent", { before: 16.203 }, "The monthly cost stays at about $16.20."],
    ["an estimate", { estimate: "Prices of us-east-1 stand for eu-west-1" }, "These are estimates."],
    ["the source", {}, "Prices: AWS price list, us-east-1, December 2025."],
    [
      "what has no price",
      { unpriced: ["dev-network: aws_instance.a"] },
      "for want of a price: dev-network: aws_instance.a.",
    ],
    ["what is never counted", {}, "Data transfer is not counted."],
    ["assumptions", {}, "lcu: 0.3 LCU on average"],
  ])("%s", (_, given, expected) => {
    expect(proseOf({ stacks, cost: { ...cost, ...given } })).toContain(expected);
  });

  test("a row for each line, with its arithmetic", () => {
    expect(outlineOf(renderReview(review({ stacks, cost }))).rows[0]).toEqual([
      "Load balancer, hours",
      "aws_lb.fargate_alb (dev-network)",
      "720 h x $0.0225",
      "$0.00",
      "$16.20",
    ]);
  });
});

describe("provisional stacks", () => {
  test("are named above, and say below what must be applied first", () => {
    const text = renderReview(busy);
    expect(text).toContain("⏳ **Provisional**: `dev-security`.");
    expect(text).toContain("*Provisional: `dev-network` must be applied first; this stack is planned again then.*");
  });
});

describe("drift", () => {
  test("that nobody sees is not shown: nothing became an empty list", () => {
    const drift = [change({ before: { tags: null }, after: { tags: {} } })];
    expect(outlineOf(renderReview(review({ stacks: [plan({ drift })] }))).headings).toEqual(["dev: no changes"]);
  });

  test("a resource that is gone is said to be", () => {
    expect(proseOf({ stacks: [plan({ drift: [change({ action: "delete" })] })] })).toContain(
      "aws_lb.fargate_alb in dev-network: gone",
    );
  });
});

describe("secrets", () => {
  const SECRET = "hunter22-hunter22";

  test("that Terraform marks are masked, wherever they stand", () => {
    const marked = { before: { a: SECRET }, after: { a: `${SECRET}2` }, afterSensitive: { a: true } };
    const changes = [change(marked)];
    const outputs = [output({ after: SECRET, afterSensitive: true })];
    const text = renderReview(review({ stacks: [plan({ changes, outputs, drift: changes })] }));
    expect(text).not.toContain("hunter22");
    expect(text.match(/\(sensitive value, changed\)/g)).toHaveLength(2);
  });

  test("that nobody marked are taken out of every text, and our own words stay", () => {
    const changes = [
      change({ address: `aws_x.a["${SECRET}"]`, after: { a: `x${SECRET}x`, tags: { [SECRET]: "x" }, b: [SECRET] } }),
    ];
    const outputs = [output({ after: { [SECRET]: "x" } })];
    const text = renderReview(
      review({
        stacks: [plan({ changes, outputs })],
        findings: [finding({ what: `is ${SECRET}`, meaning: [SECRET], address: `aws_x.a["${SECRET}"]` })],
        errors: [{ stack: "dev-network", message: `failed: ${SECRET}` }],
        network: { ...network, changes: [SECRET], unmanaged: [SECRET], mermaid: SECRET },
      }),
      { secrets: new Set([SECRET, "replace", "environment"]) },
    );
    expect(text).not.toContain("hunter22");
    expect(text).toContain("`replace`");
  });
});
