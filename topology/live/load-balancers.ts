import type { LoadBalancer as AwsLoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";

import type { Listener, LoadBalancer } from "../model";
import type { ListenerAnswer, LoadBalancerAnswer } from "./describe-load-balancing";
import { listenerAction } from "./listener-action";
import type { LiveNames } from "./names";

type BalancingNames = Pick<LiveNames, "loadBalancer" | "subnet" | "securityGroup" | "targetGroup">;

export function loadBalancer({ balancer, listeners }: LoadBalancerAnswer, names: BalancingNames): LoadBalancer {
  return {
    name: names.loadBalancer(balancer.LoadBalancerArn),
    type: balancer.Type ?? "application",
    scheme: schemeOf(balancer),
    subnets: (balancer.AvailabilityZones ?? []).map(({ SubnetId }) => names.subnet(SubnetId)),
    securityGroups: (balancer.SecurityGroups ?? []).map(names.securityGroup),
    listeners: listeners.map((answer) => listener(answer, names)),
  };
}

/**
 * moto reports no scheme where none was asked for; the default is internet-facing (Elastic Load Balancing API Reference,
 * CreateLoadBalancer). A Gateway Load Balancer takes none: it is reached by way of endpoints, and never from the internet.
 */
function schemeOf({ Scheme, Type }: AwsLoadBalancer): LoadBalancer["scheme"] {
  return Scheme ?? (Type === "gateway" ? "internal" : "internet-facing");
}

/** A listener of a Gateway Load Balancer has neither protocol nor port: it takes everything. */
function listener({ listener: answer, rules }: ListenerAnswer, names: Pick<LiveNames, "targetGroup">): Listener {
  return {
    protocol: answer.Protocol ?? "all",
    port: answer.Port ?? 0,
    defaultAction: listenerAction(answer.DefaultActions, names),
    rules: rules
      .filter(({ IsDefault, Priority }) => IsDefault !== true && Priority !== "default")
      .map(({ Priority, Actions }) => ({ priority: Number(Priority), action: listenerAction(Actions, names) })),
  };
}
