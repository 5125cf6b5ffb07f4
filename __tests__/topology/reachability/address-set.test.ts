import fc from "fast-check";
import { AddressSet, type Family, familyOf, prefixLength } from "../../../topology/reachability/address-set";

function setOf(...cidrs: string[]): AddressSet {
  return made("ipv4", cidrs);
}

function made(family: Family, cidrs: readonly string[]): AddressSet {
  const set = AddressSet.of(family, cidrs);
  if (set === undefined) throw new Error(`one of ${cidrs.join(", ")} is no block`);
  return set;
}

describe("blocks", () => {
  test.each([
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["10.0.0.0/8", "10.0.0.0/8"],
    ["10.1.2.3/8", "10.0.0.0/8"],
    ["203.0.113.7/32", "203.0.113.7/32"],
    ["203.0.113.7", "203.0.113.7/32"],
    ["255.255.255.255", "255.255.255.255/32"],
    ["0.0.0.0", "0.0.0.0/32"],
    ["128.0.0.0/1", "128.0.0.0/1"],
  ])("%s is %s", (cidr, written) => {
    expect(setOf(cidr).toCidrs()).toEqual([written]);
    expect(familyOf(cidr)).toBe("ipv4");
  });

  test.each([
    ["::/0", "::/0"],
    ["2600:1f18::/32", "2600:1f18::/32"],
    ["2600:1F18:0000::0001/32", "2600:1f18::/32"],
    ["::1", "::1/128"],
    ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"],
    ["8000::/1", "8000::/1"],
  ])("%s is %s", (cidr, written) => {
    expect(made("ipv6", [cidr]).toCidrs()).toEqual([written]);
    expect(familyOf(cidr)).toBe("ipv6");
  });

  test.each([
    "",
    " ",
    "nonsense",
    "10.0.0",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "256.0.0.0/8",
    "10.0.0.0-10.0.0.9",
    "::/129",
    "1::2::3",
    "gggg::",
    "${var.cidr}",
    "${cidrsubnet(var.cidr, 4, 8)}",
    "pl-63a5400a",
    "sg-0a1b2c",
  ])("%j is none, alone or among others", (nonsense) => {
    expect(AddressSet.of("ipv4", [nonsense])).toBeUndefined();
    expect(AddressSet.of("ipv6", ["::/0", nonsense])).toBeUndefined();
    expect(familyOf(nonsense)).toBeUndefined();
  });

  test("of the other family there are none in a set", () => {
    expect(setOf("::/0").isEmpty).toBe(true);
    expect(made("ipv6", ["0.0.0.0/0"]).isEmpty).toBe(true);
    expect(setOf("::/0", "10.0.0.0/8").toCidrs()).toEqual(["10.0.0.0/8"]);
  });

  test("none and all", () => {
    expect(setOf().isEmpty).toBe(true);
    expect(AddressSet.none("ipv4").toCidrs()).toEqual([]);
    expect(AddressSet.all("ipv4").toCidrs()).toEqual(["0.0.0.0/0"]);
    expect(AddressSet.all("ipv6").toCidrs()).toEqual(["::/0"]);
    expect(setOf("0.0.0.0/1", "128.0.0.0/1").toCidrs()).toEqual(["0.0.0.0/0"]);
  });

  test.each([
    ["0.0.0.0/0", 0],
    ["10.0.0.0/8", 8],
    ["10.0.0.1/32", 32],
    ["10.0.0.1", 32],
    ["::/0", 0],
    ["::1", 128],
    ["2600::/12", 12],
  ])("%s has %d fixed bits", (cidr, bits) => {
    expect(prefixLength(cidr)).toBe(bits);
  });
});

describe("neighbours are joined, and what does not touch is not", () => {
  test.each([
    [["10.0.0.0/25", "10.0.0.128/25"], ["10.0.0.0/24"]],
    [["10.0.0.128/25", "10.0.0.0/25"], ["10.0.0.0/24"]],
    [["10.0.0.0/24", "10.0.0.7"], ["10.0.0.0/24"]],
    [["10.0.0.0/24", "10.0.0.0/24"], ["10.0.0.0/24"]],
    [
      ["10.0.0.1", "10.0.0.2"],
      ["10.0.0.1/32", "10.0.0.2/32"],
    ],
    [["10.0.0.2", "10.0.0.3"], ["10.0.0.2/31"]],
    [
      ["10.0.0.0/25", "10.0.0.129", "10.0.0.130/31"],
      ["10.0.0.0/25", "10.0.0.129/32", "10.0.0.130/31"],
    ],
    [["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/23"], ["10.0.0.0/22"]],
    [
      ["0.0.0.0", "255.255.255.255"],
      ["0.0.0.0/32", "255.255.255.255/32"],
    ],
  ])("%j is %j", (cidrs, written) => {
    expect(setOf(...cidrs).toCidrs()).toEqual(written);
  });

  test("over the border between two halves of IPv6", () => {
    expect(made("ipv6", ["::/1", "8000::/1"]).toCidrs()).toEqual(["::/0"]);
    expect(made("ipv6", ["7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "8000::"]).toCidrs()).toEqual([
      "7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128",
      "8000::/128",
    ]);
  });
});

describe("union, intersection, without, includes", () => {
  const half = setOf("10.0.0.0/25");

  test("union", () => {
    expect(half.union(setOf("10.0.0.128/25")).toCidrs()).toEqual(["10.0.0.0/24"]);
    expect(half.union(AddressSet.none("ipv4")).toCidrs()).toEqual(["10.0.0.0/25"]);
    expect(half.union(AddressSet.all("ipv4")).toCidrs()).toEqual(["0.0.0.0/0"]);
  });

  test("intersection", () => {
    expect(half.intersection(setOf("10.0.0.64/26", "10.0.0.128/25")).toCidrs()).toEqual(["10.0.0.64/26"]);
    expect(half.intersection(setOf("10.0.0.128/25")).isEmpty).toBe(true);
    expect(half.intersection(setOf("10.0.0.127")).toCidrs()).toEqual(["10.0.0.127/32"]);
    expect(half.intersection(AddressSet.all("ipv4")).toCidrs()).toEqual(["10.0.0.0/25"]);
  });

  test("without", () => {
    expect(half.without(half).isEmpty).toBe(true);
    expect(half.without(setOf("10.0.0.0/26")).toCidrs()).toEqual(["10.0.0.64/26"]);
    expect(setOf("10.0.0.0/30").without(setOf("10.0.0.1")).toCidrs()).toEqual(["10.0.0.0/32", "10.0.0.2/31"]);
    expect(AddressSet.all("ipv4").without(setOf("0.0.0.0")).toCidrs()).toHaveLength(32);
    expect(AddressSet.all("ipv4").without(setOf("255.255.255.255")).toCidrs()).toHaveLength(32);
    expect(
      AddressSet.all("ipv6")
        .without(made("ipv6", ["::1"]))
        .toCidrs(),
    ).toHaveLength(128);
    expect(AddressSet.none("ipv4").without(half).isEmpty).toBe(true);
  });

  test("includes", () => {
    expect(half.includes(half)).toBe(true);
    expect(half.includes(AddressSet.none("ipv4"))).toBe(true);
    expect(AddressSet.none("ipv4").includes(AddressSet.none("ipv4"))).toBe(true);
    expect(AddressSet.none("ipv4").includes(half)).toBe(false);
    expect(half.includes(setOf("10.0.0.127"))).toBe(true);
    expect(half.includes(setOf("10.0.0.128"))).toBe(false);
    expect(half.includes(setOf("10.0.0.0/24"))).toBe(false);
    expect(AddressSet.all("ipv4").includes(half)).toBe(true);
  });

  test("what is given does not change", () => {
    half.union(setOf("10.0.0.128/25"));
    half.without(setOf("10.0.0.0/26"));
    expect(half.toCidrs()).toEqual(["10.0.0.0/25"]);
  });
});

describe.each([
  ["the beginning of IPv4", "ipv4", 0n],
  ["the end of IPv4", "ipv4", (1n << 32n) - 32n],
  ["somewhere in IPv6", "ipv6", 0x2600_1f18n << 96n],
  ["the end of IPv6", "ipv6", (1n << 128n) - 32n],
] as const)("as a naive implementation has it, at %s", (_, family, base) => {
  const BITS = family === "ipv4" ? 32 : 128;
  const address = (index: number): string => {
    const value = base + BigInt(index);
    return family === "ipv4"
      ? [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".")
      : [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map((group) => ((value >> (16n * group)) & 0xffffn).toString(16)).join(":");
  };
  /** A block of the 32 addresses from the base: the index of its first one, and its size. */
  const block = fc
    .integer({ min: 0, max: 5 })
    .chain((size) =>
      fc.integer({ min: 0, max: (32 >> size) - 1 }).map((position) => ({ first: position << size, size })),
    );
  const blocks = fc.array(block, { maxLength: 5 });
  type Blocks = readonly { readonly first: number; readonly size: number }[];

  const real = (of: Blocks): AddressSet =>
    made(
      family,
      of.map(({ first, size }) => `${address(first)}/${BITS - size}`),
    );
  const naive = (of: Blocks): Set<number> =>
    new Set(of.flatMap(({ first, size }) => Array.from({ length: 1 << size }, (_each, offset) => first + offset)));
  const members = (set: AddressSet): Set<number> =>
    new Set(
      Array.from({ length: 32 }, (_each, index) => index).filter((index) =>
        set.includes(made(family, [address(index)])),
      ),
    );

  test("union, intersection, without, includes", () => {
    fc.assert(
      fc.property(blocks, blocks, (a, b) => {
        const [one, other] = [naive(a), naive(b)];
        const [set, otherSet] = [real(a), real(b)];
        expect(members(set.union(otherSet))).toEqual(new Set([...one, ...other]));
        expect(members(set.intersection(otherSet))).toEqual(new Set([...one].filter((each) => other.has(each))));
        expect(members(set.without(otherSet))).toEqual(new Set([...one].filter((each) => !other.has(each))));
        expect(set.includes(otherSet)).toBe([...other].every((each) => one.has(each)));
        expect(set.isEmpty).toBe(one.size === 0);
      }),
      { numRuns: 40 },
    );
  });

  test("toCidrs() gives the same set again, in order, and the smallest number of blocks", () => {
    fc.assert(
      fc.property(blocks, (a) => {
        const cidrs = real(a).toCidrs();
        const again = made(family, cidrs);
        expect(again.includes(real(a)) && real(a).includes(again)).toBe(true);
        expect(again.toCidrs()).toEqual(cidrs);
        // No two neighbours make up one block.
        const of = (cidr: string): AddressSet => made(family, [cidr]);
        cidrs.slice(1).forEach((cidr, index) => {
          const joined = of(cidrs[index] ?? "").union(of(cidr));
          expect(joined.toCidrs()).toHaveLength(2);
        });
      }),
      { numRuns: 100 },
    );
  });
});
