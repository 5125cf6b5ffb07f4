import { literal } from "../hcl/expression";

/** Variables, set together: zones have to be in the region, and subnets in the VPC. */
export function exampleNetwork(zones: readonly ExampleZone[]) {
  return {
    region: literal("us-east-1"),
    vpc_cidr: literal(EXAMPLE_VPC),
    zones: literal(zones),
  };
}

/** A VPC that terraform.tfvars is not likely to name. */
export const EXAMPLE_VPC = "10.0.0.0/16";

/** What is said of a zone. */
export type ZoneField = "availability_zone" | "public" | "private";

/** One element of the variable `zones`. */
export type ExampleZone = Readonly<Record<ZoneField, string>>;

/** So many zones. */
export function exampleZones(count: number): ExampleZone[] {
  return Array.from({ length: count }, (_, index) => exampleZone(index));
}

/** The zone at a place in the list. */
export function exampleZone(index: number): ExampleZone {
  return {
    availability_zone: `us-east-1${String.fromCharCode("a".charCodeAt(0) + index)}`,
    public: `10.0.${index}.0/24`,
    private: `10.0.${index + 100}.0/24`,
  };
}
