import { allowing, clientRules, exampleBlocks } from "./allowed-blocks";
import { attributeOf, listOf, pairwise, quoted } from "./conditions";
import { named, nameTags, PREFIX, PREFIXED } from "./names";
import type { Block } from "../hcl/write-file";
import { type Assertion, run, testFile } from "./test-file";

/** tests/names.tftest.hcl: for a module with rules for these blocks, behind these stacks. */
export function securityNamesTests(allowedCidrs: readonly string[], upstream: readonly Block[]): string {
  const blocks = exampleBlocks(allowedCidrs.length);
  const [next = ""] = exampleBlocks(allowedCidrs.length + 1).slice(-1);
  const clients = clientRules(allowedCidrs).flatMap(({ protocol, addresses, others }): Assertion[] => {
    const called = protocol.toUpperCase();
    return [
      nameTags(
        `the rules for ${called}`,
        new Map(
          addresses.map((address, index) => [address, `${PREFIX}ALB-SG ${protocol} from ${blocks[index] ?? ""}`]),
        ),
      ),
      {
        condition: pairwise(
          attributeOf(addresses, "description"),
          blocks.map((cidr) => quoted(`${called} from ${cidr}`)),
        ),
        message: `The rules for ${called} do not say whom they let in.`,
      },
      {
        condition: `${others}[*].tags.Name == ${listOf([quoted(`${PREFIX}ALB-SG ${protocol} from ${next}`)])}`,
        message: `The rule for ${called} from one block more has another Name tag: nobody finds it by its name.`,
      },
      {
        condition: `${others}[*].description == ${listOf([quoted(`${called} from ${next}`)])}`,
        message: `The rule for ${called} from one block more does not say whom it lets in.`,
      },
    ];
  });
  return testFile("The names of everything, as the console shows them: name_prefix, and what it is.", [
    ...upstream,
    run({
      name: "everything_bears_its_name",
      variables: { ...PREFIXED, ...allowing([...blocks, next]) },
      assertions: [
        {
          condition: pairwise(
            ["aws_security_group.alb.name", "aws_security_group.fargate.name"],
            [quoted(`${PREFIX}ALB-SG`), quoted(`${PREFIX}Fargate-SG`)],
          ),
          message: "A security group's name does not begin with name_prefix: it collides with another environment's.",
        },
        named(
          "security groups",
          new Map([
            ["aws_security_group.alb", "ALB-SG"],
            ["aws_security_group.fargate", "Fargate-SG"],
          ]),
        ),
        nameTags(
          "the rules between load balancer and containers",
          new Map([
            ["aws_vpc_security_group_egress_rule.alb_to_fargate", `To ${PREFIX}Fargate-SG`],
            ["aws_vpc_security_group_ingress_rule.fargate_from_alb", `To ${PREFIX}Fargate-SG`],
            ["aws_vpc_security_group_egress_rule.fargate_to_anywhere", `${PREFIX}Fargate-SG to anywhere`],
          ]),
        ),
        ...clients,
      ],
    }),
  ]);
}
