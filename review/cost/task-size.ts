import type { ResourceValues } from "../plan/change";
import { isObject, type Json } from "../plan/json";

/** What a Fargate task is given, and by which its price is. */
export interface TaskSize {
  /** Only these two have prices here; Windows has others. */
  readonly platform: "Linux/x86" | "Linux/ARM" | "other";
  readonly vcpu: number;
  readonly gb: number;
  /** Of ephemeral storage, beyond the 20 GB that every task has. */
  readonly extraStorageGb: number;
}

/** "Amazon ECS task ephemeral storage", Amazon ECS Developer Guide: what every task has. */
const INCLUDED_GB = 20;

/**
 * The size in a task definition, or undefined where it does not say. CPU is in units of 1/1024 vCPU or in vCPU, memory in
 * MiB or in GB: `256` or `.25 vCPU`, `512` or `0.5 GB` ("Task size", Amazon ECS Developer Guide).
 */
export function readTaskSize({
  cpu,
  memory,
  runtime_platform: platforms,
  ephemeral_storage: storage,
}: ResourceValues["values"]): TaskSize | undefined {
  const vcpu = readSize(cpu, "vCPU");
  const gb = readSize(memory, "GB");
  if (vcpu === undefined || gb === undefined) return undefined;
  const given = firstOf(storage)["size_in_gib"];
  return {
    platform: platformOf(firstOf(platforms)),
    vcpu,
    gb,
    extraStorageGb: typeof given === "number" ? Math.max(0, given - INCLUDED_GB) : 0,
  };
}

function readSize(value: Json | undefined, unit: "vCPU" | "GB"): number | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const match = /^\s*(\d+|\d*\.\d+)\s*(vcpu|gb)?\s*$/i.exec(String(value));
  if (match === null) return undefined;
  const [, digits, written] = match;
  if (written === undefined) return Number(digits) / 1024;
  return written.toLowerCase() === unit.toLowerCase() ? Number(digits) : undefined;
}

/** Linux on x86 is the default of Fargate. */
function platformOf(platform: Readonly<Record<string, Json>>): TaskSize["platform"] {
  const system = platform["operating_system_family"];
  if (system !== undefined && system !== null && system !== "" && system !== "LINUX") return "other";
  return platform["cpu_architecture"] === "ARM64" ? "Linux/ARM" : "Linux/x86";
}

function firstOf(blocks: Json | undefined): Readonly<Record<string, Json>> {
  const first: Json | undefined = Array.isArray(blocks) ? (blocks as readonly Json[])[0] : undefined;
  return isObject(first) ? first : {};
}
