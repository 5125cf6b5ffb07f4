import fc from "fast-check";

import { environmentWith, refusalOf } from "./refusal";

interface Block {
  readonly first: number;
  readonly length: number;
}

interface GeneratedZone {
  readonly availabilityZone: string;
  readonly public: string;
  readonly private: string;
}

interface GeneratedNetwork {
  readonly region: string;
  readonly vpc: Block;
  readonly zones: readonly GeneratedZone[];
}

// Arithmetic of the test's own, so that a mistake in the schema's cannot hide itself.
const sizeOf = (length: number): number => 2 ** (32 - length);
const write = ({ first, length }: Block): string =>
  `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${length}`;
const read = (cidr: string): Block => {
  const [address = "", length = ""] = cidr.split("/");
  return { first: address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0), length: Number(length) };
};

const LINK_LOCAL = read("169.254.0.0/16").first;

const vpcs: fc.Arbitrary<Block> = fc
  .record({ length: fc.integer({ min: 16, max: 24 }), address: fc.integer({ min: 0, max: 2 ** 32 - 1 }) })
  .map(({ length, address }) => ({ length, first: address - (address % sizeOf(length)) }))
  .filter(({ first }) => first - (first % 65536) !== LINK_LOCAL);

const regions = fc.constantFrom("us-east-1", "eu-central-1", "us-gov-west-1", "ap-southeast-7", "eusc-de-east-1");

/** Halves blocks at random until there are enough of them: all aligned, none overlapping, all inside the first. */
function halved(vpc: Block, count: number, choices: readonly number[]): Block[] {
  let blocks = [vpc];
  for (let step = 0; blocks.length < count || step < choices.length; step += 1) {
    const divisible = blocks.filter(({ length }) => length < 28);
    const chosen = divisible[(choices[step] ?? step) % divisible.length];
    if (chosen === undefined) break;
    const length = chosen.length + 1;
    const halves = [
      { length, first: chosen.first },
      { length, first: chosen.first + sizeOf(length) },
    ];
    blocks = [...blocks.filter((block) => block !== chosen), ...halves];
  }
  return blocks;
}

const networks: fc.Arbitrary<GeneratedNetwork> = fc
  .record({
    region: regions,
    vpc: vpcs,
    letters: fc.uniqueArray(fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz".split("")), { minLength: 2, maxLength: 6 }),
    choices: fc.array(fc.nat({ max: 1000 }), { maxLength: 24 }),
    turn: fc.nat({ max: 1000 }),
  })
  .map(({ region, vpc, letters, choices, turn }) => {
    const blocks = halved(vpc, 2 * letters.length, choices);
    const blockAt = (index: number): string => write(blocks[(index + turn) % blocks.length] ?? vpc);
    const zones = letters.map((letter, index) => ({
      availabilityZone: `${region}${letter}`,
      public: blockAt(2 * index),
      private: blockAt(2 * index + 1),
    }));
    return { region, vpc, zones };
  });

/** A good network, and one of its blocks. */
const networksAndBlocks = networks.chain((network) =>
  fc.record({
    network: fc.constant(network),
    index: fc.nat({ max: network.zones.length - 1 }),
    kind: fc.constantFrom("public" as const, "private" as const),
  }),
);

function refusalOfNetwork({ region, vpc, zones }: GeneratedNetwork): string[] {
  return refusalOf(environmentWith({ region, network: { cidr: write(vpc), zones } }));
}

function withZone(network: GeneratedNetwork, index: number, changes: Partial<GeneratedZone>): GeneratedNetwork {
  return { ...network, zones: network.zones.map((zone, at) => (at === index ? { ...zone, ...changes } : zone)) };
}

/** The network is refused, and some line of the refusal is about the path. */
function expectRefusalAt(network: GeneratedNetwork, path: string, what: string): void {
  const lines = refusalOfNetwork(network);
  expect(lines.filter((line) => line.startsWith(`dev: ${path}: `) && line.includes(what))).not.toEqual([]);
}

const zoneOf = (network: GeneratedNetwork, index: number): GeneratedZone => {
  const zone = network.zones[index];
  if (zone === undefined) throw new Error("no such zone");
  return zone;
};

test("every good network is accepted", () => {
  fc.assert(
    fc.property(networks, (network) => {
      expect(refusalOfNetwork(network)).toEqual([]);
    }),
  );
});

describe("no bad network is accepted, and the error names what is bad", () => {
  test("a block that overlaps another: equal to it, inside it or around it", () => {
    fc.assert(
      fc.property(
        networksAndBlocks,
        fc.nat({ max: 1000 }),
        fc.integer({ min: -4, max: 4 }),
        ({ network, index, kind }, at, grow) => {
          // GIVEN any other block of the network, grown or shrunk within what AWS and the VPC allow
          const others = network.zones.flatMap((zone, other) =>
            (["public", "private"] as const)
              .filter((otherKind) => other !== index || otherKind !== kind)
              .map((otherKind) => ({ path: `network.zones[${other}].${otherKind}`, block: read(zone[otherKind]) })),
          );
          const other = others[at % others.length];
          if (other === undefined) throw new Error("no other block");
          const length = Math.min(28, Math.max(network.vpc.length, other.block.length + grow));
          const overlapping = write({ length, first: other.block.first - (other.block.first % sizeOf(length)) });

          // THEN the pair is named, whichever of the two comes first
          const path = `network.zones[${index}].${kind}`;
          const lines = refusalOfNetwork(withZone(network, index, { [kind]: overlapping }));
          expect(
            lines.filter((line) => line.includes("overlaps") && line.includes(path) && line.includes(other.path)),
          ).toHaveLength(1);
        },
      ),
    );
  });

  test("a block outside the VPC", () => {
    fc.assert(
      fc.property(networksAndBlocks, vpcs, ({ network, index, kind }, elsewhere) => {
        fc.pre(
          elsewhere.first + sizeOf(elsewhere.length) <= network.vpc.first ||
            network.vpc.first + sizeOf(network.vpc.length) <= elsewhere.first,
        );
        expectRefusalAt(
          withZone(network, index, { [kind]: write(elsewhere) }),
          `network.zones[${index}].${kind}`,
          "is not inside the VPC's block",
        );
      }),
    );
  });

  test("a block larger than the VPC", () => {
    fc.assert(
      fc.property(networksAndBlocks, fc.integer({ min: 16, max: 23 }), ({ network, index, kind }, length) => {
        fc.pre(length < network.vpc.length);
        const larger = write({ length, first: network.vpc.first - (network.vpc.first % sizeOf(length)) });
        expectRefusalAt(
          withZone(network, index, { [kind]: larger }),
          `network.zones[${index}].${kind}`,
          "is not inside the VPC's block",
        );
      }),
    );
  });

  test("a block whose host bits are not zero, with the block that was meant", () => {
    fc.assert(
      fc.property(networksAndBlocks, fc.integer({ min: 1, max: 15 }), ({ network, index, kind }, host) => {
        const block = read(zoneOf(network, index)[kind]);
        expectRefusalAt(
          withZone(network, index, { [kind]: write({ ...block, first: block.first + host }) }),
          `network.zones[${index}].${kind}`,
          `Write "${write(block)}".`,
        );
      }),
    );
  });

  test("a prefix length that AWS refuses", () => {
    const lengths = fc.oneof(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 29, max: 32 }));
    fc.assert(
      fc.property(networksAndBlocks, lengths, ({ network, index, kind }, length) => {
        const { first } = read(zoneOf(network, index)[kind]);
        expectRefusalAt(
          withZone(network, index, { [kind]: write({ length, first: first - (first % sizeOf(length)) }) }),
          `network.zones[${index}].${kind}`,
          "the prefix length is /16 to /28",
        );
      }),
    );
  });

  test("an availability zone that is named twice", () => {
    fc.assert(
      fc.property(networks, (network) => {
        const last = network.zones.length - 1;
        const { availabilityZone } = zoneOf(network, 0);
        expectRefusalAt(
          withZone(network, last, { availabilityZone }),
          `network.zones[${last}].availabilityZone`,
          `"${availabilityZone}" is already network.zones[0].availabilityZone`,
        );
      }),
    );
  });

  test("an availability zone of another region", () => {
    fc.assert(
      fc.property(networksAndBlocks, regions, ({ network, index }, region) => {
        fc.pre(region !== network.region);
        expectRefusalAt(
          withZone(network, index, { availabilityZone: `${region}a` }),
          `network.zones[${index}].availabilityZone`,
          `is not in the region "${network.region}"`,
        );
      }),
    );
  });

  test("a single zone", () => {
    fc.assert(
      fc.property(networks, (network) => {
        expect(refusalOfNetwork({ ...network, zones: network.zones.slice(0, 1) })).toHaveLength(1);
      }),
    );
  });
});
