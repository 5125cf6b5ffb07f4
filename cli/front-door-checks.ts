import type { Environment } from "../environments/environment";
import { awsName } from "../environments/full-name";
import type { LiveFrontDoor, LiveListener, LiveLoadBalancer, LiveTargetGroup } from "../toolchain/live-front-door";

/** One line of the tutorial's table: what AWS reports, and what the environment asked for where that differs. */
export interface Check {
  readonly name: string;
  readonly found: string;
  /** Undefined when what was found is what was asked for. */
  readonly expected: string | undefined;
  /** What a person should know of it. */
  readonly remark?: string;
}

const NOTHING = "none";

/** Holds what AWS reports against what the environment asked for, in the order in which the tutorial checks it. */
export function checkFrontDoor(environment: Environment, live: LiveFrontDoor): Check[] {
  const loadBalancer = live.loadBalancer;
  const targetGroup = live.targetGroup;
  const zones = environment.network.zones.map(
    ({ availabilityZone }, index) => `${availabilityZone} ${awsName(environment, `PublicSubnet-${index + 1}`)}`,
  );
  const targetGroupName = awsName(environment, environment.targetGroup.name);
  return [
    check("Load balancer", loadBalancer?.name, awsName(environment, environment.loadBalancer.name)),
    check("State", loadBalancer?.state, "active"),
    schemeCheck(loadBalancer),
    check("Zones and subnets", list(loadBalancer?.zones.map(zoneAndSubnet)), zones.join(", ")),
    check(
      "Security group",
      list(loadBalancer?.securityGroups.map(({ name }) => name ?? "?")),
      awsName(environment, "ALB-SG"),
    ),
    check("Listener", list(loadBalancer?.listeners.map(listener)), `HTTP:80, forward to ${targetGroupName}`),
    check(
      "Target group",
      targetGroup && `${targetGroup.name ?? "?"}: ${target(targetGroup)}`,
      `${targetGroupName}: ip, HTTP:${environment.targetGroup.port}, HTTP1`,
    ),
    check(
      "Health check",
      targetGroup && healthCheck(targetGroup.healthCheck),
      healthCheck({ protocol: "HTTP", ...environment.targetGroup.healthCheck }),
    ),
    {
      ...check("Targets", targetGroup && String(targetGroup.targets), "0"),
      remark: "the ECS service registers its containers later",
    },
    {
      name: "DNS name",
      found: loadBalancer?.dnsName === undefined ? NOTHING : `http://${loadBalancer.dnsName}`,
      expected: loadBalancer?.dnsName === undefined ? "a DNS name" : undefined,
      remark: "on AWS it answers 503 until containers register",
    },
  ];
}

function check(name: string, found: string | undefined, expected: string): Check {
  return { name, found: found ?? NOTHING, expected: found === expected ? undefined : expected };
}

function list(items: readonly string[] | undefined): string | undefined {
  return items?.join(", ");
}

/** moto reports no scheme where none was asked for, as the provider does; AWS reports its default. */
function schemeCheck(loadBalancer: LiveLoadBalancer | undefined): Check {
  const { scheme = "internet-facing", type = "?", ipAddressType = "?" } = loadBalancer ?? {};
  const found = loadBalancer && [scheme, type, ipAddressType].join(", ");
  const isDefault = loadBalancer !== undefined && loadBalancer.scheme === undefined;
  return {
    ...check("Scheme", found, "internet-facing, application, ipv4"),
    ...(isDefault ? { remark: "internet-facing by default: this local AWS reports no scheme" } : {}),
  };
}

function zoneAndSubnet({ zone, subnetName }: LiveLoadBalancer["zones"][number]): string {
  return `${zone ?? "?"} ${subnetName ?? "?"}`;
}

function listener({ protocol, port, actionType, targetGroupName }: LiveListener): string {
  const action = `${actionType ?? "?"}${targetGroupName === undefined ? "" : ` to ${targetGroupName}`}`;
  return `${protocol ?? "?"}:${port ?? "?"}, ${action}`;
}

function target({ targetType, protocol, port, protocolVersion }: LiveTargetGroup): string {
  return `${targetType ?? "?"}, ${protocol ?? "?"}:${port ?? "?"}, ${protocolVersion ?? "?"}`;
}

function healthCheck(health: LiveTargetGroup["healthCheck"]): string {
  const { protocol, path, intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold, successCodes } =
    health;
  return [
    `${protocol ?? "?"} GET ${path ?? "?"} every ${intervalSeconds ?? "?"} s`,
    `timeout ${timeoutSeconds ?? "?"} s`,
    `healthy after ${healthyThreshold ?? "?"}`,
    `unhealthy after ${unhealthyThreshold ?? "?"}`,
    `success is ${successCodes ?? "?"}`,
  ].join(", ");
}
