import { AVAILABILITY_ZONE } from "../../environments/aws-locations";
import { defaultZones, defaults } from "../../environments/defaults";
import type { Environment } from "../../environments/environment";
import { source } from "../hcl/expression";
import { blocksValidations, blockValidations } from "./block-validations";
import { forEach, matches, prefixLength, sameSize } from "./condition";
import { fixedNumber } from "./list-length";
import type { Validation, Variable } from "./variable";

export const vpcCidr: Variable = {
  name: "vpc_cidr",
  type: source("string"),
  description: "The IPv4 block of the VPC, /16 to /28, with all host bits zero. Change it together with zones.",
  default: defaults.network.cidr,
  validations: [
    ...blockValidations("var.vpc_cidr", 16, 28),
    {
      // Of a block of /16 or smaller with no host bits, the first two numbers are those of every address.
      condition: '!startswith(var.vpc_cidr, "169.254.")',
      message:
        'AWS gives no VPC a link-local block (169.254.0.0/16), got "${var.vpc_cidr}". Choose a private block, such as "10.0.0.0/16".',
    },
  ],
};

const BLOCKS = "concat(var.zones[*].public, var.zones[*].private)";

/** As many zones as there are subnets in the module: each has its own address, so that none is ever re-indexed. */
export function zones({ network }: Environment): Variable {
  const defaultValue = defaultZones(defaults.region);
  return {
    name: "zones",
    type: source(
      "list(object({\n  availability_zone = string\n  public            = string\n  private           = string\n}))",
    ),
    description:
      "The availability zones, each named once, and the IPv4 blocks of the public and the private subnet in it, /16 to /28, inside the VPC's block and overlapping no other.",
    ...(network.zones.length === defaultValue.length
      ? {
          default: defaultValue.map((zone) => ({
            availability_zone: zone.availabilityZone,
            public: zone.public,
            private: zone.private,
          })),
        }
      : {}),
    validations: [
      fixedNumber("var.zones", network.zones.length, "availability zone"),
      ...availabilityZoneValidations(),
      ...blocksValidations(BLOCKS, 16, 28),
      insideVpc(),
      withoutOverlap(),
    ],
  };
}

function availabilityZoneValidations(): Validation[] {
  const name = "zone.availability_zone";
  const got = '${join(", ", var.zones[*].availability_zone)}';
  return [
    {
      condition: forEach("zone", "var.zones", matches(AVAILABILITY_ZONE, name)),
      message: `an availability zone is a region's code and one lower-case letter, got ${got}. Give names such as "us-east-1a".`,
    },
    {
      condition: forEach("zone", "var.zones", `${name} == "\${var.region}\${substr(${name}, -1, 1)}"`),
      message: `an availability zone is not in the region "\${var.region}", got ${got}. Give zones of the region, or change region.`,
    },
    {
      condition: "length(distinct(var.zones[*].availability_zone)) == length(var.zones)",
      message: `an availability zone is named twice, got ${got}. Choose another availability zone.`,
    },
  ];
}

function insideVpc(): Validation {
  const inside = `${prefixLength("block")} >= ${prefixLength("var.vpc_cidr")} && ${sameSize("block", "var.vpc_cidr")} == var.vpc_cidr`;
  return {
    condition: forEach("block", BLOCKS, `try(${inside}, true)`),
    message: `a block is not inside the VPC's block "\${var.vpc_cidr}", got \${join(", ", ${BLOCKS})}. Choose blocks inside vpc_cidr.`,
  };
}

/** Two blocks share an address where one of them starts inside the other. */
function withoutOverlap(): Validation {
  return {
    condition: [
      "alltrue(flatten([",
      `  for i, one in ${BLOCKS} : [`,
      `    for j, other in ${BLOCKS} :`,
      `    i == j || try(${sameSize("one", "other")} != other, true)`,
      "  ]",
      "]))",
    ].join("\n"),
    message: `two blocks overlap, got \${join(", ", ${BLOCKS})}. Choose blocks that share no address.`,
  };
}
