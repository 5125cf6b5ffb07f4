import type { Json } from "../../plan/json";
import { atPath, isObject, type Path } from "../../plan/json";
import { blocksOf, isTrue, isUnknown, type Reading, textOf } from "../reading";
import type { Attention, Context, FindingRule } from "../rule";

/** Where the provider says that something has a public address. */
const SWITCHES: readonly { readonly name: string; readonly severity: "critical" | "high"; readonly meaning: string }[] =
  [
    {
      name: "map_public_ip_on_launch",
      severity: "high",
      meaning: "Whatever is started in the subnet gets a public address, unless it says otherwise.",
    },
    { name: "associate_public_ip_address", severity: "high", meaning: "It is on the internet, by itself." },
    {
      name: "assign_public_ip",
      severity: "critical",
      meaning: "Containers are on the internet by themselves: the load balancer is not the only way to them any more.",
    },
    {
      name: "publicly_accessible",
      severity: "critical",
      meaning: "Its name leads to a public address: only its security groups and its password stand before it.",
    },
  ];

/** Something is on the internet by itself. A NAT gateway's address is none of these: nothing comes in by it. */
export const publicIp: FindingRule = {
  kind: "public-ip",
  find: (reading, context) => {
    const { type } = reading.change;
    if (type === "aws_eip" || type === "aws_eip_association") return elasticIp(reading, context);
    const found = SWITCHES.find(({ name }) => turnedOn(reading, name));
    return found === undefined
      ? undefined
      : {
          severity: found.severity,
          what: `gets public addresses: ${found.name} is turned on`,
          meaning: [found.meaning],
        };
  },
};

/** Whether a switch is on in a place where it was not, however deep: ECS and launch templates have it in a block. */
function turnedOn({ before, after }: Reading, name: string): boolean {
  return (
    after !== undefined &&
    placesOf(after, name).some((path) => isTrue(atPath(after, path)) && !isTrue(atPath(before, path)))
  );
}

function placesOf(value: Json, name: string): Path[] {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) => placesOf(item, name).map((path) => [index, ...path]));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === name ? [[key]] : placesOf(part, name).map((path) => [key, ...path]),
  );
}

/** An Elastic IP is public; what counts is what has it. */
function elasticIp({ change, before, after }: Reading, context: Context): Attention | undefined {
  if (after === undefined) return undefined;
  const names = ["instance", "instance_id", "network_interface", "network_interface_id"];
  // What a NAT gateway has is an interface, too, which AWS makes for it: Terraform sees it, and does not set it.
  const isSet = names.some((name) => textOf(after[name]) !== undefined && after[name] !== before?.[name]);
  if (isSet || (change.type === "aws_eip_association" && before === undefined)) {
    return {
      severity: "high",
      what: "gives an instance or a network interface a public address",
      meaning: ["It is on the internet, by itself."],
    };
  }
  if (before !== undefined || !names.some((name) => isUnknown(after[name])) || isForNat(context)) return undefined;
  return {
    severity: "low",
    what: "is a new public address, and the plan does not show for what",
    meaning: ["It is for an instance or a network interface, if the code says so, or for nothing yet."],
  };
}

/** Whether the plan makes, or leads to other addresses, as many NAT gateways and addresses of load balancers as it makes addresses. */
function isForNat({ plan: { changes } }: Context): boolean {
  const made = changes.filter(({ type, before, after }) => type === "aws_eip" && before === null && after !== null);
  const takers = changes.flatMap(({ type, after, afterUnknown }): unknown[] => {
    if (after === null) return [];
    if (type === "aws_nat_gateway") return isAllocationUnknown(afterUnknown) ? [type] : [];
    return type === "aws_lb" && isObject(afterUnknown)
      ? blocksOf(afterUnknown["subnet_mapping"]).filter(isAllocationUnknown)
      : [];
  });
  return made.length <= takers.length;
}

function isAllocationUnknown(marks: Json): boolean {
  return isObject(marks) && marks["allocation_id"] === true;
}
