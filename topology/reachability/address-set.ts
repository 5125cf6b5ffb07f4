import { Address4, Address6 } from "ip-address";

/** The two kinds of addresses. A packet is of one of them from end to end. */
export type Family = "ipv4" | "ipv6";

/** From the first address to the last, both taken in. */
type Interval = readonly [first: bigint, last: bigint];

const BITS: Readonly<Record<Family, bigint>> = { ipv4: 32n, ipv6: 128n };

const LAST: Readonly<Record<Family, bigint>> = {
  ipv4: (1n << BITS.ipv4) - 1n,
  ipv6: (1n << BITS.ipv6) - 1n,
};

/** A set of addresses of one family, which never changes. */
export class AddressSet {
  private constructor(
    readonly family: Family,
    /** In order, and none touches the next. */
    private readonly intervals: readonly Interval[],
  ) {}

  static none(family: Family): AddressSet {
    return new AddressSet(family, []);
  }

  static all(family: Family): AddressSet {
    return new AddressSet(family, [[0n, LAST[family]]]);
  }

  /** The addresses of these blocks that are of the family; of blocks of the other there are none. Undefined if one is no block. */
  static of(family: Family, cidrs: readonly string[]): AddressSet | undefined {
    const blocks = cidrs.map(parseBlock);
    if (!blocks.every((block) => block !== undefined)) return undefined;
    return AddressSet.joined(
      family,
      blocks.filter((block) => block.family === family).map(({ interval }) => interval),
    );
  }

  private static joined(family: Family, intervals: readonly Interval[]): AddressSet {
    const joined: [bigint, bigint][] = [];
    for (const [first, last] of [...intervals].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
      const before = joined.at(-1);
      if (before !== undefined && first <= before[1] + 1n) before[1] = last > before[1] ? last : before[1];
      else joined.push([first, last]);
    }
    return new AddressSet(family, joined);
  }

  private get isEverything(): boolean {
    const [first, ...others] = this.intervals;
    return others.length === 0 && first?.[0] === 0n && first[1] === LAST[this.family];
  }

  get isEmpty(): boolean {
    return this.intervals.length === 0;
  }

  union(other: AddressSet): AddressSet {
    if (other.isEmpty || other === this) return this;
    if (this.isEmpty) return other;
    return AddressSet.joined(this.family, [...this.intervals, ...other.intervals]);
  }

  intersection(other: AddressSet): AddressSet {
    if (this.isEmpty || other === this || other.isEverything) return this;
    if (other.isEmpty || this.isEverything) return other;
    const common = this.intervals.flatMap(([first, last]) =>
      other.intervals.flatMap(([otherFirst, otherLast]): Interval[] => {
        const from = first > otherFirst ? first : otherFirst;
        const to = last < otherLast ? last : otherLast;
        return from <= to ? [[from, to]] : [];
      }),
    );
    return AddressSet.joined(this.family, common);
  }

  without(other: AddressSet): AddressSet {
    if (this.isEmpty || other.isEmpty) return this;
    if (other === this || other.isEverything) return AddressSet.none(this.family);
    return this.intersection(other.complement());
  }

  /** Whether every address of the other is in this one, too. */
  includes(other: AddressSet): boolean {
    if (other.isEmpty || other === this || this.isEverything) return true;
    return other.without(this).isEmpty;
  }

  /** As blocks, the smallest number of them, in order. */
  toCidrs(): string[] {
    return this.intervals.flatMap(([first, last]) => blocksOf(this.family, first, last));
  }

  private complement(): AddressSet {
    const gaps: Interval[] = [];
    let next = 0n;
    for (const [first, last] of this.intervals) {
      if (next < first) gaps.push([next, first - 1n]);
      next = last + 1n;
    }
    const end = LAST[this.family];
    if (next <= end) gaps.push([next, end]);
    return new AddressSet(this.family, gaps);
  }
}

/** The family of a block; undefined for what is no block. */
export function familyOf(cidr: string): Family | undefined {
  return parseBlock(cidr)?.family;
}

/** How many bits of a block are fixed: /20 is longer than /16. */
export function prefixLength(cidr: string): number {
  return Number(cidr.split("/")[1] ?? (cidr.includes(":") ? BITS.ipv6 : BITS.ipv4));
}

interface Block {
  readonly family: Family;
  readonly interval: Interval;
}

/** The same few blocks are asked for again and again. */
const parsed = new Map<string, Block | undefined>();

function parseBlock(cidr: string): Block | undefined {
  if (!parsed.has(cidr)) parsed.set(cidr, parse(cidr));
  return parsed.get(cidr);
}

function parse(cidr: string): Block | undefined {
  const [family, Address] = cidr.includes(":") ? (["ipv6", Address6] as const) : (["ipv4", Address4] as const);
  if (!Address.isValid(cidr)) return undefined;
  const address = new Address(cidr);
  return { family, interval: [address.startAddress().bigInt(), address.endAddress().bigInt()] };
}

function blocksOf(family: Family, first: bigint, last: bigint): string[] {
  const blocks: string[] = [];
  for (let start = first; start <= last;) {
    // The largest block that begins here and does not go beyond the end.
    let size = 0n;
    while (
      size < BITS[family] &&
      (start & ((1n << (size + 1n)) - 1n)) === 0n &&
      start + (1n << (size + 1n)) - 1n <= last
    ) {
      size += 1n;
    }
    const address = family === "ipv4" ? Address4.fromBigInt(start) : Address6.fromBigInt(start);
    blocks.push(`${address.correctForm()}/${String(BITS[family] - size)}`);
    start += 1n << size;
  }
  return blocks;
}
