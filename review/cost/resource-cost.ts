import type { ResourceValues } from "../plan/change";
import type { Assumptions } from "./assumptions";
import { certificateCost } from "./certificate-cost";
import { ecsServiceCost } from "./fargate-cost";
import { isFree } from "./free-types";
import { hostedZoneCost } from "./hosted-zone-cost";
import { loadBalancerCost } from "./load-balancer-cost";
import { logGroupCost } from "./log-group-cost";
import { elasticIpCost, natGatewayCost, vpcEndpointCost } from "./network-cost";
import { FREE, type ResourceCost, unpriced } from "./priced-part";

/**
 * What a resource costs a month.
 *
 * @param all - every resource of the same side, before or after
 */
export function resourceCost(
  resource: ResourceValues,
  all: readonly ResourceValues[],
  assumptions: Assumptions,
): ResourceCost {
  switch (resource.type) {
    case "aws_lb":
    case "aws_alb":
      return loadBalancerCost(resource, assumptions);
    case "aws_nat_gateway":
      return natGatewayCost(assumptions);
    case "aws_eip":
      return elasticIpCost(resource);
    case "aws_vpc_endpoint":
      return vpcEndpointCost(resource);
    case "aws_ecs_service":
      return ecsServiceCost(resource, all);
    case "aws_route53_zone":
      return hostedZoneCost(assumptions);
    case "aws_acm_certificate":
      return certificateCost(resource);
    case "aws_cloudwatch_log_group":
      return logGroupCost(resource, assumptions);
    default:
      return isFree(resource.type) ? FREE : unpriced("");
  }
}
