import { isZoneOf } from "./aws-locations";
import { type AddressRange, isInside, overlap, rangeOf } from "./cidr";
import { defaultZones, defaults } from "./defaults";
import type { Draft } from "./draft";
import type { Zone } from "./environment";
import { formatPath } from "./format-path";
import type { Path, PlacedMistake } from "./mistake";
import { quote } from "./quote";

/** The part of an environment that these rules look at. */
export interface NetworkDraft {
  readonly region: string;
  readonly network: { readonly cidr: string; readonly zones?: readonly Zone[] | undefined };
}

interface Block {
  readonly path: Path;
  readonly cidr: string;
  readonly range: AddressRange;
}

const ZONES = ["network", "zones"] as const;

/** What is wrong between the VPC, the region and the zones, each value of which is sound by itself. */
export function networkMistakes(draft: Draft<NetworkDraft>): PlacedMistake[] {
  if (!draft.isSound(...ZONES)) return [];
  const { zones } = draft.value.network;
  if (zones === undefined) return defaultZonesMistakes(draft);
  const blocks = soundBlocks(draft, zones);
  return [
    ...zoneCountMistakes(draft, zones),
    ...availabilityZoneMistakes(draft, zones),
    ...outsideMistakes(draft, blocks),
    ...overlapMistakes(blocks),
  ];
}

/** The default zones fit the default block. Whoever gives another block gives other zones. */
function defaultZonesMistakes(draft: Draft<NetworkDraft>): PlacedMistake[] {
  const path = ["network", "cidr"] as const;
  if (!draft.isSound(...path)) return [];
  const { cidr } = draft.value.network;
  const vpc = rangeOf(cidr);
  const outside = defaultZones(defaults.region)
    .flatMap((zone) => [zone.public, zone.private])
    .filter((block) => !isInside(vpc, rangeOf(block)));
  return outside.length === 0
    ? []
    : [
        {
          path,
          what: `the default subnets ${outside.join(", ")} are not inside ${quote(cidr)}`,
          remedy: `Give network.zones too, with blocks inside ${cidr}.`,
        },
      ];
}

/** "You must specify subnets from at least two Availability Zones" ("CreateLoadBalancer", Elastic Load Balancing API Reference). */
function zoneCountMistakes(draft: Draft<NetworkDraft>, zones: readonly Zone[]): PlacedMistake[] {
  if (zones.length >= 2) return [];
  const named = zones
    .filter((_, index) => draft.isSound(...ZONES, index, "availabilityZone"))
    .map((zone) => ` (${zone.availabilityZone})`);
  return [
    {
      path: ZONES,
      what: `an Application Load Balancer needs public subnets in at least 2 availability zones, got ${zones.length}${named.join("")}`,
      remedy: zones.length === 0 ? "Add two zones." : "Add a second zone.",
    },
  ];
}

function availabilityZoneMistakes(draft: Draft<NetworkDraft>, zones: readonly Zone[]): PlacedMistake[] {
  const firstIndex = new Map<string, number>();
  return zones.flatMap((zone, index) => {
    const path = [...ZONES, index, "availabilityZone"];
    if (!draft.isSound(...path)) return [];
    const { availabilityZone } = zone;
    const first = firstIndex.get(availabilityZone);
    if (first !== undefined) {
      return [
        {
          path,
          what: `${quote(availabilityZone)} is already ${formatPath([...ZONES, first, "availabilityZone"])}`,
          remedy: "Choose another availability zone.",
        },
      ];
    }
    firstIndex.set(availabilityZone, index);
    return draft.isSound("region") && !isZoneOf(draft.value.region, availabilityZone)
      ? [
          {
            path,
            what: `${quote(availabilityZone)} is not in the region ${quote(draft.value.region)}`,
            remedy: `Choose a zone such as ${quote(`${draft.value.region}a`)}, or change region.`,
          },
        ]
      : [];
  });
}

function outsideMistakes(draft: Draft<NetworkDraft>, blocks: readonly Block[]): PlacedMistake[] {
  if (!draft.isSound("network", "cidr")) return [];
  const { cidr: vpcBlock } = draft.value.network;
  const vpc = rangeOf(vpcBlock);
  return blocks
    .filter(({ range }) => !isInside(vpc, range))
    .map(({ path, cidr }) => ({
      path,
      what: `${quote(cidr)} is not inside the VPC's block ${quote(vpcBlock)}`,
      remedy: "Choose a block inside network.cidr.",
    }));
}

function overlapMistakes(blocks: readonly Block[]): PlacedMistake[] {
  return blocks.flatMap(({ path, cidr, range }, index) =>
    blocks
      .slice(0, index)
      .filter((earlier) => overlap(earlier.range, range))
      .map((earlier) => ({
        path,
        what: `${quote(cidr)} overlaps ${quote(earlier.cidr)} of ${formatPath(earlier.path)}`,
        remedy: "Choose blocks that share no address.",
      })),
  );
}

function soundBlocks(draft: Draft<NetworkDraft>, zones: readonly Zone[]): Block[] {
  return zones.flatMap((zone, index) =>
    (["public", "private"] as const)
      .map((kind) => ({ kind, path: [...ZONES, index, kind] }))
      .filter(({ path }) => draft.isSound(...path))
      .map(({ kind, path }) => ({ path, cidr: zone[kind], range: rangeOf(zone[kind]) })),
  );
}
