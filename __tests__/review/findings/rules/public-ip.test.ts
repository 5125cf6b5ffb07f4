import type { FindingKind } from "../../../../review/findings/finding";
import { findingsOf } from "../../../../review/findings";
import type { Json } from "../../../../review/plan/json";
import { findingFor, kindsFor, planned, planOf } from "../planned";

test.each<[string, (on: boolean) => Json]>([
  ["aws_subnet", (on) => ({ map_public_ip_on_launch: on })],
  ["aws_instance", (on) => ({ associate_public_ip_address: on })],
  ["aws_ecs_service", (on) => ({ network_configuration: [{ assign_public_ip: on }] })],
  ["aws_launch_template", (on) => ({ network_interfaces: [{ associate_public_ip_address: on ? "true" : "false" }] })],
  ["aws_db_instance", (on) => ({ publicly_accessible: on })],
])(
  "%s gets public addresses: when it is made so, or turned on, and not when it is so or turned off",
  (type, values) => {
    const raised: FindingKind[] = ["public-ip"];

    expect(kindsFor({ type, after: values(true) })).toEqual(raised);
    expect(kindsFor({ type, before: values(false), after: values(true) })).toEqual(raised);
    expect(kindsFor({ type, before: values(true), after: values(true) })).toEqual([]);
    expect(kindsFor({ type, before: values(true), after: values(false) })).toEqual([]);
    expect(kindsFor({ type, after: values(false) })).toEqual([]);
  },
);

test("containers with public addresses are worse than a subnet that gives them", () => {
  const service = { network_configuration: [{ assign_public_ip: true }] };

  expect(findingFor("public-ip", { type: "aws_ecs_service", after: service }).severity).toBe("critical");
  expect(findingFor("public-ip", { type: "aws_subnet", after: { map_public_ip_on_launch: true } }).severity).toBe(
    "high",
  );
});

describe("an Elastic IP", () => {
  const eip = { type: "aws_eip", after: { domain: "vpc" }, afterUnknown: { instance: true, network_interface: true } };
  const nat = { type: "aws_nat_gateway", after: {}, afterUnknown: { allocation_id: true } };
  const kinds = (...changes: Parameters<typeof planned>[0][]): string[] =>
    findingsOf([planOf(changes.map(planned))]).map(({ kind, severity }) => `${severity} ${kind}`);

  test("of a NAT gateway is none", () => {
    expect(kinds(eip, nat)).toEqual([]);
  });

  test("that the plan shows no use of is said", () => {
    expect(kinds(eip)).toEqual(["low public-ip"]);
    expect(kinds(eip, { ...nat, afterUnknown: {} })).toEqual(["low public-ip"]);
  });

  test.each(["instance", "network_interface"])("of an %s gives it a public address", (name) => {
    expect(kinds({ type: "aws_eip", before: { [name]: "" }, after: { [name]: "i-1" } })).toEqual(["high public-ip"]);
    expect(kinds({ type: "aws_eip", before: { [name]: "i-1" }, after: { [name]: "i-1", tags: {} } })).toEqual([]);
    expect(kinds({ type: "aws_eip", before: { [name]: "i-1" }, after: { [name]: "" } })).toEqual([]);
  });

  test("that is associated by a resource of its own", () => {
    expect(kinds({ type: "aws_eip_association", after: {}, afterUnknown: { network_interface_id: true } })).toEqual([
      "high public-ip",
    ]);
  });
});
