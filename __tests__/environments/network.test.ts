import { define, environmentWith, refusalOf } from "./refusal";

const ACCEPTED: string[] = [];

const zoneA = { availabilityZone: "us-east-1a", public: "10.0.0.0/20", private: "10.0.16.0/20" };
const zoneB = { availabilityZone: "us-east-1b", public: "10.0.32.0/20", private: "10.0.48.0/20" };

/** What a network in 10.0.0.0/16 is refused with. */
function refusalOfNetwork(network: Readonly<Record<string, unknown>>): string[] {
  return refusalOf(environmentWith({ network: { cidr: "10.0.0.0/16", zones: [zoneA, zoneB], ...network } }));
}

describe("cidr", () => {
  test.each([
    ["10.0.0.0/16", zoneA, zoneB],
    [
      "10.0.0.0/26",
      { ...zoneA, public: "10.0.0.0/28", private: "10.0.0.16/28" },
      { ...zoneB, public: "10.0.0.32/28", private: "10.0.0.48/28" },
    ],
    [
      "100.64.0.0/16",
      { ...zoneA, public: "100.64.0.0/17", private: "100.64.128.0/18" },
      { ...zoneB, public: "100.64.192.0/19", private: "100.64.224.0/19" },
    ],
  ])("%s is accepted", (cidr, ...zones) => {
    expect(refusalOfNetwork({ cidr, zones })).toEqual(ACCEPTED);
  });

  test("/28 is accepted by itself, though no two zones fit into it", () => {
    const lines = refusalOfNetwork({ cidr: "10.0.0.0/28" });
    expect(lines).toHaveLength(4);
    expect(lines.join("\n")).not.toContain("network.cidr: ");
  });

  test.each([
    ["10.0.0.0/15", 'the prefix length is /16 to /28, got "10.0.0.0/15". Choose a smaller block.'],
    ["0.0.0.0/0", 'the prefix length is /16 to /28, got "0.0.0.0/0". Choose a smaller block.'],
    ["10.0.0.0/29", 'the prefix length is /16 to /28, got "10.0.0.0/29". Choose a larger block.'],
    ["10.0.0.0/32", 'the prefix length is /16 to /28, got "10.0.0.0/32". Choose a larger block.'],
    ["172.31.5.0/16", 'the host bits are not zero in "172.31.5.0/16". Write "172.31.0.0/16".'],
    ["10.0.0.1/28", 'the host bits are not zero in "10.0.0.1/28". Write "10.0.0.0/28".'],
    ["fd00::/16", 'only IPv4 blocks are supported, got "fd00::/16". Give an IPv4 block.'],
    [
      "169.254.0.0/16",
      'AWS gives no VPC a link-local block (169.254.0.0/16), got "169.254.0.0/16". Choose a private block, such as "10.0.0.0/16".',
    ],
    [
      "169.254.255.240/28",
      'AWS gives no VPC a link-local block (169.254.0.0/16), got "169.254.255.240/28". Choose a private block, such as "10.0.0.0/16".',
    ],
    ...[
      "",
      "10.0.0.0",
      "10.0.0.0/",
      "10.0.0.0/33",
      "10.0.0.0/016",
      "10.0.0.0/-1",
      "10.0.0/16",
      "10.0.0.256/16",
      "010.0.0.0/16",
      " 10.0.0.0/16",
      "10.0.0.0/16\n",
      "10.0.0.0/8/16",
      "ten/16",
    ].map((cidr): [string, string] => [
      cidr,
      `an IPv4 block is an address, a slash and a prefix length from 0 to 32, got ${JSON.stringify(cidr)}. Write it as in "10.0.0.0/16".`,
    ]),
  ])("%j is refused", (cidr, message) => {
    expect(refusalOfNetwork({ cidr })).toEqual([`dev: network.cidr: ${message}`]);
  });

  test("the blocks beside the link-local one are accepted", () => {
    const cidrs = ["169.253.0.0/16", "169.255.0.0/16"];
    expect(cidrs.flatMap((cidr) => refusalOfNetwork({ cidr })).filter((line) => line.includes("link-local"))).toEqual(
      [],
    );
  });

  test("another block without other zones: the remedy is to give zones", () => {
    expect(refusalOf(environmentWith({ network: { cidr: "10.0.0.0/16" } }))).toEqual([
      'dev: network.cidr: the default subnets 172.31.96.0/20, 172.31.128.0/20, 172.31.112.0/20, 172.31.144.0/20 are not inside "10.0.0.0/16". Give network.zones too, with blocks inside 10.0.0.0/16.',
    ]);
    expect(refusalOf(environmentWith({ network: { cidr: "172.31.0.0/17" } }))).toEqual([
      'dev: network.cidr: the default subnets 172.31.128.0/20, 172.31.144.0/20 are not inside "172.31.0.0/17". Give network.zones too, with blocks inside 172.31.0.0/17.',
    ]);
  });
});

describe("zones", () => {
  test("two are accepted, and six", () => {
    const six = ["a", "b", "c", "d", "e", "f"].map((letter, index) => ({
      availabilityZone: `us-east-1${letter}`,
      public: `10.0.${index * 32}.0/20`,
      private: `10.0.${index * 32 + 16}.0/20`,
    }));

    expect(refusalOfNetwork({ zones: [zoneA, zoneB] })).toEqual(ACCEPTED);
    expect(refusalOfNetwork({ zones: six })).toEqual(ACCEPTED);
    expect(define(environmentWith({ network: { cidr: "10.0.0.0/16", zones: six } })).network.zones).toEqual(six);
  });

  test.each([
    [
      [zoneA],
      "dev: network.zones: an Application Load Balancer needs public subnets in at least 2 availability zones, got 1 (us-east-1a). Add a second zone.",
    ],
    [
      [],
      "dev: network.zones: an Application Load Balancer needs public subnets in at least 2 availability zones, got 0. Add two zones.",
    ],
  ])("%j are too few", (zones, line) => {
    expect(refusalOfNetwork({ zones })).toEqual([line]);
  });

  test("one whose availability zone is wrong is counted, and not named", () => {
    expect(refusalOfNetwork({ zones: [{ ...zoneA, availabilityZone: "first" }] })).toEqual([
      'dev: network.zones[0].availabilityZone: an availability zone is a region\'s code and one lower-case letter, got "first". Give a name such as "us-east-1a".',
      "dev: network.zones: an Application Load Balancer needs public subnets in at least 2 availability zones, got 1. Add a second zone.",
    ]);
  });

  test.each([["a zone"], [{ first: zoneA, second: zoneB }], [2]])("%j is no list of zones", (zones) => {
    expect(refusalOfNetwork({ zones })).toEqual([
      `dev: network.zones: must be an array, got ${JSON.stringify(zones).slice(0, 80)}${JSON.stringify(zones).length > 80 ? "…" : ""}. Put it between [ and ].`,
    ]);
  });
});

describe("availabilityZone", () => {
  test.each(["us-east-1b", "us-east-1z"])("%j is accepted", (availabilityZone) => {
    expect(refusalOfNetwork({ zones: [zoneA, { ...zoneB, availabilityZone }] })).toEqual(ACCEPTED);
  });

  test.each(["", "b", "us-east-1", "us-east-1B", "us-east-1bc", "us-east-1-bos-1a", "use1-az2"])(
    "%j is refused",
    (availabilityZone) => {
      expect(refusalOfNetwork({ zones: [zoneA, { ...zoneB, availabilityZone }] })).toEqual([
        `dev: network.zones[1].availabilityZone: an availability zone is a region's code and one lower-case letter, got "${availabilityZone}". Give a name such as "us-east-1a".`,
      ]);
    },
  );

  test("of another region it is refused", () => {
    expect(refusalOfNetwork({ zones: [zoneA, { ...zoneB, availabilityZone: "us-east-2b" }] })).toEqual([
      'dev: network.zones[1].availabilityZone: "us-east-2b" is not in the region "us-east-1". Choose a zone such as "us-east-1a", or change region.',
    ]);
  });

  test("named twice it is refused", () => {
    expect(refusalOfNetwork({ zones: [zoneA, { ...zoneB, availabilityZone: "us-east-1a" }] })).toEqual([
      'dev: network.zones[1].availabilityZone: "us-east-1a" is already network.zones[0].availabilityZone. Choose another availability zone.',
    ]);
  });
});

describe.each(["public", "private"])("the %s block of a zone", (kind) => {
  const withBlock = (block: unknown): string[] => refusalOfNetwork({ zones: [zoneA, { ...zoneB, [kind]: block }] });

  test.each(["10.0.64.0/18", "10.0.64.0/28", "10.0.255.240/28"])("%s is accepted", (block) => {
    expect(withBlock(block)).toEqual(ACCEPTED);
  });

  test("/16 is accepted by itself, though it leaves no room for another", () => {
    const lines = withBlock("10.0.0.0/16");
    expect(lines).not.toHaveLength(0);
    expect(lines.every((line) => line.includes("overlaps"))).toBe(true);
  });

  test.each([
    ["10.0.64.0/29", 'the prefix length is /16 to /28, got "10.0.64.0/29". Choose a larger block.'],
    ["10.0.0.0/15", 'the prefix length is /16 to /28, got "10.0.0.0/15". Choose a smaller block.'],
    ["10.0.65.0/20", 'the host bits are not zero in "10.0.65.0/20". Write "10.0.64.0/20".'],
    ["10.1.0.0/20", '"10.1.0.0/20" is not inside the VPC\'s block "10.0.0.0/16". Choose a block inside network.cidr.'],
    [
      "9.255.240.0/20",
      '"9.255.240.0/20" is not inside the VPC\'s block "10.0.0.0/16". Choose a block inside network.cidr.',
    ],
    ["fd00::/20", 'only IPv4 blocks are supported, got "fd00::/20". Give an IPv4 block.'],
    [undefined, 'the block of a subnet is missing. Give one, such as "10.0.0.0/20".'],
    [10, 'the block of a subnet must be a string, got 10. Write a string, such as "10.0.0.0/20".'],
  ])("%j is refused", (block, message) => {
    expect(withBlock(block)).toEqual([`dev: network.zones[1].${kind}: ${message}`]);
  });
});

describe("overlapping blocks", () => {
  test.each([
    ["the same block", "10.0.0.0/20"],
    ["a part of it", "10.0.15.240/28"],
    ["a block around it", "10.0.0.0/19"],
  ])("%s twice is refused, each pair once, with both places", (_, block) => {
    // GIVEN a second public block that reaches into the first public block, and perhaps into the first private one
    const lines = refusalOfNetwork({ zones: [zoneA, { ...zoneB, public: block }] });

    expect(lines[0]).toBe(
      `dev: network.zones[1].public: "${block}" overlaps "10.0.0.0/20" of network.zones[0].public. Choose blocks that share no address.`,
    );
    expect(lines).toHaveLength(block === "10.0.0.0/19" ? 2 : 1);
  });

  test("the blocks on both sides are accepted", () => {
    expect(
      refusalOfNetwork({
        zones: [
          { ...zoneA, public: "10.0.8.0/21" },
          { ...zoneB, public: "10.0.0.0/21" },
        ],
      }),
    ).toEqual(ACCEPTED);
  });
});

describe("natGateways", () => {
  test.each(["none", "single", "one-per-zone"])("%j is accepted", (natGateways) => {
    expect(define(environmentWith({ network: { natGateways } })).network.natGateways).toBe(natGateways);
  });

  test.each([
    ["two", '"two"'],
    ["Single", '"Single"'],
    [1, "1"],
    [null, "null"],
  ])("%j is refused", (natGateways, quoted) => {
    expect(refusalOf(environmentWith({ network: { natGateways } }))).toEqual([
      `dev: network.natGateways: must be one of "none", "single", "one-per-zone", got ${quoted}. Choose one of these.`,
    ]);
  });
});
