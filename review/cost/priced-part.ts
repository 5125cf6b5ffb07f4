import type { AssumptionName } from "./assumptions";
import { formatPrice, toCents } from "./format-dollars";
import { HOURS_A_MONTH, type Price } from "./price-table";

/** A number, and what it is a number of. */
export interface Quantity {
  readonly amount: number;
  /** Such as `2 tasks`. */
  readonly text: string;
}

/** One reason why a resource costs: quantities that are multiplied with each other and with a price. */
export interface PricedPart {
  /** Such as `NAT gateway, hours`. One of a kind in a resource. */
  readonly what: string;
  readonly quantities: readonly Quantity[];
  readonly price: Price;
  /** The assumption that one of the quantities is, where usage is paid for. */
  readonly assumption?: AssumptionName;
}

/** What a resource costs. */
export interface ResourceCost {
  readonly parts: readonly PricedPart[];
  /** What of it costs and has no price here, in a few words; empty where all of it has none. */
  readonly unpriced?: string;
}

/** What costs nothing by itself. */
export const FREE: ResourceCost = { parts: [] };

/** The month, in hours. */
export const MONTH: Quantity = { amount: HOURS_A_MONTH, text: `${HOURS_A_MONTH} h` };

/** What all of it has no price for, and why. */
export function unpriced(why: string): ResourceCost {
  return { parts: [], unpriced: why };
}

/** `1 task`, `2 tasks` */
export function count(amount: number, one: string, many = `${one}s`): Quantity {
  return { amount, text: `${amount} ${amount === 1 ? one : many}` };
}

/** `0.5 GB` */
export function measure(amount: number, unit: string): Quantity {
  return { amount, text: `${amount} ${unit}` };
}

/** US dollars a month, in whole cents. */
export function dollarsOf({ quantities, price }: PricedPart): number {
  return toCents(quantities.reduce((product, { amount }) => product * amount, price.dollars));
}

/** `2 addresses x 720 h x $0.005` */
export function arithmeticOf({ quantities, price }: PricedPart): string {
  return [...quantities.map(({ text }) => text), formatPrice(price.dollars)].join(" x ");
}
