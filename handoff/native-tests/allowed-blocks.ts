import { literal } from "../hcl/expression";
import { ANYWHERE } from "../with-variables";

const INGRESS = "aws_vpc_security_group_ingress_rule";

/** What lets clients in by one protocol. */
export interface ClientRules {
  readonly protocol: "http" | "https";
  readonly port: number;
  /** Addresses of the rules for the first blocks, in their order. They keep the names of the blocks that they were made for. */
  readonly addresses: readonly string[];
  /** HCL for a list of the rules for all blocks behind them. */
  readonly others: string;
}

/** The rules for clients of a module that was made for these blocks. */
export function clientRules(allowedCidrs: readonly string[]): ClientRules[] {
  return (
    [
      ["http", 80],
      ["https", 443],
    ] as const
  ).map(([protocol, port]) => ({
    protocol,
    port,
    addresses: allowedCidrs.map((cidr) => `${INGRESS}.alb_${protocol}_from_${keyOf(cidr)}`),
    others: `values(${INGRESS}.alb_${protocol}_from_others)`,
  }));
}

function keyOf(cidr: string): string {
  return cidr === ANYWHERE ? "anywhere" : cidr.replace(/[./]/g, "_");
}

/** So many blocks that are nobody's, up to 65536 of them. */
export function exampleBlocks(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`);
}

/** The variable that allows them. */
export function allowing(blocks: readonly string[]) {
  return { allowed_cidrs: literal(blocks) };
}
