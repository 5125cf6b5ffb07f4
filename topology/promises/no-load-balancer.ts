import type { Expected } from "../expected";
import type { Finding } from "./promise";

/** What every promise about the load balancer comes to where there is none. */
export function noLoadBalancer({ environment, loadBalancer }: Expected): Finding {
  return {
    outcome: "broken",
    reason: `there is no load balancer ${loadBalancer}`,
    change: `Deploy it: npx cdktf deploy '${environment}-*'.`,
  };
}
