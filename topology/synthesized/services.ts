import type { Service, Subnet } from "../model";
import { type Attributes, isUnknown } from "./attributes";
import { groupsOrDefault } from "./default-security-group";
import type { Things } from "./things";
import { NO_PORT } from "./traffic";

export function readServices(things: Things, subnets: readonly Subnet[]): Service[] {
  return things.code
    .all("aws_ecs_service")
    .filter(mayHaveOwnInterfaces)
    .map((attributes) => ({
      name: things.nameOf(attributes),
      ...placeOf(attributes, things, subnets),
      targets: attributes.blocks("load_balancer").flatMap((block) => targetsIn(block, things)),
    }));
}

/** Without a network configuration, tasks share the interface of a host; only task sets may have one of their own. */
function mayHaveOwnInterfaces(attributes: Attributes): boolean {
  return (
    !attributes.isCertain ||
    attributes.blocks("network_configuration").length > 0 ||
    attributes.blocks("deployment_controller").some((block) => block.text("type") !== "ECS")
  );
}

function placeOf(
  attributes: Attributes,
  things: Things,
  subnets: readonly Subnet[],
): Pick<Service, "subnets" | "securityGroups" | "assignPublicIp"> {
  const [network] = attributes.blocks("network_configuration");
  if (network?.isCertain !== true) {
    const expression = attributes.expression("network_configuration");
    return { subnets: [expression], securityGroups: [expression], assignPublicIp: false };
  }
  const stands = things.references(network, "subnets", "subnet").map(({ name }) => name);
  const assignPublicIp = network.flag("assign_public_ip") ?? false;
  return {
    // Who has a public address is reached from elsewhere: where that is not known, neither is where it stands.
    subnets: isUnknown(assignPublicIp) ? [assignPublicIp.expression] : stands,
    securityGroups: groupsOrDefault(network, things, stands, subnets),
    assignPublicIp: assignPublicIp === true,
  };
}

function targetsIn(block: Attributes, things: Things): Service["targets"][number][] {
  if (!block.isCertain) return [{ targetGroup: block.expression(), port: NO_PORT }];
  const port = block.number("container_port") ?? NO_PORT;
  // With a port that is not known, what is registered is not known either.
  if (isUnknown(port)) return [{ targetGroup: port.expression, port: NO_PORT }];
  // A blue/green deployment registers its containers with the second group, and then changes over.
  const alternates = block
    .blocks("advanced_configuration")
    .map((alternate) => things.nameAt(alternate, "alternate_target_group_arn", "target group"));
  return [targetGroupOf(block, things), ...alternates].map((targetGroup) => ({ targetGroup, port }));
}

/** A Classic Load Balancer is named by itself, and is not modelled. */
function targetGroupOf(block: Attributes, things: Things): string {
  return block.text("elb_name") ?? things.nameAt(block, "target_group_arn", "target group");
}
