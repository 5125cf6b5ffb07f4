import { splitByPort, trafficInWords } from "../ingress/front-door-ports";
import { fromAnywhereIn } from "../ingress/ingress-change";
import { schemeOpened } from "../ingress/scheme";
import type { FindingRule } from "../rule";

/**
 * The internet gets in where it did not: HTTP and HTTPS, which is what a front door is for; what cannot be told; and load
 * balancers that leave the network. Other ports are `public-port`, which who names this kind means as well, see kinds.ts.
 */
export const publicIngress: FindingRule = {
  kind: "public-ingress",
  find: (reading, context) => {
    const scheme = schemeOpened(reading);
    if (scheme !== undefined) return scheme;
    const { open, doubts } = fromAnywhereIn(reading, context);
    const { frontDoor, other } = splitByPort(open);
    if (frontDoor.length > 0) {
      return {
        severity: doubts.length > 0 && other.length === 0 ? "high" : "medium",
        what: `lets the internet in: ${trafficInWords(reading, frontDoor)}`,
        meaning: ["Anybody may send that to what is in the security group.", ...doubts],
      };
    }
    if (doubts.length === 0) return undefined;
    return { severity: "high", what: "may let the internet in", meaning: doubts };
  },
};
