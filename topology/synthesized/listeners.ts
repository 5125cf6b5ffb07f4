import type { Listener, ListenerAction, ListenerRule, Name } from "../model";
import { Additions } from "./additions";
import { type Attributes, isUnknown } from "./attributes";
import { actionOf } from "./listener-actions";
import type { Things } from "./things";
import { NO_PORT } from "./traffic";

/** @returns what gives the listeners of a load balancer */
export function readListeners(things: Things): (loadBalancer: Name) => Listener[] {
  const rules = readRules(things);
  const certain = new Additions<Listener>();
  const inDoubt = new Additions<{ readonly listener: Listener; readonly expression: string }>();
  for (const attributes of things.code.all("aws_lb_listener", "aws_alb_listener")) {
    const listener = listenerIn(attributes, things, rules(things.nameOf(attributes)));
    const loadBalancer = things.owner(attributes, "load_balancer_arn", "load balancer");
    certain.add(loadBalancer, [listener], () => []);
    inDoubt.add(loadBalancer, [], (expression) => [{ listener, expression }]);
  }
  return (name) => {
    const own = certain.to(name);
    const ports = own.map(({ port }) => port);
    // A port has one listener: what may be on it is not, where another is known to be.
    const others = inDoubt.to(name).filter(({ listener }) => !ports.includes(listener.port));
    return [...own, ...others.map(({ listener, expression }) => listenerInDoubt(listener.protocol, expression))];
  };
}

function listenerIn(attributes: Attributes, things: Things, rules: readonly ListenerRule[]): Listener {
  const port = attributes.number("port");
  // Only that of a Gateway Load Balancer has neither: it takes everything.
  const protocol = attributes.text("protocol") ?? (port === undefined ? "all" : "HTTP");
  const defaultAction = actionOf(attributes, "default_action", things);
  return isUnknown(port)
    ? listenerInDoubt(protocol, port.expression)
    : { protocol, port: port ?? NO_PORT, defaultAction, rules };
}

/** One of which the port is not known, or of which it is not known whether it is there: on no port at all, to be sure. */
function listenerInDoubt(protocol: string, expression: string): Listener {
  return { protocol, port: NO_PORT, defaultAction: unknown(expression), rules: [] };
}

function unknown(expression: string): ListenerAction {
  return { kind: "other", what: expression };
}

/** @returns what gives the rules of a listener */
function readRules(things: Things): (listener: Name) => ListenerRule[] {
  const rules = new Additions<{ readonly priority: number | undefined; readonly action: ListenerAction }>();
  for (const attributes of things.code.all("aws_lb_listener_rule", "aws_alb_listener_rule")) {
    const written = attributes.number("priority");
    const priority = isUnknown(written) ? undefined : written;
    const listener = things.owner(attributes, "listener_arn", "listener");
    const action = actionOf(attributes, "action", things);
    rules.add(listener, [{ priority, action }], (expression) => [{ priority, action: unknown(expression) }]);
  }
  return (listener) => {
    let highest = Math.max(0, ...rules.to(listener).map(({ priority }) => priority ?? 0));
    // AWS puts a rule without a priority after those that are there ("aws_lb_listener_rule", Terraform documentation).
    return rules.to(listener).map(({ priority, action }) => ({ priority: priority ?? (highest += 1), action }));
  };
}
