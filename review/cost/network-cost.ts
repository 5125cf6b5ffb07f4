import type { ResourceValues } from "../plan/change";
import type { Assumptions } from "./assumptions";
import { FREE, measure, MONTH, type ResourceCost, unpriced } from "./priced-part";
import { PRICES } from "./price-table";

/** `aws_nat_gateway`: hours and what goes through it. The public address of one is an Elastic IP address, paid for as such. */
export function natGatewayCost(assumptions: Assumptions): ResourceCost {
  return {
    parts: [
      { what: "NAT gateway, hours", quantities: [MONTH], price: PRICES.natGatewayHour },
      {
        what: "NAT gateway, traffic",
        quantities: [measure(assumptions["nat-gb"], "GB")],
        price: PRICES.natGatewayGb,
        assumption: "nat-gb",
      },
    ],
  };
}

/** `aws_eip`, in use or not. */
export function elasticIpCost({ values }: ResourceValues): ResourceCost {
  const pool = values["public_ipv4_pool"] ?? "amazon";
  const customerOwned = values["customer_owned_ipv4_pool"] ?? "";
  // What one brings along is free, a contiguous block from Amazon is not, and the pool's name does not tell them apart.
  return (pool === "amazon" || pool === "") && customerOwned === ""
    ? { parts: [{ what: "public IPv4 address", quantities: [MONTH], price: PRICES.publicIpv4Hour }] }
    : unpriced("its address comes from a pool of yours");
}

/** `aws_vpc_endpoint`: one of type Gateway, the default, is free. */
export function vpcEndpointCost({ values }: ResourceValues): ResourceCost {
  return (values["vpc_endpoint_type"] ?? "Gateway") === "Gateway" ? FREE : unpriced("");
}
