import { prefixLength } from "./condition";
import type { Validation } from "./variable";

/** What cidr.ts asks of one block. */
export function blockValidations(name: string, from: number, to: number): Validation[] {
  return validations((condition) => condition(name), `"\${${name}}"`, from, to);
}

/** What cidr.ts asks of every block in a list. */
export function blocksValidations(list: string, from: number, to: number): Validation[] {
  const all = (condition: (block: string) => string): string =>
    `alltrue([for block in ${list} : ${condition("block")}])`;
  return validations(all, `\${join(", ", ${list})}`, from, to);
}

/** What cannot be asked of a block, because it is none, holds: it is refused for being none. */
function validations(
  all: (condition: (block: string) => string) => string,
  got: string,
  from: number,
  to: number,
): Validation[] {
  const size: Validation = {
    condition: all((block) => `try(${prefixLength(block)} >= ${from} && ${prefixLength(block)} <= ${to}, true)`),
    message: `the prefix length is /${from} to /${to}, got ${got}. Choose a block of such a size.`,
  };
  return [
    {
      condition: all((block) => `can(cidrnetmask(${block}))`),
      message: `an IPv4 block is an address, a slash and a prefix length from 0 to 32, got ${got}. Write it as in "10.0.0.0/16".`,
    },
    // Every block has one of all sizes.
    ...(from === 0 && to === 32 ? [] : [size]),
    {
      condition: all((block) => `try(cidrsubnet(${block}, 0, 0) == ${block}, true)`),
      message: `the host bits are not zero in ${got}. Write the first address of the block.`,
    },
  ];
}
