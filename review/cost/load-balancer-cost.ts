import type { ResourceValues } from "../plan/change";
import { isObject, type Json } from "../plan/json";
import type { Assumptions } from "./assumptions";
import { count, measure, MONTH, type PricedPart, type Quantity, type ResourceCost, unpriced } from "./priced-part";
import { PRICES } from "./price-table";

/** `aws_lb`: hours, capacity, and a public address in every zone of one that faces the internet. */
export function loadBalancerCost({ values }: ResourceValues, assumptions: Assumptions): ResourceCost {
  // Terraform AWS provider, aws_lb: application is the default.
  switch (values["load_balancer_type"] ?? "application") {
    case "application":
      return {
        parts: [
          {
            what: "Application Load Balancer, hours",
            quantities: [MONTH],
            price: PRICES.applicationLoadBalancerHour,
          },
          {
            what: "Application Load Balancer, capacity",
            quantities: [measure(assumptions.lcu, "LCU"), MONTH],
            price: PRICES.lcuHour,
            assumption: "lcu",
          },
          // An Application Load Balancer stands in two zones at least.
          ...publicAddresses(values, 2),
        ],
        ...reservedCapacity(values),
      };
    case "network":
      return {
        parts: [
          { what: "Network Load Balancer, hours", quantities: [MONTH], price: PRICES.networkLoadBalancerHour },
          {
            what: "Network Load Balancer, capacity",
            quantities: [measure(assumptions.nlcu, "NLCU"), MONTH],
            price: PRICES.nlcuHour,
            assumption: "nlcu",
          },
          ...publicAddresses(values, 1),
        ],
        ...reservedCapacity(values),
      };
    default:
      return unpriced("it is neither an application nor a network load balancer");
  }
}

/** AWS scales an Application Load Balancer out to more addresses, which no plan knows. */
function publicAddresses(values: ResourceValues["values"], least: number): PricedPart[] {
  // Not told from the default by some readers of it: only what is internal says so.
  if (values["internal"] === true || values["ip_address_type"] === "dualstack-without-public-ipv4") return [];
  const addresses = addressCount(values, least);
  return addresses.amount === 0
    ? []
    : [{ what: "public IPv4 addresses", quantities: [addresses, MONTH], price: PRICES.publicIpv4Hour }];
}

/** One in each subnet, but for Elastic IP addresses: those are paid for as such. */
function addressCount(values: ResourceValues["values"], least: number): Quantity {
  const mappings = list(values["subnet_mapping"]);
  const subnets = Math.max(list(values["subnets"]).length, mappings.length);
  if (subnets === 0) return { amount: least, text: `at least ${count(least, "address", "addresses").text}` };
  const elastic = mappings.filter((each) => isObject(each) && (each["allocation_id"] ?? "") !== "").length;
  return count(subnets - elastic, "address", "addresses");
}

/** Terraform AWS provider, aws_lb, `minimum_load_balancer_capacity`: paid for whether it is used or not. */
function reservedCapacity(values: ResourceValues["values"]): Pick<ResourceCost, "unpriced"> {
  return list(values["minimum_load_balancer_capacity"]).length === 0 ? {} : { unpriced: "its reserved capacity" };
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
