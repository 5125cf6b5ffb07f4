import { createColors } from "picocolors";
import type { Check } from "./front-door-checks";

/** The checks as a table for a terminal: a mark, what was checked, what AWS reports. */
export function formatChecks(checks: readonly Check[], withColor: boolean): string {
  const { green, red, bold, dim } = createColors(withColor);
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks
    .map(({ name, found, expected, remark }) => {
      const mark = expected === undefined ? green("✔") : red("✖");
      const difference = expected === undefined ? "" : red(`  expected ${expected}`);
      const aside = remark === undefined ? "" : dim(`  (${remark})`);
      return `${mark} ${bold(name.padEnd(width))}  ${found}${difference}${aside}`;
    })
    .join("\n");
}
