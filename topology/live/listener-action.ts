import type { Action, RedirectActionConfig } from "@aws-sdk/client-elastic-load-balancing-v2";

import type { ListenerAction } from "../model";
import type { LiveNames } from "./names";

/** What ends the handling of a request; others, such as authenticate-oidc, come before. Source: ELB API Reference, Action. */
const FINAL: readonly (string | undefined)[] = ["forward", "redirect", "fixed-response"];

/** What a listener or a rule does in the end: exactly one of its actions is final. */
export function listenerAction(
  actions: readonly Action[] | undefined,
  names: Pick<LiveNames, "targetGroup">,
): ListenerAction {
  const action = actions?.find(({ Type }) => FINAL.includes(Type)) ?? actions?.[0];
  switch (action?.Type) {
    case "forward":
      return { kind: "forward", targetGroups: targetsOf(action).map(names.targetGroup).sort() };
    case "redirect":
      return { kind: "redirect", to: redirectTo(action.RedirectConfig) };
    case "fixed-response":
      return { kind: "fixed response", status: action.FixedResponseConfig?.StatusCode ?? "" };
    default:
      return { kind: "other", what: action?.Type ?? "no action" };
  }
}

/** All target groups, those of weight 0 too: which of them gets requests is moved by deployments. */
function targetsOf({ ForwardConfig, TargetGroupArn }: Action): readonly (string | undefined)[] {
  const groups = ForwardConfig?.TargetGroups?.map((group) => group.TargetGroupArn) ?? [];
  return groups.length > 0 ? groups : [TargetGroupArn];
}

/** The URI that a request is sent to, as AWS writes it: what is not given stays what it was in the request. */
export function redirectTo(config: Partial<RedirectActionConfig> = {}): string {
  const { Protocol, Host, Port, Path, Query } = config;
  const query = Query ?? "#{query}";
  const uri = `${Protocol ?? "#{protocol}"}://${Host ?? "#{host}"}:${Port ?? "#{port}"}${Path ?? "/#{path}"}`;
  return query === "" ? uri : `${uri}?${query}`;
}
