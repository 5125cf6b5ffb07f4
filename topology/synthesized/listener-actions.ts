import type { ListenerAction } from "../model";
import type { Attributes } from "./attributes";
import type { Things } from "./things";

/** What ends the handling of a request; others, such as authenticate-oidc, come before ("Action", Elastic Load Balancing API Reference). */
const FINAL: readonly (string | undefined)[] = ["forward", "redirect", "fixed-response"];

/** What a listener or a rule does in the end. */
export function actionOf(owner: Attributes, blockName: "default_action" | "action", things: Things): ListenerAction {
  const blocks = owner.blocks(blockName);
  const uncertain = blocks.find(({ isCertain }) => !isCertain);
  if (uncertain !== undefined) return { kind: "other", what: uncertain.expression() };
  const deciding = blocks.find((block) => FINAL.includes(block.text("type"))) ?? blocks[0];
  return deciding === undefined
    ? { kind: "other", what: owner.expression(blockName) }
    : actionIn(deciding, deciding.text("type") ?? deciding.expression("type"), things);
}

function actionIn(action: Attributes, type: string, things: Things): ListenerAction {
  switch (type) {
    case "forward":
      return { kind: "forward", targetGroups: targetGroupsOf(action, things) };
    case "redirect":
      return { kind: "redirect", to: redirectIn(action) };
    case "fixed-response": {
      const [response] = action.blocks("fixed_response");
      return { kind: "fixed response", status: response?.text("status_code") ?? action.expression("fixed_response") };
    }
    default:
      return { kind: "other", what: type };
  }
}

/** One group, or several with weights: also those of weight 0, as deployments move the weights. */
function targetGroupsOf(action: Attributes, things: Things): string[] {
  const one = things.reference(action, "target_group_arn", "target group")?.name;
  const several = action
    .blocks("forward")
    .flatMap((forward) => (forward.isCertain ? forward.blocks("target_group") : [forward]))
    .map((group) => (group.isCertain ? things.nameAt(group, "arn", "target group") : group.expression()));
  const all = one === undefined ? several : [one, ...several];
  return all.length > 0 ? [...new Set(all)].sort() : [action.expression("target_group_arn")];
}

/** As a URL; what is not said stays as it was asked for ("RedirectActionConfig", Elastic Load Balancing API Reference). */
function redirectIn(action: Attributes): string {
  const [redirect] = action.blocks("redirect");
  if (redirect?.isCertain !== true) return action.expression("redirect");
  const part = (name: string, asked: string): string => redirect.text(name) ?? asked;
  const origin = `${part("protocol", "#{protocol}")}://${part("host", "#{host}")}:${part("port", "#{port}")}`;
  const query = redirect.isEmpty("query") ? "" : `?${part("query", "#{query}")}`;
  return `${origin}${part("path", "/#{path}")}${query}`;
}
