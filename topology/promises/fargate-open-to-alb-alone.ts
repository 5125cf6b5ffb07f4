import { isExpression } from "../reachability/expression";
import { placesOfContainers } from "../reachability/places";
import { formatRule } from "../reachability/words";
import type { FrontDoorPromise } from "./promise";

/** Whatever else may talk to containers goes past the load balancer. */
export const fargateOpenToAlbAlone: FrontDoorPromise = {
  id: "fargate-open-to-alb-alone",
  says: ({ fargateSecurityGroup, albSecurityGroup }) => `${fargateSecurityGroup} is open to ${albSecurityGroup} alone`,
  standsFor: "security layers: Fargate-SG takes traffic only from ALB-SG",
  remedy: "Let Fargate-SG take traffic from ALB-SG only.",
  check: (graph, expected) => {
    const { environment, fargateSecurityGroup, albSecurityGroup } = expected;
    const group = graph.securityGroup(fargateSecurityGroup);
    if (group === undefined) {
      return {
        outcome: "broken",
        reason: `there is no security group ${fargateSecurityGroup}`,
        change: `Deploy it: npx cdktf deploy '${environment}-security'.`,
      };
    }
    // Rules of several groups add up, so those of all that the containers have count.
    const names = new Set([
      fargateSecurityGroup,
      ...placesOfContainers(graph, expected).flatMap(({ securityGroups = [] }) => securityGroups),
    ]);
    const ingress = [...names].flatMap((name) =>
      (graph.securityGroup(name)?.rules ?? []).filter(({ direction }) => direction === "ingress"),
    );
    const others = ingress.filter(({ peer }) => peer.kind !== "security group" || peer.name !== albSecurityGroup);
    if (others.length > 0 && others.every(({ peer }) => peer.kind === "security group" && isExpression(peer.name))) {
      return {
        outcome: "unknown",
        reason: `security group ${fargateSecurityGroup}: ${others.map(formatRule).join(", ")}`,
        change: `Name ${albSecurityGroup} so that it can be told.`,
        culprits: [`security group ${fargateSecurityGroup}`],
      };
    }
    if (others.length > 0) {
      return {
        outcome: "broken",
        reason: `security group ${[...names].join(" and ")}: ${others.map(formatRule).join(", ")}`,
        change: `Remove ${others.length === 1 ? "this rule" : "these rules"}.`,
        culprits: [`security group ${fargateSecurityGroup}`],
      };
    }
    return {
      outcome: "kept",
      reason: ingress.length === 0 ? "it lets nothing in" : ingress.map(formatRule).join(", "),
    };
  },
};
