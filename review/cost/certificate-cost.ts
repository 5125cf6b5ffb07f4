import type { ResourceValues } from "../plan/change";
import { isObject, type Json } from "../plan/json";
import { FREE, type ResourceCost, unpriced } from "./priced-part";

/** `aws_acm_certificate`: a public one that stays in AWS is free, and so is one that was imported. */
export function certificateCost({ values }: ResourceValues): ResourceCost {
  if ((values["certificate_authority_arn"] ?? "") !== "") return unpriced("a private authority issues it");
  const options = Array.isArray(values["options"]) ? (values["options"] as readonly Json[]) : [];
  return options.some((each) => isObject(each) && each["export"] === "ENABLED") ? unpriced("it is exportable") : FREE;
}
