import type { ResourceValues } from "../plan/change";
import { type Assumptions, DEFAULT_ASSUMPTIONS, formatAssumption } from "./assumptions";
import type { CostLine, CostReview } from "./cost-review";
import { sumOf } from "./format-dollars";
import { NOT_COUNTED, PRICED_REGION, PRICES_OF } from "./price-table";
import { arithmeticOf, dollarsOf, type PricedPart, type ResourceCost } from "./priced-part";
import { resourceCost } from "./resource-cost";
import { withoutSensitive } from "./visible-values";

/** What a month costs before and after, by the resources of all stacks of an environment. */
export interface CostInput {
  /** In the order of stacks. */
  readonly before: readonly ResourceValues[];
  readonly after: readonly ResourceValues[];
  /** Of the environment, such as `us-east-1`. */
  readonly region: string;
  /** What is not given is as with low traffic. */
  readonly assumptions?: Partial<Assumptions>;
}

/** What the changes do to the monthly bill: every resource that costs, with its arithmetic. */
export function costOf({ before, after, region, assumptions: given = {} }: CostInput): CostReview {
  const assumptions = { ...DEFAULT_ASSUMPTIONS, ...given };
  const [priorCosts, plannedCosts] = [before, after].map((side) => costsOf(side, assumptions)) as [Costs, Costs];
  const resources = inOrder([...after, ...before]);
  const pairs = resources.flatMap((resource) => pairsOf(resource, priorCosts, plannedCosts));
  const lines = pairs.map(lineOf);
  const assumed = new Set(pairs.flatMap(({ prior, planned }) => (planned ?? prior)?.assumption ?? []));
  return {
    lines,
    before: sumOf(lines.map((line) => line.before)),
    after: sumOf(lines.map((line) => line.after)),
    assumptions: [...assumed].map((name) => formatAssumption(name, assumptions)),
    unpriced: resources.flatMap((resource) => unpricedOf(resource, priorCosts, plannedCosts)),
    notCounted: NOT_COUNTED,
    source: `AWS price list, ${PRICED_REGION}, ${PRICES_OF}`,
    ...(region === PRICED_REGION
      ? {}
      : {
          estimate: `The prices are those of ${PRICED_REGION}, and ${region} has its own: all amounts are estimates`,
        }),
  };
}

type Resource = Pick<ResourceValues, "stack" | "address">;
type Costs = ReadonlyMap<string, ResourceCost>;

/** A part of a resource's cost on both sides, of which one may be missing. */
interface Pair extends Resource {
  readonly prior: PricedPart | undefined;
  readonly planned: PricedPart | undefined;
}

function costsOf(side: readonly ResourceValues[], assumptions: Assumptions): Costs {
  const visible = side.map(withoutSensitive);
  return new Map(visible.map((each) => [keyOf(each), resourceCost(each, visible, assumptions)]));
}

/** An address is one within its stack, and neither has a line break. */
function keyOf({ stack, address }: Resource): string {
  return `${stack}\n${address}`;
}

/** Every resource once: stacks as they come, addresses sorted. */
function inOrder(resources: readonly ResourceValues[]): Resource[] {
  const stacks = [...new Set(resources.map(({ stack }) => stack))];
  return stacks.flatMap((stack) =>
    [...new Set(resources.filter((each) => each.stack === stack).map(({ address }) => address))]
      .sort()
      .map((address) => ({ stack, address })),
  );
}

function pairsOf(resource: Resource, priorCosts: Costs, plannedCosts: Costs): Pair[] {
  const [prior, planned] = [priorCosts, plannedCosts].map((costs) => costs.get(keyOf(resource))?.parts ?? []);
  const whats = new Set([...(planned ?? []), ...(prior ?? [])].map(({ what }) => what));
  return [...whats].map((what) => ({
    ...resource,
    prior: prior?.find((part) => part.what === what),
    planned: planned?.find((part) => part.what === what),
  }));
}

function lineOf({ stack, address, prior, planned }: Pair): CostLine {
  const part = planned ?? prior;
  return {
    stack,
    address,
    what: part?.what ?? "",
    arithmetic: arithmetic(prior, planned),
    before: prior === undefined ? 0 : dollarsOf(prior),
    after: planned === undefined ? 0 : dollarsOf(planned),
    isAssumed: part?.assumption !== undefined,
  };
}

/** Of a part that changes its size, both. */
function arithmetic(prior: PricedPart | undefined, planned: PricedPart | undefined): string {
  const [was, willBe] = [prior, planned].map((part) => (part === undefined ? undefined : arithmeticOf(part)));
  if (was === undefined || willBe === undefined || was === willBe) return willBe ?? was ?? "";
  return `${willBe}, before ${was}`;
}

function unpricedOf(resource: Resource, priorCosts: Costs, plannedCosts: Costs): string[] {
  const reasons = [plannedCosts, priorCosts].flatMap((costs) => costs.get(keyOf(resource))?.unpriced ?? []);
  const name = `${resource.stack}: ${resource.address}`;
  return [...new Set(reasons)].map((why) => (why === "" ? name : `${name} (${why})`));
}
