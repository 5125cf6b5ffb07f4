import { quoteText } from "../hcl/quote";

/** HCL that is true where a regular expression matches. Terraform's dialect, RE2, reads the ones of this project alike. */
export function matches(pattern: RegExp, value: string): string {
  const flags = pattern.flags.includes("i") ? "(?i)" : "";
  // A slash ends a regular expression in JavaScript alone.
  return `can(regex("${quoteText(flags + pattern.source.replaceAll("\\/", "/"))}", ${value}))`;
}

/** HCL that is true where a condition is true for each element of a list. */
export function forEach(element: string, list: string, condition: string): string {
  return `alltrue([for ${element} in ${list} : ${condition}])`;
}

/** The length of the prefix in a block's notation, as a number. */
export function prefixLength(block: string): string {
  return `tonumber(split("/", ${block})[1])`;
}

/** The block of the size of another that has the first address of a block in it: the other itself, where it starts inside. */
export function sameSize(block: string, outer: string): string {
  return `cidrsubnet("\${split("/", ${block})[0]}/\${split("/", ${outer})[1]}", 0, 0)`;
}
