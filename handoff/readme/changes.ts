import type { HandoffReadmeInput } from "./input";
import { modulesWith } from "./facts";
import { code, listed } from "./markdown";

/** What comes of another value in an environment that runs. */
export type Change = "in place" | "replaces" | "never";

/** Changed in what is there. */
const IN_PLACE = [
  "account_id",
  "tags",
  "state_kms_key_arn",
  "allowed_cidrs",
  "deletion_protection",
  "idle_timeout_seconds",
  "health_check_path",
  "health_check_interval_seconds",
  "health_check_timeout_seconds",
  "healthy_threshold",
  "unhealthy_threshold",
  "health_check_success_codes",
  "deregistration_delay_seconds",
];

/** They say which environment it is: with another value Terraform sees nothing of what is there. */
const NEVER = ["environment", "region", "state_bucket", "state_region"];

/** What a variable replaces, and what to do for another value. */
interface Replacing {
  readonly variable: string;
  readonly replaced: string;
  readonly remedy: string;
}

/** In the order of the work that they make. */
const REPLACING: readonly Replacing[] = [
  {
    variable: "container_port",
    replaced: "The target group. The listener uses it: a plain `apply` fails after minutes with ResourceInUse.",
    remedy: "[Another container port](#another-container-port)",
  },
  {
    variable: "target_group_name",
    replaced: "The target group, as above.",
    remedy: "[Another target group name](#another-target-group-name)",
  },
  {
    variable: "load_balancer_name",
    replaced: "The load balancer and its listener. It is away for some minutes, and then has another DNS name.",
    remedy: "[Another load balancer name](#another-load-balancer-name)",
  },
  {
    variable: "name_prefix",
    replaced:
      "Both security groups, the load balancer with its listener, and the target group. AWS deletes no security group that is in use: a plain `apply` hangs for minutes, and fails.",
    remedy: "[Another name prefix, or other zones](#another-name-prefix-or-other-zones)",
  },
  {
    variable: "zones",
    replaced:
      "The subnets that get another block or another zone, and the NAT gateways in them. AWS deletes no subnet in which something stands.",
    remedy: "[Another name prefix, or other zones](#another-name-prefix-or-other-zones)",
  },
  {
    variable: "vpc_cidr",
    replaced: "The VPC, and with it everything in it.",
    remedy: "[Another block of the VPC](#another-block-of-the-vpc)",
  },
];

/** What comes of another value of a variable. Undefined for one that nobody has classified. */
export function changeOf(variable: string): Change | undefined {
  if (IN_PLACE.includes(variable)) return "in place";
  if (NEVER.includes(variable)) return "never";
  return REPLACING.some((each) => each.variable === variable) ? "replaces" : undefined;
}

/** For each variable that is more than a change in place: what happens, and what to do. */
export function changeRows(input: HandoffReadmeInput): string[][] {
  const isThere = (variable: string): boolean => modulesWith(input, variable).length > 0;
  const never = NEVER.filter(isThere);
  return [
    ...REPLACING.filter(({ variable }) => isThere(variable)).map(({ variable, replaced, remedy }) => [
      code(variable),
      replaced,
      remedy,
    ]),
    [
      listed(never.map(code)),
      "Nothing. Terraform looks in another place, finds nothing there, and plans everything anew. What is here is forgotten: it goes on running, and costing. The sign is a plan with all of it to add, and 0 to destroy.",
      "**Never** in a running environment: make [another](#another-environment).",
    ],
  ];
}
