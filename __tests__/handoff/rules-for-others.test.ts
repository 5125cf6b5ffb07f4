import { dev } from "../../environments/dev";
import type { Environment } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { everyOption } from "../environments/every-option";
import { fileOf, handOff, moduleOf } from "./handed-off";

describe("rules for blocks that are allowed later", () => {
  let workspace: Workspace;
  beforeAll(() => {
    workspace = createWorkspace("front-door-test");
  });
  afterAll(() => {
    workspace.remove();
  });

  const ruleOf = (environment: Environment, protocol: string): string => {
    const main = fileOf(handOff(workspace, environment), "security", "main.tf");
    const rules = main.match(/^resource "[^"]*" "[^"]*" \{$[^]*?^\}$/gm) ?? [];
    return rules.find((rule) => rule.includes(`"alb_${protocol}_from_others"`)) ?? "";
  };

  test.each([
    ["http", "HTTP", 80],
    ["https", "HTTPS", 443],
  ])("%s: as the rule of the last block, for each block behind it", (protocol, called, port) => {
    expect(ruleOf(defineEnvironment(everyOption), protocol))
      .toBe(`resource "aws_vpc_security_group_ingress_rule" "alb_${protocol}_from_others" {
  for_each = toset(slice(var.allowed_cidrs, 2, length(var.allowed_cidrs)))

  security_group_id = aws_security_group.alb.id
  description       = "${called} from \${each.value}"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = ${String(port)}
  to_port           = ${String(port)}

  tags = {
    Name = "\${var.name_prefix}ALB-SG ${protocol} from \${each.value}"
  }
}`);
  });

  test("all addresses are allowed so far: a rule for others names its block", () => {
    expect(ruleOf(dev, "http")).toContain("toset(slice(var.allowed_cidrs, 1, length(var.allowed_cidrs)))");
    expect(ruleOf(dev, "http")).toContain('description       = "HTTP from ${each.value}"');
    expect(ruleOf(dev, "http")).not.toContain("allowed_sources");
  });

  test("no other module has any", () => {
    const handedOff = handOff(workspace, dev);
    for (const stack of ["state", "network", "load-balancing"]) {
      expect(moduleOf(handedOff, stack).files.get("main.tf")).not.toContain("for_each");
    }
  });
});
