import type {
  Listener,
  ListenerAction,
  ListenerRule,
  NetworkAclEntry,
  Peer,
  PortRange,
  Protocol,
  Route,
  RouteTarget,
  SecurityGroupRule,
  TargetGroup,
} from "../model";
import { ALL_PORTS } from "../protocol";

/** Whom a rule names: a block, or the name of a group. */
export function formatPeer(peer: Peer): string {
  switch (peer.kind) {
    case "cidr":
      return peer.cidr;
    case "security group":
      return peer.name;
    case "prefix list":
      return `prefix list ${peer.id}`;
  }
}

/** `ingress tcp 80 from 0.0.0.0/0` */
export function formatRule({ direction, protocol, ports, peer }: SecurityGroupRule): string {
  return `${direction} ${formatTraffic(protocol, ports)} ${direction === "ingress" ? "from" : "to"} ${formatPeer(peer)}`;
}

/** `rule 100 allows all from 0.0.0.0/0` */
export function formatEntry({ ruleNumber, action, protocol, ports, cidr, direction }: NetworkAclEntry): string {
  const does = action === "allow" ? "allows" : "denies";
  return `rule ${ruleNumber} ${does} ${formatTraffic(protocol, ports)} ${direction === "ingress" ? "from" : "to"} ${cidr}`;
}

/** `tcp 80`, `tcp 1024-65535`, `all` */
export function formatTraffic(protocol: Protocol, { from, to }: PortRange): string {
  if (protocol !== "tcp" && protocol !== "udp") return protocol;
  if (from === ALL_PORTS.from && to === ALL_PORTS.to) return `${protocol} on all ports`;
  return `${protocol} ${from === to ? from : `${from}-${to}`}`;
}

/** Where a route leads to. */
export function formatTarget(target: RouteTarget): string {
  switch (target.kind) {
    case "blackhole":
      return "nothing, for its target is gone";
    case "other":
      return target.what;
    default:
      return `${target.kind} ${target.name}`;
  }
}

/** `0.0.0.0/0 to internet gateway Fargate-Internet-Gateway` */
export function formatRoute({ destination, target }: Route): string {
  return `${destination} to ${formatTarget(target)}`;
}

/** `HTTP:80 forward to Fargate-TG, rule 5 redirect to ...` */
export function formatListener({ protocol, port, defaultAction, rules }: Listener): string {
  return [`${protocol}:${port} ${formatAction(defaultAction)}`, ...rules.map(formatListenerRule)].join(", ");
}

/** `rule 5 forward to Fargate-TG` */
export function formatListenerRule({ priority, action }: ListenerRule): string {
  return `rule ${priority} ${formatAction(action)}`;
}

function formatAction(action: ListenerAction): string {
  switch (action.kind) {
    case "forward":
      return `forward to ${action.targetGroups.join(", ")}`;
    case "redirect":
      return `redirect to ${action.to}`;
    case "fixed response":
      return `fixed response ${action.status}`;
    case "other":
      return action.what;
  }
}

/** `HTTP /health`, `HTTP /health on port 8080` */
export function formatHealthCheck({ protocol, path, port }: TargetGroup["healthCheck"]): string {
  const what = [protocol, path].filter((part) => part !== "").join(" ");
  return port === "traffic-port" ? what : `${what} on port ${port}`;
}
