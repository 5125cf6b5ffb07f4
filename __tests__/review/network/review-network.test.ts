import { type NetworkReviewInput, reviewNetwork } from "../../../review/network/review-network";
import { NOTHING } from "../../../topology/canonical";
import type { Expected } from "../../../topology/expected";
import type { Service, Topology } from "../../../topology/model";
import { PROMISES } from "../../../topology/promises";
import { aclEntries, add, addRule, type Change, changed, remove, routes, rules, set } from "../../topology/change";
import { expected, frontDoor, route, rule } from "../../topology/front-door-topology";

const VPC = "Fargate-VPC";
const ANYWHERE = "0.0.0.0/0";

/** Everything is as the code says, but for what is given. */
function reviewed(input: Partial<NetworkReviewInput>) {
  return reviewNetwork({ live: frontDoor, states: frontDoor, code: frontDoor, expected, ...input });
}

/** The same where AWS did not let us read it. */
function reviewedWithoutAws(input: Omit<NetworkReviewInput, "expected">) {
  return reviewNetwork({ expected, ...input });
}

/** The promises that are not kept before, or not after. */
function notKept({ review }: ReturnType<typeof reviewNetwork>): string[] {
  return review.promises
    .filter(({ before, after }) => before?.outcome !== "kept" || after.outcome !== "kept")
    .map(({ id, before, after }) => `${id}: ${before?.outcome ?? "nothing"} -> ${after.outcome}`);
}

const ssh = rule("ingress", "tcp", 22, ANYWHERE);
const metrics = rule("ingress", "tcp", 9090, "10.0.0.0/8");

test("nothing changes", () => {
  const { review, findings } = reviewed({});
  expect(review).toMatchObject({ before: "AWS", changes: [], unmanaged: [] });
  expect(review).not.toHaveProperty("notFromAws");
  expect(review.promises.map(({ id, before, after, remedy }) => [id, before?.outcome, after.outcome, remedy])).toEqual(
    PROMISES.map(({ id }) => [id, "kept", "kept", undefined]),
  );
  expect(findings).toEqual([]);
});

describe("what the code changes", () => {
  test("a rule that breaks a promise: it was kept, and will be broken", () => {
    const result = reviewed({ code: changed(addRule("Fargate-SG", ssh)) });
    expect(notKept(result)).toEqual(["fargate-open-to-alb-alone: kept -> broken"]);
    expect(result.review.changes).toEqual(["security group Fargate-SG: rules: new: ingress tcp 22 from 0.0.0.0/0"]);
    expect(result.review.unmanaged).toEqual([]);
    expect(result.findings).toEqual([
      {
        kind: "promise",
        severity: "critical",
        address: "fargate-open-to-alb-alone",
        what: "is kept now, and will be broken",
        meaning: [
          "The promise: Fargate-SG is open to ALB-SG alone.",
          "Afterwards: security group Fargate-SG: ingress tcp 22 from 0.0.0.0/0.",
          "Remove this rule.",
        ],
      },
    ]);
  });

  test("a rule that mends one: it was broken, and will be kept", () => {
    const open = changed(addRule("Fargate-SG", ssh));
    const result = reviewed({ live: open, states: open });
    expect(notKept(result)).toEqual(["fargate-open-to-alb-alone: broken -> kept"]);
    expect(result.review.changes).toEqual(["security group Fargate-SG: rules: gone: ingress tcp 22 from 0.0.0.0/0"]);
    expect(result.findings).toEqual([]);
  });

  test("what becomes of a value is said in its order", () => {
    const { review } = reviewed({
      code: changed(set("targetGroups", "Fargate-TG", { healthCheck: { protocol: "HTTP", path: "/up", port: "81" } })),
    });
    expect(review.changes).toEqual(["target group Fargate-TG: health check: HTTP /health becomes HTTP /up on port 81"]);
  });

  test("what it no longer makes is gone, and the remedy is not to deploy it", () => {
    const { review } = reviewed({ code: changed(remove("loadBalancers", "Fargate-ALB")) });
    expect(review.changes).toEqual(["load balancer Fargate-ALB: it is gone"]);
    expect(review.promises[0]).toMatchObject({
      id: "internet-reaches-load-balancer",
      before: { outcome: "kept" },
      after: { outcome: "broken", reason: "there is no load balancer Fargate-ALB" },
      remedy: "Let the code make it.",
    });
  });

  test("a zone more: what is asked for now was not asked for before", () => {
    const subnets = (["Public", "Private"] as const).map((kind, index) =>
      add("subnets", {
        name: `${kind}Subnet-3`,
        vpc: VPC,
        availabilityZone: "us-east-1c",
        cidrs: [`172.31.${160 + 16 * index}.0/20`],
        routeTable: `${kind}RouteTable`,
        networkAcl: `${VPC}/default`,
      }),
    );
    const three: Expected = {
      ...expected,
      publicSubnets: [...expected.publicSubnets, "PublicSubnet-3"],
      privateSubnets: [...expected.privateSubnets, "PrivateSubnet-3"],
    };
    const code = changed(...subnets, set("loadBalancers", "Fargate-ALB", { subnets: three.publicSubnets }));
    const result = reviewed({ code, expected: three });
    expect(notKept(result)).toEqual([]);
    expect(result.review.changes).toEqual([
      "subnet PrivateSubnet-3: it is new",
      "subnet PublicSubnet-3: it is new",
      "load balancer Fargate-ALB: subnets: new: PublicSubnet-3",
    ]);
  });

  test("another container port: both are right in their time", () => {
    const port = 7070;
    const code = changed(
      set("targetGroups", "Fargate-TG", { port }),
      rules("Fargate-SG", "ingress", rule("ingress", "tcp", port, "ALB-SG")),
      rules("ALB-SG", "egress", rule("egress", "tcp", port, "Fargate-SG")),
    );
    const result = reviewed({ code, expected: { ...expected, containerPort: port } });
    expect(notKept(result)).toEqual([]);
    expect(result.review.changes).toContain("target group Fargate-TG: port: 6060 becomes 7070");
  });

  test("a NAT gateway in each zone instead of one", () => {
    const result = reviewed({ code: natPerZone(), expected: { ...expected, natGateways: "one-per-zone" } });
    expect(result.findings).toEqual([]);
    expect(result.review.changes).toEqual([
      "subnet PrivateSubnet-1: route table: PrivateRouteTable becomes PrivateRouteTable-1",
      "subnet PrivateSubnet-2: route table: PrivateRouteTable becomes PrivateRouteTable-2",
      "route table PrivateRouteTable: it is gone",
      "route table PrivateRouteTable-1: it is new",
      "route table PrivateRouteTable-2: it is new",
      "NAT gateway Fargate-NAT-Gateway: it is gone",
      "NAT gateway Fargate-NAT-Gateway-1: it is new",
      "NAT gateway Fargate-NAT-Gateway-2: it is new",
    ]);
  });
});

describe("where before is read", () => {
  test("nothing was ever deployed: one line, no verdicts before, and no marks in the picture", () => {
    const { review, findings } = reviewed({ live: NOTHING, states: NOTHING });
    expect(review).toMatchObject({ before: "nothing", unmanaged: [] });
    expect(review.changes).toEqual([
      "all of it is new: 1 VPC, 4 subnets, 3 route tables, 1 internet gateway, 1 NAT gateway, 1 network ACL, 3 security groups, 1 load balancer, 1 target group",
    ]);
    expect(review.promises.filter(({ before }) => before !== undefined)).toEqual([]);
    expect(review.promises.filter(({ after }) => after.outcome !== "kept")).toEqual([]);
    expect(review.mermaid).not.toMatch(/\b(new|changed|gone)\b/);
    expect(findings).toEqual([]);
  });

  test("nothing was ever deployed, and the code breaks a promise", () => {
    const { findings } = reviewed({ live: NOTHING, states: NOTHING, code: changed(addRule("Fargate-SG", ssh)) });
    expect(findings.map(({ address, severity, what }) => [address, severity, what])).toEqual([
      ["fargate-open-to-alb-alone", "critical", "will be broken"],
    ]);
  });

  test("AWS did not let us: the states, and nothing is known of what was made by hand", () => {
    const { review } = reviewedWithoutAws({
      notFromAws: "AWS cannot be reached",
      states: frontDoor,
      code: changed(addRule("Fargate-SG", ssh)),
    });
    expect(review).toMatchObject({ before: "states", notFromAws: "AWS cannot be reached", unmanaged: [] });
    expect(review.changes).toEqual(["security group Fargate-SG: rules: new: ingress tcp 22 from 0.0.0.0/0"]);
  });

  test("AWS did not let us, and the states hold nothing", () => {
    const { review } = reviewedWithoutAws({ notFromAws: "no credentials", states: NOTHING, code: frontDoor });
    expect(review.before).toBe("nothing");
    expect(review).not.toHaveProperty("notFromAws");
  });

  test("AWS has no VPC of that environment, though the states hold one", () => {
    const { review } = reviewed({ live: NOTHING });
    expect(review).toMatchObject({
      before: "states",
      notFromAws: "AWS has no VPC with the tags of this environment",
      unmanaged: [],
      changes: [],
    });
  });

  test("only a part is deployed: what there is counts, and what is not there yet is new", () => {
    const network = changed(remove("loadBalancers", "Fargate-ALB"), remove("targetGroups", "Fargate-TG"));
    const { review } = reviewed({ live: network, states: network });
    expect(review.before).toBe("AWS");
    expect(review.changes).toEqual(["load balancer Fargate-ALB: it is new", "target group Fargate-TG: it is new"]);
    expect(review.promises[0]).toMatchObject({ before: { outcome: "broken" }, after: { outcome: "kept" } });
  });

  test("all of it goes: one line", () => {
    const { review } = reviewed({ code: NOTHING });
    expect(review.changes).toEqual([expect.stringMatching(/^all of it goes: 1 VPC, 4 subnets, .*, 1 target group$/)]);
  });
});

describe("what was made by hand stays", () => {
  const [balancer] = frontDoor.loadBalancers;
  const [listener] = balancer?.listeners ?? [];
  if (listener === undefined) throw new Error("the front door is not whole");
  const forbidden = { kind: "fixed response", status: "403" } as const;

  test.each<[string, Change, string]>([
    ["a rule", addRule("ALB-SG", metrics), "security group ALB-SG: rule ingress tcp 9090 from 10.0.0.0/8"],
    [
      "a route",
      routes("PrivateRouteTable", route(ANYWHERE, "nat gateway", "Fargate-NAT-Gateway"), {
        destination: "10.9.0.0/16",
        target: { kind: "other", what: "transit gateway tgw-1" },
      }),
      "route table PrivateRouteTable: route 10.9.0.0/16 to transit gateway tgw-1",
    ],
    [
      "an entry of a network ACL",
      aclEntries({ direction: "ingress", ruleNumber: 90, action: "deny", ports: { from: 22, to: 22 } }),
      "network ACL Fargate-VPC/default: rule 90 denies tcp 22 from 0.0.0.0/0",
    ],
    [
      "a listener",
      set("loadBalancers", "Fargate-ALB", { listeners: [listener, { ...listener, port: 8080 }] }),
      "load balancer Fargate-ALB: listener HTTP:8080 forward to Fargate-TG",
    ],
    [
      "a rule of a listener",
      set("loadBalancers", "Fargate-ALB", {
        listeners: [{ ...listener, rules: [{ priority: 1, action: forbidden }] }],
      }),
      "load balancer Fargate-ALB: rule 1 fixed response 403, of the listener on port 80",
    ],
    [
      "a block of the VPC",
      set("vpcs", VPC, { cidrs: ["172.31.0.0/16", "10.1.0.0/16"] }),
      "VPC Fargate-VPC: block 10.1.0.0/16",
    ],
    [
      "a security group",
      add("securityGroups", { name: "Debug-SG", vpc: VPC, rules: [ssh] }),
      "security group Debug-SG (ingress tcp 22 from 0.0.0.0/0)",
    ],
    [
      "a security group without rules",
      add("securityGroups", { name: "Empty-SG", vpc: VPC, rules: [] }),
      "security group Empty-SG",
    ],
    [
      "a subnet",
      add("subnets", {
        name: "By-Hand",
        vpc: VPC,
        availabilityZone: "us-east-1f",
        cidrs: ["172.31.0.0/20"],
        routeTable: "PublicRouteTable",
        networkAcl: `${VPC}/default`,
      }),
      "subnet By-Hand (us-east-1f, 172.31.0.0/20, route table PublicRouteTable)",
    ],
    [
      "a load balancer",
      add("loadBalancers", {
        name: "Other-ALB",
        type: "application",
        scheme: "internal",
        subnets: ["PrivateSubnet-1", "PrivateSubnet-2"],
        securityGroups: [],
        listeners: [],
      }),
      "load balancer Other-ALB (internal, in PrivateSubnet-1, PrivateSubnet-2)",
    ],
  ])("%s", (_, byHand, line) => {
    const live = changed(byHand);
    const { review } = reviewed({ live });
    expect(review.unmanaged).toEqual([line]);
    // Before and after, it is there.
    expect(review.changes).toEqual([]);
  });

  test("a rule that breaks a promise still breaks it, although the code is fine", () => {
    const result = reviewed({ live: changed(addRule("Fargate-SG", ssh)) });
    expect(notKept(result)).toEqual(["fargate-open-to-alb-alone: broken -> broken"]);
    expect(result.findings.map(({ severity, what }) => [severity, what])).toEqual([
      ["medium", "is broken already, and stays so"],
    ]);
  });

  test("a rule that the plan removes does not stay, and one by hand beside it does", () => {
    const result = reviewed({
      live: changed(addRule("ALB-SG", metrics), addRule("Fargate-SG", ssh)),
      states: changed(addRule("Fargate-SG", ssh)),
      // As lastingResources() has it: the rule's own resource is deleted.
      lasting: frontDoor,
    });
    expect(result.review.unmanaged).toEqual(["security group ALB-SG: rule ingress tcp 9090 from 10.0.0.0/8"]);
    expect(result.review.changes).toEqual(["security group Fargate-SG: rules: gone: ingress tcp 22 from 0.0.0.0/0"]);
    expect(notKept(result)).toContain("fargate-open-to-alb-alone: broken -> kept");
  });

  test("a thing that the plan removes does not stay, nor what was put on it", () => {
    const states = changed(add("securityGroups", { name: "Old-SG", vpc: VPC, rules: [] }));
    const live = changed(add("securityGroups", { name: "Old-SG", vpc: VPC, rules: [ssh] }));
    const { review } = reviewed({ live, states });
    expect(review.unmanaged).toEqual([]);
    expect(review.changes).toEqual(["security group Old-SG: it is gone"]);
  });

  test("what was put on something ends when that is replaced", () => {
    const live = changed(addRule("Fargate-SG", ssh));
    const { review } = reviewed({ live, lasting: changed(remove("securityGroups", "Fargate-SG")) });
    expect(review.unmanaged).toEqual([]);
    expect(review.changes).toEqual(["security group Fargate-SG: rules: gone: ingress tcp 22 from 0.0.0.0/0"]);
  });

  test("what the code makes from now on is not by hand any more", () => {
    const live = changed(addRule("ALB-SG", metrics));
    expect(reviewed({ live, code: live }).review.unmanaged).toEqual([]);
  });

  test("a route whose target is gone is the code's, which mends it", () => {
    const live = changed(routes("PrivateRouteTable", { destination: ANYWHERE, target: { kind: "blackhole" } }));
    const result = reviewed({ live });
    expect(result.review.unmanaged).toEqual([]);
    expect(notKept(result)).toContain("private-subnets-behind-nat: broken -> kept");
  });

  describe("a network ACL that somebody gave a subnet", () => {
    const closed = { name: "Closed", vpc: VPC, entries: [] };
    const live = changed(add("networkAcls", closed), set("subnets", "PublicSubnet-1", { networkAcl: "Closed" }));

    test("stays, for Terraform had given it none", () => {
      const result = reviewed({ live });
      expect(result.review.unmanaged).toEqual([
        "subnet PublicSubnet-1: network ACL Closed instead of Fargate-VPC/default",
        "network ACL Closed",
      ]);
      expect(notKept(result)).toContain("internet-reaches-load-balancer: broken -> broken");
    });

    test("does not, where the code gives it another", () => {
      const own = { name: "Own", vpc: VPC, entries: frontDoor.networkAcls[0]?.entries ?? [] };
      const code = changed(add("networkAcls", own), set("subnets", "PublicSubnet-1", { networkAcl: "Own" }));
      const result = reviewed({ live, code });
      expect(result.review.unmanaged).toEqual(["network ACL Closed"]);
      expect(notKept(result)).toContain("internet-reaches-load-balancer: broken -> kept");
    });
  });

  test("a route table that somebody gave a subnet does not stay: Terraform has seen it", () => {
    const live = changed(set("subnets", "PrivateSubnet-1", { routeTable: "PublicRouteTable" }));
    // The association that Terraform made is no longer there.
    const states = changed(set("subnets", "PrivateSubnet-1", { routeTable: `${VPC}/main` }));
    const { review } = reviewed({ live, states });
    expect(review.unmanaged).toEqual([]);
    expect(review.changes).toEqual(["subnet PrivateSubnet-1: route table: PublicRouteTable becomes PrivateRouteTable"]);
  });

  test("something of a name that the code also gives is said, and not mixed up with the code's", () => {
    const live = changed(addRule("ALB-SG", metrics));
    const states = changed(remove("securityGroups", "ALB-SG"));
    const { review } = reviewed({ live, states });
    expect(review.unmanaged).toEqual([
      expect.stringMatching(
        /^security group ALB-SG \(.*9090.*\); it is not looked at afterwards, for the code makes one of that name$/,
      ),
    ]);
    expect(review.changes).toEqual(["security group ALB-SG: rules: gone: ingress tcp 9090 from 10.0.0.0/8"]);
  });
});

describe("services are not the code's", () => {
  const service: Service = {
    name: "web",
    subnets: ["PrivateSubnet-1", "PrivateSubnet-2"],
    securityGroups: ["Fargate-SG"],
    assignPublicIp: false,
    targets: [{ targetGroup: "Fargate-TG", port: 6060 }],
  };

  test("those in AWS stay, and are not mentioned", () => {
    const { review, picture } = reviewed({ live: changed(add("services", service)) });
    expect(review).toMatchObject({ unmanaged: [], changes: [] });
    expect(picture.description).toContain("containers of web in PrivateSubnet-1");
    expect(picture.description).not.toContain("new: containers");
  });

  test("what they do counts, afterwards too", () => {
    const misled = { ...service, targets: [{ targetGroup: "Fargate-TG", port: 7070 }] };
    const result = reviewed({ live: changed(add("services", misled)) });
    expect(result.review.promises.find(({ id }) => id === "ports-agree")).toMatchObject({
      before: { outcome: "broken", reason: "service web registers port 7070" },
      after: { outcome: "broken", reason: "service web registers port 7070" },
    });
  });
});

test("the picture is of the network afterwards, with what changes", () => {
  const { review, picture } = reviewed({ code: natPerZone(), expected: { ...expected, natGateways: "one-per-zone" } });
  expect(review.mermaid).toContain('["gone: Fargate-NAT-Gateway<br/>NAT gateway"]');
  expect(review.mermaid).toContain('["new: Fargate-NAT-Gateway-2<br/>NAT gateway"]');
  expect(picture.title).toBe("The front door of dev, and what changes");
});

function natPerZone(): Topology {
  const zones = [1, 2].flatMap((zone) => [
    add("natGateways", {
      name: `Fargate-NAT-Gateway-${zone}`,
      subnet: `PublicSubnet-${zone}`,
      connectivity: "public",
    }),
    add("routeTables", {
      name: `PrivateRouteTable-${zone}`,
      vpc: VPC,
      routes: [route(ANYWHERE, "nat gateway", `Fargate-NAT-Gateway-${zone}`)],
    }),
    set("subnets", `PrivateSubnet-${zone}`, { routeTable: `PrivateRouteTable-${zone}` }),
  ]);
  return changed(remove("natGateways", "Fargate-NAT-Gateway"), remove("routeTables", "PrivateRouteTable"), ...zones);
}
