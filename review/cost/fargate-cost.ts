import type { ResourceValues } from "../plan/change";
import { isObject, type Json } from "../plan/json";
import { count, FREE, measure, MONTH, type PricedPart, type ResourceCost, unpriced } from "./priced-part";
import { PRICES } from "./price-table";
import { taskDefinitionOf } from "./task-definition";
import { readTaskSize } from "./task-size";

/**
 * `aws_ecs_service`: tasks on Fargate, as many as are desired now. Automatic scaling may run more or fewer.
 *
 * @param all - every resource of the same side, of which one is the task definition
 */
export function ecsServiceCost(service: ResourceValues, all: readonly ResourceValues[]): ResourceCost {
  const { values } = service;
  switch (placementOf(values)) {
    case "elsewhere":
      // Instances are paid for, not what runs on them.
      return FREE;
    case "spot":
      return unpriced("it runs on Fargate Spot, whose prices vary");
    case "unknown":
      return unpriced("where its tasks run is not known");
    case "fargate":
      break;
  }
  const definition = taskDefinitionOf(service, all);
  const size = definition === undefined ? undefined : readTaskSize(definition.values);
  if (size === undefined) return unpriced("the size of its tasks is not known");
  if (size.platform === "other") return unpriced("its tasks do not run on Linux/x86 or Linux/ARM");

  // Terraform AWS provider, aws_ecs_service: 0 is the default.
  const desired = values["desired_count"];
  const tasks = count(typeof desired === "number" ? desired : 0, "task");
  const { platform, vcpu, gb, extraStorageGb } = size;
  const isArm = platform === "Linux/ARM";
  return {
    parts: [
      {
        what: `Fargate vCPU, ${platform}`,
        quantities: [tasks, measure(vcpu, "vCPU"), MONTH],
        price: isArm ? PRICES.fargateArmVcpuHour : PRICES.fargateX86VcpuHour,
      },
      {
        what: `Fargate memory, ${platform}`,
        quantities: [tasks, measure(gb, "GB"), MONTH],
        price: isArm ? PRICES.fargateArmGbHour : PRICES.fargateX86GbHour,
      },
      ...(extraStorageGb === 0
        ? []
        : [
            {
              what: "Fargate ephemeral storage beyond 20 GB",
              quantities: [tasks, measure(extraStorageGb, "GB"), MONTH],
              price: PRICES.fargateStorageGbHour,
            },
          ]),
      ...publicAddresses(values, tasks),
    ],
  };
}

function placementOf(values: ResourceValues["values"]): "fargate" | "spot" | "elsewhere" | "unknown" {
  const providers = objects(values["capacity_provider_strategy"]).map((each) => each["capacity_provider"]);
  if (providers.includes("FARGATE_SPOT")) return "spot";
  if (providers.includes("FARGATE")) return "fargate";
  if (providers.length > 0) return providers.every((each) => typeof each === "string") ? "elsewhere" : "unknown";
  switch (values["launch_type"]) {
    case "FARGATE":
      return "fargate";
    case "EC2":
    case "EXTERNAL":
      return "elsewhere";
    default:
      // The cluster's default strategy decides.
      return "unknown";
  }
}

function publicAddresses(values: ResourceValues["values"], tasks: PricedPart["quantities"][number]): PricedPart[] {
  const isPublic = objects(values["network_configuration"]).some((each) => each["assign_public_ip"] === true);
  return isPublic
    ? [{ what: "public IPv4 addresses of tasks", quantities: [tasks, MONTH], price: PRICES.publicIpv4Hour }]
    : [];
}

function objects(value: Json | undefined) {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}
