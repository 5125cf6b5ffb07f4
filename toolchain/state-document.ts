/** What a state says of itself. Source: Terraform's state format, version 4 (`internal/states/statefile` in its source). */
export interface StateSummary {
  /** Goes up by one with every change. */
  readonly serial: number;
  /** Made when the state was: two states of different lineage have nothing to do with each other. */
  readonly lineage: string;
  readonly terraformVersion: string;
  /** How many resources it holds, each instance counted; data sources are none. */
  readonly resources: number;
}

interface StateFile {
  readonly version?: unknown;
  readonly serial?: unknown;
  readonly lineage?: unknown;
  readonly terraform_version?: unknown;
  readonly resources?: unknown;
}

/** Reads a state; undefined for what is none. */
export function summarizeState(body: string): StateSummary | undefined {
  let file: StateFile | null;
  try {
    file = JSON.parse(body) as StateFile | null;
  } catch {
    return undefined;
  }
  const { version, serial, lineage, terraform_version: terraformVersion, resources = [] } = file ?? {};
  if (version !== 4 || typeof serial !== "number" || typeof lineage !== "string") return undefined;
  if (!Array.isArray(resources) || !resources.every(isResource)) return undefined;
  const managed = resources.filter(({ mode }) => mode === "managed");
  return {
    serial,
    lineage,
    terraformVersion: typeof terraformVersion === "string" ? terraformVersion : "unknown",
    resources: managed.reduce((sum, { instances = [] }) => sum + instances.length, 0),
  };
}

function isResource(given: unknown): given is { mode?: unknown; instances?: readonly unknown[] } {
  if (typeof given !== "object" || given === null) return false;
  return !("instances" in given) || Array.isArray(given.instances);
}
