import type { Assumptions } from "./assumptions";
import { count, measure, type ResourceCost } from "./priced-part";
import { PRICES } from "./price-table";

/** `aws_route53_zone`, public or private. */
export function hostedZoneCost(assumptions: Assumptions): ResourceCost {
  return {
    parts: [
      { what: "hosted zone", quantities: [count(1, "zone")], price: PRICES.hostedZoneMonth },
      {
        what: "hosted zone, queries",
        quantities: [measure(assumptions["dns-million-queries"], "million queries")],
        price: PRICES.millionQueries,
        assumption: "dns-million-queries",
      },
    ],
  };
}
