import { defineEnvironment } from "../../environments/schema";
import type { Json } from "../../handoff/hcl/expression";
import { writeExpression } from "../../handoff/hcl/write-expression";
import { marksOf } from "../../handoff/probe";
import { WithVariables } from "../../handoff/with-variables";
import { everyOption } from "../environments/every-option";

const everything = new WithVariables("every-option-network", marksOf(defineEnvironment(everyOption)));
const defaults = new WithVariables(
  "dev-network",
  marksOf(defineEnvironment({ name: "dev", state: { bucket: "front-door-dev-state" } })),
);

const written = (real: Json | undefined, probe: Json | undefined, variables = everything): string =>
  writeExpression(variables.expression(real, probe, "aws_lb.x.name"));

describe("a value with its probe beside it", () => {
  test.each<[string, Json, Json, string]>([
    ["the same in both", "ALB", "ALB", '"ALB"'],
    ["a reference", "${aws_vpc.main.id}", "${aws_vpc.main.id}", "aws_vpc.main.id"],
    ["a variable", "eu-west-1", "@region@", "var.region"],
    ["a field of a list", "eu-west-1b", "@zones.1.availability_zone@", "var.zones[1].availability_zone"],
    [
      "several in a text",
      "every-Entrance!",
      "@name_prefix@@load_balancer_name@!",
      '"${var.name_prefix}${var.load_balancer_name}!"',
    ],
    ["one beside a reference", "${a.b}every-", "${a.b}@name_prefix@", '"${a.b}${var.name_prefix}"'],
    ["a number", 8080, marked("var.container_port"), "var.container_port"],
    [
      "a number as text",
      "0",
      JSON.stringify(marked("var.deregistration_delay_seconds")),
      "var.deregistration_delay_seconds",
    ],
    ["a Boolean", true, false, "var.deletion_protection"],
    ["a list", ["every-", "x"], ["@name_prefix@", "x"], '[var.name_prefix, "x"]'],
    ["what may be null", ["012345678901"], ["@account_id@"], "var.account_id == null ? null : [var.account_id]"],
    [
      "a map with others beside it",
      { Team: "platform", "cost-centre": "4711", Stack: "network" },
      { "@tags@": "@tags@", Stack: "network" },
      'merge(var.tags, {\n  Stack = "network"\n})',
    ],
  ])("%s", (_, real, probe, expected) => {
    expect(written(real, probe)).toBe(expected);
  });

  test("what may be null is written alike where it is", () => {
    expect(written(undefined, ["@account_id@"], defaults)).toBe("var.account_id == null ? null : [var.account_id]");
  });

  test("descriptions say anywhere for all addresses", () => {
    expect(written("HTTP from anywhere", "HTTP from @allowed_cidrs.0@", defaults)).toBe(
      '"HTTP from ${local.allowed_sources[0]}"',
    );
    expect(written("HTTP from 0.0.0.0/0", "HTTP from @allowed_cidrs.0@", defaults)).toBe(
      '"HTTP from ${var.allowed_cidrs[0]}"',
    );
  });

  test.each<[string, Json | undefined, Json | undefined]>([
    ["a text that is made of something else", "EVERY-", "@name_prefix@"],
    ["a part of a value", "every", "@name_prefix@"],
    ["a text without a mark that differs", "one", "two"],
    ["another number", 8081, marked("var.container_port")],
    ["a list of another length", ["a"], ["a", "b"]],
    ["a key that only one has", { a: 1 }, { a: 1, b: 2 }],
    ["a map that lacks a key", { Team: "platform" }, { "@tags@": "@tags@" }],
    ["another account", ["999999999999"], ["@account_id@"]],
    ["no account, where there is one", undefined, ["@account_id@"]],
    ["a value in place of an object", "a", { a: "a" }],
    ["nothing", undefined, undefined],
  ])("%s is an error, not a guess", (_, real, probe) => {
    expect(() => written(real, probe)).toThrow("follows from the environment");
  });

  test("the error says where, what and what to do", () => {
    expect(() => written("EVERY-", "@name_prefix@")).toThrow(
      'every-option-network: aws_lb.x.name: nothing says how "EVERY-" follows from the environment (with marks for its values it is "@name_prefix@"). Make the value of the environment\'s values as they are, or teach handoff/with-variables.ts how it is made.',
    );
  });
});

function marked(expression: string): Json {
  const { marks } = marksOf(defineEnvironment(everyOption));
  return marks.find((mark) => mark.expression === expression)?.mark ?? "";
}
