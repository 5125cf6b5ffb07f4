import type { Severity } from "../finding";
import type { Consequence } from "./consequence";
import { CONTAINERS } from "./containers";
import { DATA } from "./data";
import { LOAD_BALANCING } from "./load-balancing";
import { NAMES } from "./names";
import { NETWORK } from "./network";
import { SECURITY } from "./security";

const KNOWN: ReadonlyMap<string, Consequence> = new Map(
  [LOAD_BALANCING, NETWORK, SECURITY, CONTAINERS, DATA, NAMES].flatMap((each) => Object.entries(each)),
);

/** Of a type that nobody here knows: it deserves a look. */
const UNKNOWN_TYPE: Consequence = { severity: "medium", destroyed: [] };

/** Whether a type keeps data or carries traffic by its name alone: databases have many types. */
const SOUNDS_LIKE_DATA =
  /^aws_(db|rds|dynamodb|docdb|neptune|redshift|fsx|efs|backup)_(instance|cluster|table|file_system|vault)$/;

/** What it means that a resource of a type is destroyed. */
export function ifDestroyed(type: string): { readonly severity: Severity; readonly meaning: readonly string[] } {
  const { severity, destroyed } = consequenceOf(type);
  return { severity, meaning: destroyed };
}

/** What it means that a resource of a type is replaced. */
export function ifReplaced(type: string): { readonly severity: Severity; readonly meaning: readonly string[] } {
  const { severity, replacedSeverity = severity, replaced = [] } = consequenceOf(type);
  return { severity: replacedSeverity, meaning: replaced };
}

function consequenceOf(type: string): Consequence {
  return KNOWN.get(type) ?? (SOUNDS_LIKE_DATA.test(type) ? { ...UNKNOWN_TYPE, severity: "critical" } : UNKNOWN_TYPE);
}
