import type { Block } from "../hcl/write-file";
import { allowing, type ClientRules, clientRules, exampleBlocks } from "./allowed-blocks";
import { attributeOf, each, listOf, pairwise, quoted } from "./conditions";
import { isPort, noneOf, SECURITY_GROUP } from "./rule-conditions";
import { APPLIED, type Assertion, run, testFile, VALIDATIONS } from "./test-file";

const NOBODY_ELSE = noneOf(["cidr_ipv6", "prefix_list_id", SECURITY_GROUP]);

/** tests/clients.tftest.hcl: for a module with rules for these blocks, behind these stacks. */
export function clientsTests(allowedCidrs: readonly string[], upstream: readonly Block[]): string {
  const rules = clientRules(allowedCidrs);
  const clients = rules.flatMap(({ addresses }) => addresses);
  const count = allowedCidrs.length;
  const blocks = exampleBlocks(count);
  const oneMore = exampleBlocks(count + 1);
  return testFile("Clients: who may talk to the load balancer, on 80 and 443.", [
    ...upstream,
    run({
      name: "clients_reach_the_load_balancer_on_80_and_443",
      variables: allowing(blocks),
      assertions: [
        ...rules.map(fromBlocks(blocks.map(quoted))),
        ...rules.map(({ protocol, port, addresses }) => ({
          condition: each("rule", addresses, isPort(port)),
          message: `ALB-SG does not let ${protocol.toUpperCase()} in on TCP ${port} alone: a port is closed to clients, or another is open.`,
        })),
        {
          condition: each("rule", clients, NOBODY_ELSE),
          message: "ALB-SG lets others in than the blocks of allowed_cidrs.",
        },
      ],
    }),
    run({
      name: "one_block_more_gets_rules_of_its_own",
      variables: allowing(oneMore),
      assertions: [
        ...rules.map(({ protocol, others }) => ({
          condition: `${others}[*].cidr_ipv4 == ${listOf(oneMore.slice(count).map(quoted))}`,
          message: `ALB-SG does not let ${protocol.toUpperCase()} in from exactly one block more: its clients are shut out, or others let in.`,
        })),
        ...rules.map(({ protocol, port, others }) => ({
          condition: eachOther(others, isPort(port)),
          message: `ALB-SG does not let ${protocol.toUpperCase()} in from one block more on TCP ${port} alone.`,
        })),
        {
          condition: rules.map(({ others }) => eachOther(others, NOBODY_ELSE)).join(" && "),
          message: "ALB-SG lets others in than the one block more.",
        },
      ],
    }),
    run({
      name: "clients_follow_terraform_tfvars",
      assertions: [
        ...rules.map(fromBlocks(blocks.map((_, index) => `var.allowed_cidrs[${index}]`))),
        ...rules.map(({ protocol, others }) => ({
          condition: `sort(${others}[*].cidr_ipv4) == sort(slice(var.allowed_cidrs, ${count}, length(var.allowed_cidrs)))`,
          message: `ALB-SG does not let ${protocol.toUpperCase()} in from the blocks of allowed_cidrs that came later.`,
        })),
      ],
    }),
    APPLIED,
    run({
      name: "clients_reach_the_load_balancer_alone",
      command: "apply",
      variables: allowing(oneMore),
      assertions: [
        {
          condition: each("rule", clients, isOfLoadBalancer),
          message: "A rule for clients is not ALB-SG's: it opens something else to them.",
        },
        {
          condition: rules.map(({ others }) => eachOther(others, isOfLoadBalancer)).join(" && "),
          message: "A rule for one block more is not ALB-SG's: it opens something else to its clients.",
        },
      ],
    }),
    VALIDATIONS,
    run({
      name: "block_with_host_bits_is_refused",
      variables: allowing(["10.0.0.1/24", ...blocks.slice(1)]),
      refused: "allowed_cidrs",
    }),
    run({
      name: "fewer_blocks_than_have_rules_in_this_module_are_refused",
      variables: allowing(blocks.slice(1)),
      refused: "allowed_cidrs",
    }),
  ]);
}

/** Whether a protocol is open to these blocks, in their order. */
function fromBlocks(blocks: readonly string[]): (rules: ClientRules) => Assertion {
  return ({ protocol, addresses }) => ({
    condition: pairwise(attributeOf(addresses, "cidr_ipv4"), blocks),
    message: `ALB-SG does not let ${protocol.toUpperCase()} in from exactly allowed_cidrs: clients are shut out, or others let in.`,
  });
}

function eachOther(others: string, condition: (rule: string) => string): string {
  return `alltrue([for rule in ${others} : ${condition("rule")}])`;
}

function isOfLoadBalancer(rule: string): string {
  return `${rule}.security_group_id == aws_security_group.alb.id`;
}
