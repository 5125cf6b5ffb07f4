import { findingsOf } from "../../../review/findings";
import type { Json } from "../../../review/plan/json";
import { planned, planOf, resource } from "./planned";

/** What a change in dev-network is found to be, while something stands in dev-load-balancing, which is applied later. */
function found(type: string, action: "delete" | "replace", values: Readonly<Record<string, Json>>, user = "aws_lb") {
  const after = action === "delete" ? null : { id: null };
  const actions = action === "delete" ? "delete" : "delete,create";
  const change = { ...planned({ type, action, actions, before: { id: "id-1" }, after }), stack: "dev-network" };
  const standing = { ...resource(user, values), stack: "dev-load-balancing" };
  const network = planOf([change], { stack: "dev-network" });
  const balancing = planOf([], { stack: "dev-load-balancing", resourcesBefore: [standing] });
  return {
    first: findingsOf([network, balancing])[0]?.meaning[0] ?? "",
    // The other way round it is gone by then, or the same apply takes it off.
    after: findingsOf([balancing, network])[0]?.meaning.join(" ") ?? "",
  };
}

describe("what goes while something of a later stack stands in it stops the apply", () => {
  test.each<[string, Readonly<Record<string, Json>>, string]>([
    ["aws_subnet", { subnets: ["id-0", "id-1"] }, "aws_lb"],
    ["aws_subnet", { subnet_mapping: [{ subnet_id: "id-1" }] }, "aws_lb"],
    ["aws_subnet", { network_configuration: [{ subnets: ["id-1"] }] }, "aws_ecs_service"],
    ["aws_vpc", { vpc_id: "id-1" }, "aws_security_group"],
    ["aws_security_group", { security_groups: ["id-1"] }, "aws_lb"],
    ["aws_security_group", { referenced_security_group_id: "id-1" }, "aws_vpc_security_group_ingress_rule"],
  ])("%s in %j", (type, values, user) => {
    const { first, after } = found(type, "delete", values, user);
    expect(first).toBe(
      `${user}.it in dev-load-balancing still uses it, and that stack is applied later: AWS does not delete it (DependencyViolation), and the apply stops there. First take it off it in dev-load-balancing, in a change of its own.`,
    );
    expect(after).not.toContain("DependencyViolation)");
  });

  test("also where it is replaced", () => {
    expect(found("aws_subnet", "replace", { subnets: ["id-1"] }).first).toContain("that stack is applied later");
  });

  test.each<[string, Readonly<Record<string, Json>>]>([
    ["aws_subnet", { subnets: ["id-0"] }],
    ["aws_subnet", { name: "id-1" }],
    ["aws_vpc", { subnets: ["id-1"] }],
    ["aws_eip", { vpc_id: "id-1" }],
  ])("%s is not used by %j", (type, values) => {
    expect(found(type, "delete", values).first).not.toContain("applied later");
  });
});
