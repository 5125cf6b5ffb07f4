import { summarizeState } from "../../toolchain/state-document";

/** A state as Terraform writes it, and what a test changes in it. */
const state = (changes: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    version: 4,
    terraform_version: "1.14.0",
    serial: 7,
    lineage: "8b0f4a1e-5a5f-4d3e-9b0a-2f4b8f6f1c11",
    outputs: { vpc_id: { value: "vpc-1", type: "string" } },
    resources: [],
    check_results: null,
    ...changes,
  });

const managed = (instances: number): object => ({
  mode: "managed",
  type: "aws_subnet",
  name: "public",
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances: Array.from({ length: instances }, (_, index) => ({ index_key: index, attributes: { id: `s-${index}` } })),
});

test("a state says its serial, its lineage and its Terraform", () => {
  expect(summarizeState(state())).toEqual({
    serial: 7,
    lineage: "8b0f4a1e-5a5f-4d3e-9b0a-2f4b8f6f1c11",
    terraformVersion: "1.14.0",
    resources: 0,
  });
});

test.each<[string, unknown, number]>([
  ["none", [], 0],
  ["no list of them", undefined, 0],
  ["one", [managed(1)], 1],
  ["several, each instance counted", [managed(1), managed(3), managed(0)], 4],
  ["data sources, which are none", [{ ...managed(2), mode: "data" }, managed(1)], 1],
  ["one without instances", [{ mode: "managed", type: "aws_vpc", name: "main" }], 0],
  ["one of a mode that is yet to come", [{ ...managed(2), mode: "ephemeral" }], 0],
])("resources: %s", (_, resources, count) => {
  expect(summarizeState(state({ resources }))?.resources).toBe(count);
});

test.each([0, 1, 4_294_967_296])("the serial %d is one", (serial) => {
  expect(summarizeState(state({ serial }))?.serial).toBe(serial);
});

test("what its Terraform was may be unknown", () => {
  expect(summarizeState(state({ terraform_version: undefined }))?.terraformVersion).toBe("unknown");
  expect(summarizeState(state({ terraform_version: 1 }))?.terraformVersion).toBe("unknown");
});

test.each([
  ["nothing", ""],
  ["white space", "\n"],
  ["no JSON", "# Terraform"],
  ["a state that was cut off", state().slice(0, -1)],
  ["null", "null"],
  ["a number", "4"],
  ["a text", '"state"'],
  ["a list", "[4]"],
  ["an empty object", "{}"],
  ["a state of version 3", state({ version: 3 })],
  ["a state of version 5", state({ version: 5 })],
  ["one whose version is a text", state({ version: "4" })],
  ["one without a serial", state({ serial: undefined })],
  ["one whose serial is a text", state({ serial: "7" })],
  ["one without a lineage", state({ lineage: undefined })],
  ["one whose lineage is a number", state({ lineage: 7 })],
  ["one whose resources are no list", state({ resources: {} })],
  ["one whose resources are null", state({ resources: null })],
  ["one with a resource that is null", state({ resources: [null] })],
  ["one with a resource whose instances are null", state({ resources: [{ mode: "managed", instances: null }] })],
  ["one with a resource whose instances are no list", state({ resources: [{ mode: "managed", instances: {} }] })],
])("%s is no state", (_, body) => {
  expect(summarizeState(body)).toBeUndefined();
});
