import { largest, nearestIn, sum } from "./geometry";
import type { Grid } from "./grid";
import { type Size, sizeOfHeader, sizeOfShape } from "./sizes";

/** Between the VPC's edge and what is in it: room for the way out. */
export const VPC_MARGIN = 36;
/** Between a zone's edge and its subnets: room for the way to a NAT gateway. */
export const ZONE_MARGIN = 20;
/** Between two zones. */
const ZONE_GAP = 20;
/** From one zone's subnets to those of the next. */
const BETWEEN_SUBNETS = 2 * ZONE_MARGIN + ZONE_GAP;
/** Between a subnet's edge and what is in it. */
export const SUBNET_MARGIN = 12;
/** Between boxes side by side. */
export const BOX_GAP = 14;
/** Between a text and an arrow. */
const CLEARANCE = 16;
/** Between a subnet's edge and an arrow. */
const ARROW_MARGIN = 30;
/** The narrowest subnet. */
const LEAST_WIDTH = 230;

/** A zone from left to right. What is not for requests keeps to the outer side, so that requests have the inner one. */
export interface Column {
  /** The edges of its subnets. */
  readonly left: number;
  readonly right: number;
  readonly outer: "left" | "right";
  /** Where requests pass nothing that is written. */
  readonly free: { readonly from: number; readonly to: number };
  /** Where in there requests go down. */
  readonly landing: number;
}

/** A VPC from left to right. */
export interface Columns {
  readonly columns: readonly Column[];
  /** Where requests go down to the load balancer and to the target group. */
  readonly axis: number;
  readonly width: number;
}

/** Places the columns of a VPC whose left edge is at `x`. All have the same width. */
export function columnsOf(grid: Grid, targetGroups: readonly Size[], leastWidth: number, x: number): Columns {
  const count = grid.zones.length;
  // From the outer edge to where requests pass.
  const clear = SUBNET_MARGIN + widthOfWhatIsOutside(grid) + CLEARANCE;
  const width = Math.max(widthOfSubnets(grid), Math.ceil(clear) + ARROW_MARGIN);
  const inner = count === 0 ? 0 : count * (width + BETWEEN_SUBNETS) - ZONE_GAP;
  const groupsWidth = sum(targetGroups.map((size) => size.width + BOX_GAP)) - BOX_GAP;
  const total = largest([inner + 2 * VPC_MARGIN, groupsWidth + 2 * VPC_MARGIN, leastWidth]);
  const first = x + (total - inner) / 2 + ZONE_MARGIN;
  const edges = grid.zones.map((_, index) => {
    const left = first + index * (width + BETWEEN_SUBNETS);
    const right = left + width;
    return index < count / 2
      ? { left, right, outer: "left" as const, free: { from: left + clear, to: right - ARROW_MARGIN } }
      : { left, right, outer: "right" as const, free: { from: left + ARROW_MARGIN, to: right - clear } };
  });
  // Between two zones, or else beside what is in the middle one.
  const middle = count % 2 === 1 ? edges[(count - 1) / 2] : undefined;
  const axis = middle === undefined ? x + total / 2 : nearestIn(x + total / 2, middle.free.from, middle.free.to);
  const reach = groupsWidth / 2 - 20;
  const columns = edges.map((edge) => {
    const landing = edge === middle ? axis : landingIn(edge, { from: axis - reach, to: axis + reach });
    return { ...edge, landing };
  });
  return { columns, axis, width: total };
}

/** Straight below the target group if that is free, or else as near to the middle of the subnet as it is free. */
function landingIn({ left, right, free }: Omit<Column, "landing">, below: Column["free"]): number {
  const usual = nearestIn((left + right) / 2, free.from, free.to);
  const [from, to] = [Math.max(free.from, below.from), Math.min(free.to, below.to)];
  return from <= to ? nearestIn(usual, from, to) : usual;
}

function subnetsIn({ rows }: Grid) {
  return rows.flat().filter((subnet) => subnet !== undefined);
}

/** What is written on subnets, and NAT gateways. */
function widthOfWhatIsOutside(grid: Grid): number {
  return largest([
    ...subnetsIn(grid).map((subnet) => sizeOfHeader(subnet).width),
    ...subnetsIn(grid).flatMap(({ natGateways }) => natGateways.map((gateway) => sizeOfShape(gateway).width)),
  ]);
}

/** So that containers have room, and load balancers in all the subnets that they are across. */
function widthOfSubnets(grid: Grid): number {
  const containers = subnetsIn(grid).map((subnet) => {
    const widths = subnet.containers.map((each) => sizeOfShape(each).width + BOX_GAP);
    return sum(widths) - BOX_GAP + 2 * SUBNET_MARGIN;
  });
  const balancers = grid.runs.map(({ balancer, from, to }) => {
    const across = to - from + 1;
    return (sizeOfShape(balancer).width + 2 * SUBNET_MARGIN - (across - 1) * BETWEEN_SUBNETS) / across;
  });
  return Math.ceil(largest([LEAST_WIDTH, ...containers, ...balancers]));
}
