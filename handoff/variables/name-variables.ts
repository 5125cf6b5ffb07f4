import { defaults } from "../../environments/defaults";
import { LONGEST_NAME } from "../../environments/name-rules";
import { source } from "../hcl/expression";
import { matches } from "./condition";
import type { Variable } from "./variable";

export const namePrefix: Variable = {
  name: "name_prefix",
  type: source("string"),
  description:
    "Put before every AWS name, so that two environments fit into one account and region. Another one replaces what is named for good: see README.md.",
  default: defaults.namePrefix,
  validations: [
    {
      condition: matches(/^[A-Za-z0-9-]*$/, "var.name_prefix"),
      message:
        'a name prefix has only letters, digits and hyphens, got "${var.name_prefix}". Remove the other characters.',
    },
    {
      condition: '!startswith(var.name_prefix, "-")',
      message:
        'AWS names must not start with a hyphen, got the prefix "${var.name_prefix}". Start the prefix with a letter or a digit.',
    },
    {
      condition: '!startswith(lower(var.name_prefix), "internal-")',
      message:
        'load balancer names must not start with "internal-", got the prefix "${var.name_prefix}". Choose another prefix.',
    },
    {
      // Those of the names in the load-balancing module, for modules that do not know them.
      condition: `length(var.name_prefix) <= ${LONGEST_NAME}`,
      message: `the name of a load balancer has at most ${LONGEST_NAME} characters with its prefix, got a prefix of \${length(var.name_prefix)}. Shorten the prefix.`,
    },
    {
      condition: '!startswith(lower(var.name_prefix), "sg-")',
      message:
        'security group names must not start with "sg-", got the prefix "${var.name_prefix}". Choose another prefix.',
    },
  ],
};

export const loadBalancerName = fullName({
  name: "load_balancer_name",
  description: "The load balancer's name, after name_prefix. Another one replaces it: see README.md.",
  default: defaults.loadBalancer.name,
  called: "a load balancer",
});

export const targetGroupName = fullName({
  name: "target_group_name",
  description: "The target group's name, after name_prefix. Another one replaces it: see README.md.",
  default: defaults.targetGroup.name,
  called: "a target group",
});

/** A name whose limits are those of the whole, prefix included: see name-rules.ts. */
function fullName({
  name,
  description,
  default: value,
  called,
}: {
  readonly name: string;
  readonly description: string;
  readonly default: string;
  readonly called: string;
}): Variable {
  const rest = `var.${name}`;
  const whole = `"\${var.name_prefix}\${${rest}}"`;
  return {
    name,
    type: source("string"),
    description,
    default: value,
    validations: [
      {
        condition: matches(/^[A-Za-z0-9-]*$/, rest),
        message: `a name has only letters, digits and hyphens, got "\${${rest}}". Remove the other characters.`,
      },
      {
        condition: `!endswith(${rest}, "-")`,
        message: `a name must not end with a hyphen, got "\${${rest}}". End it with a letter or a digit.`,
      },
      {
        condition: `${whole} != ""`,
        message: `${called} needs a name, got "". Give 1 to ${LONGEST_NAME} characters.`,
      },
      {
        condition: `length(${whole}) <= ${LONGEST_NAME}`,
        message: `${called}'s name has at most ${LONGEST_NAME} characters with its prefix, got \${length(${whole})} in ${whole}. Shorten the name or the name_prefix.`,
      },
      {
        condition: `!startswith(lower(${whole}), "internal-")`,
        message: `${called}'s name must not start with "internal-", got ${whole}. Choose another name.`,
      },
      {
        condition: `!startswith(${whole}, "-") && !endswith(${whole}, "-")`,
        message: `${called}'s name must not start or end with a hyphen, got ${whole}. Start and end it with a letter or a digit.`,
      },
    ],
  };
}
