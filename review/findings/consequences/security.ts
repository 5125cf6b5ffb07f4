import type { Consequence, Consequences } from "./consequence";

const rule: Consequence = {
  severity: "high",
  destroyed: ["What it let pass is stopped, unless another rule lets it pass."],
  replaced: ["Between the two, what it lets pass may be stopped."],
  replacedSeverity: "medium",
};

const permissions: Consequence = {
  severity: "medium",
  destroyed: ["Who has its permissions loses them."],
  replaced: ["Between the two, who has its permissions lacks them."],
};

/** Security groups, and who may do what. */
export const SECURITY: Consequences = {
  aws_security_group: {
    severity: "high",
    destroyed: [
      "What is in it needs another. AWS deletes it only once no network interface and no other group uses it.",
    ],
    replaced: ["Its id is another: what is in it has to be led to the new one, and rules that name it are made anew."],
  },
  aws_vpc_security_group_ingress_rule: rule,
  aws_vpc_security_group_egress_rule: rule,
  aws_security_group_rule: rule,
  aws_iam_role: {
    severity: "high",
    destroyed: ["What runs with this role may do nothing any more."],
    replaced: [
      "Between the two, what runs with this role may do nothing. Policies of others that name it stop fitting.",
    ],
  },
  aws_iam_user: { severity: "high", destroyed: ["Who works with this user is locked out."] },
  aws_iam_policy: permissions,
  aws_iam_role_policy: permissions,
  aws_iam_role_policy_attachment: permissions,
  aws_iam_openid_connect_provider: {
    severity: "high",
    destroyed: ["Who signs in through it is locked out: pipelines, for one."],
  },
  aws_wafv2_web_acl: { severity: "high", destroyed: ["What it kept away gets through."] },
  aws_wafv2_web_acl_association: { severity: "high", destroyed: ["What the web ACL kept away gets through."] },
};
