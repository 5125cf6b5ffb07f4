import type { Expected } from "../expected";
import type { Listener, LoadBalancer, TargetGroup } from "../model";
import type { Graph } from "../reachability/graph";
import { formatRule } from "../reachability/words";
import { noLoadBalancer } from "./no-load-balancer";
import { type Finding, type FrontDoorPromise, worstOf } from "./promise";

/** Each of them names a port and a protocol, and requests arrive only where all agree. */
export const portsAgree: FrontDoorPromise = {
  id: "ports-agree",
  says: ({ targetGroup }) => `target group ${targetGroup}, listener and security group agree on ports and protocol`,
  standsFor: "mistake: target group's protocol or port wrong; check: listeners tab, HTTP:80 -> Fargate-TG",
  remedy: "Target group HTTP 6060, listener HTTP 80: they differ on purpose, the load balancer translates.",
  check: (graph, expected) => {
    const balancer = graph.topology.loadBalancers.find(({ name }) => name === expected.loadBalancer);
    const group = graph.topology.targetGroups.find(({ name }) => name === expected.targetGroup);
    if (balancer === undefined) return noLoadBalancer(expected);
    if (group === undefined)
      return broken(`there is no target group ${expected.targetGroup}`, "Deploy it.", balancer.name);
    return worstOf([
      ...listenerFindings(balancer, expected),
      ...targetGroupFindings(group, expected),
      ...vpcFindings(graph, balancer, group),
      ...securityGroupFindings(graph, expected),
      ...serviceFindings(graph, expected),
      {
        outcome: "kept",
        reason: `HTTP:80 forwards to ${group.name}, ${group.targetType}, ${group.protocol}:${group.port}, which ${expected.fargateSecurityGroup} takes from ${expected.albSecurityGroup}`,
      },
    ]);
  },
};

function listenerFindings({ name, type, listeners }: LoadBalancer, { targetGroup }: Expected): Finding[] {
  if (type !== "application") {
    return [broken(`load balancer ${name} is a ${type} one`, "Make it an application load balancer.", name)];
  }
  const listener = listeners.find(({ port }) => port === 80);
  if (listener === undefined) return [broken(`load balancer ${name} has no listener on port 80`, "Add one.", name)];
  if (listener.protocol !== "HTTP") {
    return [broken(`the listener on port 80 speaks ${listener.protocol}`, "Let it speak HTTP.", name)];
  }
  return [...actionFindings(name, listener, targetGroup), ...ruleFindings(listener, targetGroup)];
}

/** On which paths and hosts a rule is, is not modelled: it may be on all. */
function ruleFindings({ rules }: Listener, targetGroup: string): Finding[] {
  return rules
    .filter(({ action }) => action.kind !== "forward" || action.targetGroups.join() !== targetGroup)
    .map(({ priority }) => ({
      outcome: "unknown",
      reason: `rule ${priority} of the listener on port 80 comes before, and does something else`,
      change: "See for yourself which requests it is about.",
    }));
}

function vpcFindings(graph: Graph, { name, subnets }: LoadBalancer, group: TargetGroup): Finding[] {
  const vpcs = new Set(subnets.flatMap((subnet) => graph.subnet(subnet)?.vpc ?? []));
  return vpcs.size === 0 || vpcs.has(group.vpc)
    ? []
    : [
        broken(
          `target group ${group.name} is in ${group.vpc}, and ${name} in ${[...vpcs].join()}`,
          "Put both into one VPC.",
          group.name,
        ),
      ];
}

function actionFindings(name: string, { defaultAction }: Listener, targetGroup: string): Finding[] {
  switch (defaultAction.kind) {
    case "forward":
      return defaultAction.targetGroups.join() === targetGroup
        ? []
        : [
            broken(
              `the listener on port 80 forwards to ${defaultAction.targetGroups.join(", ") || "nothing"}`,
              `Let it forward to ${targetGroup}.`,
              name,
            ),
          ];
    case "redirect":
      // HTTP that is led to HTTPS is how a front door with a certificate looks.
      return [];
    case "fixed response":
      return [
        broken(
          `the listener on port 80 answers ${defaultAction.status} itself`,
          `Let it forward to ${targetGroup}.`,
          name,
        ),
      ];
    case "other":
      return [
        {
          outcome: "unknown",
          reason: `the listener on port 80: ${defaultAction.what}`,
          change: "See for yourself what that does.",
        },
      ];
  }
}

function targetGroupFindings(group: TargetGroup, { containerPort }: Expected): Finding[] {
  const { name, targetType, protocol, port, healthCheck } = group;
  const is = `target group ${name} is ${targetType}, ${protocol}:${port}`;
  const should = `Make it ip, HTTP:${containerPort}.`;
  const checked = healthCheck.port;
  return [
    ...(targetType === "ip" && protocol === "HTTP" && port === containerPort ? [] : [broken(is, should, name)]),
    ...(checked === "traffic-port" || checked === String(containerPort)
      ? []
      : [broken(`target group ${name} checks the health on port ${checked}`, "Check it on traffic-port.", name)]),
  ];
}

function securityGroupFindings(graph: Graph, expected: Expected): Finding[] {
  const { albSecurityGroup, fargateSecurityGroup, containerPort } = expected;
  return [
    { from: fargateSecurityGroup, direction: "ingress" as const, peer: albSecurityGroup },
    { from: albSecurityGroup, direction: "egress" as const, peer: fargateSecurityGroup },
  ].flatMap(({ from, direction, peer }) => {
    const rules = (graph.securityGroup(from)?.rules ?? []).filter(
      (rule) => rule.direction === direction && rule.peer.kind === "security group" && rule.peer.name === peer,
    );
    const fits = rules.some(
      ({ protocol, ports }) =>
        (protocol === "tcp" || protocol === "all") && ports.from <= containerPort && containerPort <= ports.to,
    );
    const there = rules.length === 0 ? `no ${direction} rule for ${peer}` : rules.map(formatRule).join(", ");
    return fits
      ? []
      : [
          broken(
            `security group ${from}: ${there}, where tcp ${containerPort} is needed`,
            `Add an ${direction} rule to ${from} for tcp ${containerPort} ${direction === "ingress" ? "from" : "to"} ${peer}.`,
            from,
          ),
        ];
  });
}

function serviceFindings(graph: Graph, { targetGroup, containerPort }: Expected): Finding[] {
  return graph.topology.services.flatMap(({ name, targets }) =>
    targets
      .filter((target) => target.targetGroup === targetGroup && target.port !== containerPort)
      .map(({ port }) =>
        broken(`service ${name} registers port ${port}`, `Let its containers listen on ${containerPort}.`, name),
      ),
  );
}

function broken(reason: string, change: string, culprit: string): Finding {
  return { outcome: "broken", reason, change, culprits: [culprit] };
}
