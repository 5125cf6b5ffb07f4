/** An amount to whole cents, as everything is that is added up: so what is shown is what was added. */
export function toCents(dollars: number): number {
  // 1.005 is a little less than that in binary; a millionth of a cent decides nothing.
  return Math.round(Number((dollars * 100).toFixed(6))) / 100;
}

/** The sum of amounts of whole cents, without what binary fractions would leave over. */
export function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((cents, dollars) => cents + Math.round(dollars * 100), 0) / 100;
}

/** `$16.20`, `$1,234.50`, `-$3.60` */
export function formatDollars(dollars: number): string {
  const cents = toCents(dollars);
  const amount = Math.abs(cents).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${cents < 0 ? "-" : ""}$${amount}`;
}

/** A difference, with its sign: `+$3.60`, `-$3.60`. What is less than half a cent is `$0.00`, without one. */
export function formatDollarDifference(dollars: number): string {
  return `${toCents(dollars) > 0 ? "+" : ""}${formatDollars(dollars)}`;
}

/** The price of a unit, with all its digits: `$0.50`, `$0.0225`, `$0.004445` */
export function formatPrice(dollars: number): string {
  const digits = String(dollars);
  return `$${/\.\d\d/.test(digits) ? digits : dollars.toFixed(2)}`;
}
