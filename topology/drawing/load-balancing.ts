import type { Listener, ListenerAction, LoadBalancer, Name, TargetGroup } from "../model";
import type { Graph } from "../reachability/graph";
import type { Culprits } from "./culprits";
import { type Label, type LoadBalancerShape, type Shape, worstMark } from "./shapes";

/** A load balancer with its listeners and security groups. */
export function loadBalancerShape(graph: Graph, culprits: Culprits, balancer: LoadBalancer): LoadBalancerShape {
  const { name, type, scheme, listeners, securityGroups } = balancer;
  const unknown = balancer.subnets.filter((subnet) => graph.subnet(subnet) === undefined);
  const labels: Label[] = [
    { text: `${type} load balancer, ${scheme}`, mark: "fine" },
    ...(listeners.length === 0 ? [{ text: "no listener", mark: "fine" } as const] : listeners.map(listenerLabel)),
    ...securityGroups.map((group) => ({
      text: `security group ${group}`,
      mark: culprits.mark("security group", group),
    })),
    ...unknown.map((subnet) => ({ text: `in ${subnet}, which is not known`, mark: culprits.mark("subnet", subnet) })),
  ];
  return {
    id: loadBalancerId(name),
    kind: "load balancer",
    name,
    labels,
    mark: worstMark([culprits.mark("load balancer", name), ...labels.map(({ mark }) => mark)]),
    isPlanned: false,
    subnets: balancer.subnets.filter((subnet) => !unknown.includes(subnet)),
  };
}

/** A target group with its port and its health check. */
export function targetGroupShape(
  culprits: Culprits,
  { name, targetType, protocol, port, healthCheck }: TargetGroup,
): Shape {
  const at = healthCheck.port === "traffic-port" ? "" : `, port ${healthCheck.port}`;
  const checked = [healthCheck.protocol, healthCheck.path].filter((part) => part !== "").join(" ");
  return {
    id: targetGroupId(name),
    kind: "target group",
    name,
    labels: [
      { text: `target group: ${targetType}, ${protocol}:${port}`, mark: "fine" },
      { text: `health check ${checked}${at}`, mark: "fine" },
    ],
    mark: culprits.mark("target group", name),
    isPlanned: false,
  };
}

/** Where requests are forwarded to, by any of its listeners. */
export function forwardedTo({ listeners }: LoadBalancer): Name[] {
  const actions = listeners.flatMap(({ defaultAction, rules }) => [
    ...rules.map(({ action }) => action),
    defaultAction,
  ]);
  return [...new Set(actions.flatMap((action) => (action.kind === "forward" ? action.targetGroups : [])))];
}

/** `HTTP:80` */
export function formatListener({ protocol, port }: Pick<Listener, "protocol" | "port">): string {
  return `${protocol}:${port}`;
}

/** The id of its shape. */
export function loadBalancerId(name: Name): string {
  return `load balancer ${name}`;
}

/** The id of its shape. */
export function targetGroupId(name: Name): string {
  return `target group ${name}`;
}

function listenerLabel(listener: Listener): Label {
  const { defaultAction, rules } = listener;
  const more = rules.length === 0 ? "" : ` but for ${rules.length} ${rules.length === 1 ? "rule" : "rules"}`;
  return { text: `${formatListener(listener)} ${formatAction(defaultAction)}${more}`, mark: "fine" };
}

function formatAction(action: ListenerAction): string {
  switch (action.kind) {
    case "forward":
      return `forwards to ${action.targetGroups.join(", ") || "nothing"}`;
    case "redirect":
      return `redirects to ${action.to}`;
    case "fixed response":
      return `answers ${action.status} itself`;
    case "other":
      return action.what;
  }
}
