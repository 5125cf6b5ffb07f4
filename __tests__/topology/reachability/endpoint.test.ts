import { ToolError } from "../../../toolchain/tool-error";
import type { Service, Topology } from "../../../topology/model";
import { canReach } from "../../../topology/reachability/can-reach";
import { placesFor } from "../../../topology/reachability/endpoint";
import { Graph } from "../../../topology/reachability/graph";
import type { Place } from "../../../topology/reachability/place";
import { internetWithout } from "../../../topology/reachability/places";
import { add, changed, set } from "../change";
import { expected, frontDoor } from "../front-door-topology";

function places(written: string, topology: Topology = frontDoor): Place[] {
  return placesFor(new Graph(topology), expected, written);
}

function labels(written: string, topology: Topology = frontDoor): string[] {
  return places(written, topology).map(({ label }) => label);
}

/** Each place with the addresses that it is about, where they are known better than the subnet's. */
function addresses(written: string, topology: Topology = frontDoor): [string, string[]][] {
  return places(written, topology).map(({ label, addresses: of }) => [
    label,
    (["ipv4", "ipv6"] as const).flatMap((family) => of?.(family).toCidrs() ?? []),
  ]);
}

const dual = changed(
  set("vpcs", "Fargate-VPC", { cidrs: ["172.31.0.0/16", "2600:1f18::/56"] }),
  set("subnets", "PublicSubnet-1", { cidrs: ["172.31.96.0/20", "2600:1f18:0:1::/64"] }),
  set("subnets", "PublicSubnet-2", { cidrs: ["172.31.112.0/20", "2600:1f18:0:2::/64"] }),
);
const service: Service = {
  name: "api",
  subnets: ["PublicSubnet-2", "PrivateSubnet-1"],
  securityGroups: ["ALB-SG"],
  assignPublicIp: true,
  targets: [{ targetGroup: "Fargate-TG", port: 6060 }],
};

describe("words", () => {
  test("internet: all addresses of it, and no private ones", () => {
    const [internet, ...others] = places("internet");
    expect(others).toEqual([]);
    expect(internet).toMatchObject({ kind: "outside", label: "the internet" });
    const cidrs = internet?.addresses?.("ipv4").toCidrs() ?? [];
    expect(cidrs).toContain("8.0.0.0/7");
    expect(cidrs.filter((cidr) => /^(0|10|127|172\.1[6-9]|172\.31|192\.168|224)\./.test(cidr))).toEqual([]);
    expect(internet?.addresses?.("ipv6").toCidrs()).toEqual(["2000::/3"]);
  });

  test("load-balancer: one place in each of its subnets, with its groups and a public address", () => {
    expect(places("load-balancer")).toMatchObject(
      ["PublicSubnet-1", "PublicSubnet-2"].map((subnet) => ({
        kind: "interface",
        label: `load balancer Fargate-ALB in ${subnet}`,
        subnet,
        securityGroups: ["ALB-SG"],
        hasPublicAddress: true,
        loadBalancer: { name: "Fargate-ALB" },
      })),
    );
    const internal = changed(set("loadBalancers", "Fargate-ALB", { scheme: "internal" }));
    expect(places("load-balancer", internal)).toMatchObject([{ hasPublicAddress: false }, { hasPublicAddress: false }]);
  });

  test("containers: in the private subnets, with Fargate-SG, while there is no service", () => {
    expect(places("containers")).toEqual(
      ["PrivateSubnet-1", "PrivateSubnet-2"].map((subnet) => ({
        kind: "interface",
        label: `containers in ${subnet}`,
        subnet,
        securityGroups: ["Fargate-SG"],
        hasPublicAddress: false,
      })),
    );
  });

  test("containers: those of the services that register in the target group, where they are", () => {
    expect(places("containers", changed(add("services", service)))).toEqual(
      ["PrivateSubnet-1", "PublicSubnet-2"].map((subnet) => ({
        kind: "interface",
        label: `containers of api in ${subnet}`,
        subnet,
        securityGroups: ["ALB-SG"],
        hasPublicAddress: true,
      })),
    );
    const elsewhere = { ...service, targets: [{ targetGroup: "Other-TG", port: 6060 }] };
    expect(labels("containers", changed(add("services", elsewhere)))).toEqual([
      "containers in PrivateSubnet-1",
      "containers in PrivateSubnet-2",
    ]);
  });
});

describe("names", () => {
  test("a load balancer", () => {
    expect(labels("Fargate-ALB")).toEqual(labels("load-balancer"));
  });

  test("a subnet: something in it, of which nothing is known", () => {
    expect(places("PrivateSubnet-2")).toEqual([
      {
        kind: "interface",
        label: "something in PrivateSubnet-2",
        subnet: "PrivateSubnet-2",
        securityGroups: undefined,
        hasPublicAddress: undefined,
      },
    ]);
  });

  test("a security group: something with it in every subnet of its VPC, and of no other", () => {
    const other = changed(
      add("vpcs", { name: "Other-VPC", cidrs: ["10.0.0.0/16"] }),
      add("subnets", {
        name: "Other-1",
        vpc: "Other-VPC",
        availabilityZone: "us-east-1a",
        cidrs: ["10.0.0.0/20"],
        routeTable: "Other-VPC/main",
        networkAcl: "Other-VPC/default",
      }),
    );
    expect(places("ALB-SG", other)).toEqual(
      ["PrivateSubnet-1", "PrivateSubnet-2", "PublicSubnet-1", "PublicSubnet-2"].map((subnet) => ({
        kind: "interface",
        label: `something with ALB-SG in ${subnet}`,
        subnet,
        securityGroups: ["ALB-SG"],
        hasPublicAddress: undefined,
      })),
    );
  });
});

describe("addresses and blocks", () => {
  test.each([
    ["172.31.96.0", [["172.31.96.0 in PublicSubnet-1", ["172.31.96.0/32"]]]],
    ["172.31.111.255", [["172.31.111.255 in PublicSubnet-1", ["172.31.111.255/32"]]]],
    ["172.31.112.0/32", [["172.31.112.0/32 in PublicSubnet-2", ["172.31.112.0/32"]]]],
    ["172.31.97.0/24", [["172.31.97.0/24 in PublicSubnet-1", ["172.31.97.0/24"]]]],
    ["172.31.96.0/20", [["172.31.96.0/20 in PublicSubnet-1", ["172.31.96.0/20"]]]],
    [
      "172.31.96.0/19",
      [
        ["172.31.96.0/19 in PublicSubnet-1", ["172.31.96.0/20"]],
        ["172.31.96.0/19 in PublicSubnet-2", ["172.31.112.0/20"]],
      ],
    ],
    ["203.0.113.7", [["203.0.113.7", ["203.0.113.7/32"]]]],
    ["172.32.0.0", [["172.32.0.0", ["172.32.0.0/32"]]]],
    ["172.30.255.255", [["172.30.255.255", ["172.30.255.255/32"]]]],
    ["2600:1f18::1", [["2600:1f18::1", ["2600:1f18::1/128"]]]],
    [
      "172.30.0.0/15",
      [
        ["172.30.0.0/15 in PrivateSubnet-1", ["172.31.128.0/20"]],
        ["172.30.0.0/15 in PrivateSubnet-2", ["172.31.144.0/20"]],
        ["172.30.0.0/15 in PublicSubnet-1", ["172.31.96.0/20"]],
        ["172.30.0.0/15 in PublicSubnet-2", ["172.31.112.0/20"]],
        ["172.30.0.0/15", ["172.30.0.0/16"]],
      ],
    ],
  ] as [string, [string, string[]][]][])("%s", (written, expectedPlaces) => {
    expect(addresses(written)).toEqual(expectedPlaces);
  });

  test.each([
    ["2600:1f18:0:1::7", [["2600:1f18:0:1::7 in PublicSubnet-1", ["2600:1f18:0:1::7/128"]]]],
    [
      "2600:1f18::/62",
      [
        ["2600:1f18::/62 in PublicSubnet-1", ["2600:1f18:0:1::/64"]],
        ["2600:1f18::/62 in PublicSubnet-2", ["2600:1f18:0:2::/64"]],
      ],
    ],
    ["2600:1f18:0:100::/64", [["2600:1f18:0:100::/64", ["2600:1f18:0:100::/64"]]]],
  ] as [string, [string, string[]][]][])("%s, in a VPC with IPv6", (written, expectedPlaces) => {
    expect(addresses(written, dual)).toEqual(expectedPlaces);
  });

  test("one in the VPC that no subnet has is somewhere, or it is said that it is nowhere", () => {
    // answerQuestion() takes the best of the answers, and of none there is no best.
    const nowhere = ((): number | "refused" => {
      try {
        return places("172.31.0.5").length;
      } catch (error) {
        expect(error).toBeInstanceOf(ToolError);
        return "refused";
      }
    })();
    expect(nowhere).not.toBe(0);
  });

  test("the narrower the block, the more is known: one address is let in where its subnet is not sure to be", () => {
    const graph = new Graph(
      changed((topology) => ({
        ...topology,
        securityGroups: topology.securityGroups.map((group) =>
          group.name === "Fargate-SG"
            ? {
                ...group,
                rules: [
                  {
                    direction: "ingress" as const,
                    protocol: "tcp" as const,
                    ports: { from: 6060, to: 6060 },
                    peer: { kind: "cidr" as const, cidr: "172.31.96.0/24" },
                  },
                ],
              }
            : group,
        ),
      })),
    );
    const why = (from: string): string | undefined => {
      const [start] = placesFor(graph, expected, from);
      const [end] = placesFor(graph, expected, "containers");
      if (start === undefined || end === undefined) throw new Error("nowhere");
      const known = { ...start, ...(start.kind === "interface" ? { securityGroups: ["ALB-SG"] } : {}) } as Place;
      return canReach(graph, { from: known, to: end, flow: { protocol: "tcp", port: 6060 } }).verdict;
    };
    expect([why("172.31.96.255"), why("172.31.97.0"), why("PublicSubnet-1")]).toEqual([
      "allowed",
      "blocked",
      "unknown",
    ]);
  });
});

describe("the rest of the internet", () => {
  test("without some blocks", () => {
    const rest = internetWithout(["0.0.0.0/1"]);
    expect(rest?.label).toBe("anybody else on the internet");
    expect(rest?.addresses("ipv4").toCidrs()).not.toContain("8.0.0.0/7");
    expect(rest?.addresses("ipv4").toCidrs()[0]).toBe("128.0.0.0/3");
  });

  test("without all of them nothing is left", () => {
    expect(internetWithout(["0.0.0.0/0"])).toBeUndefined();
    expect(internetWithout(["0.0.0.0/1", "128.0.0.0/1"])).toBeUndefined();
  });
});

describe("what is none of these", () => {
  test("is refused with all that may be asked about", () => {
    const refused = ((): unknown => {
      try {
        return places("container");
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(ToolError);
    expect((refused as ToolError).message).toBe(
      'dev: there is no "container" to ask about. Give internet, load-balancer, containers, an address, a block, or one of ' +
        "Fargate-ALB, PrivateSubnet-1, PrivateSubnet-2, PublicSubnet-1, PublicSubnet-2, ALB-SG, Fargate-SG, " +
        "Fargate-VPC-default-closed.",
    );
  });

  test.each(["", " ", "Internet", "10.0.0", "10.0.0.0/33", "256.0.0.1", "203.0.113.7/", "::/129", ":", "alb-sg"])(
    "%j",
    (written) => {
      expect(() => places(written)).toThrow(`dev: there is no ${JSON.stringify(written)} to ask about`);
    },
  );

  test("a load balancer that is not there", () => {
    expect(() => places("load-balancer", { ...frontDoor, loadBalancers: [] })).toThrow(
      'there is no "load-balancer" to ask about',
    );
  });
});
