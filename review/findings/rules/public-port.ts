import { splitByPort, trafficInWords } from "../ingress/front-door-ports";
import { fromAnywhereIn } from "../ingress/ingress-change";
import { listenerOpened } from "../ingress/listener";
import type { FindingRule } from "../rule";

/** The internet gets in on a port that no front door has: SSH, databases, the containers' own. */
export const publicPort: FindingRule = {
  kind: "public-port",
  find: (reading, context) => {
    const { open, isPortUnknown } = fromAnywhereIn(reading, context);
    const { other } = splitByPort(open);
    if (other.length === 0 && isPortUnknown) {
      return {
        severity: "high",
        what: "lets the internet in, on a port that is known only after apply",
        meaning: ["It cannot be told whether that is 80 or 443."],
      };
    }
    if (other.length === 0) return listenerOpened(reading, context);
    return {
      severity: "critical",
      what: `lets the internet in on other ports than 80 and 443: ${trafficInWords(reading, other)}`,
      meaning: ["Anybody may send that to what is in the security group, and many will try within minutes."],
    };
  },
};
