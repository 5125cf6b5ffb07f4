/**
 * One call: the action and its parameters, such as `VpcId` or `TagSpecification.1.Tag.1.Key` of a query API. Those of ECS, which
 * is asked in JSON, are called as they would be there: `services.1`.
 */
export interface ApiCall {
  /** The prefix that IAM gives the service. */
  readonly service: "ec2" | "elasticloadbalancing" | "ecs";
  readonly action: string;
  readonly parameters: URLSearchParams;
}

/** What AWS asks the policies before it carries a call out, once for each resource. */
export interface Asked {
  /** An IAM action, such as `ec2:CreateSubnet`. */
  readonly action: string;
  readonly resource: string;
  /** Condition keys, as they are known for this resource. */
  readonly context: Readonly<Record<string, string>>;
}

/** The tags that something in AWS has now, by its id or ARN. */
export type TagsOf = (resource: string) => Promise<Readonly<Record<string, string>>>;

/** Where everything lies. */
export interface Place {
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
}

/**
 * What a call needs, or undefined where that is not known here. What does not exist yet is asked for with the tags that it is
 * to have (`aws:RequestTag`), what exists with those that it has (`aws:ResourceTag`), and tags at creation are a permission of
 * their own with `CreateAction`. Source: "Actions, resources, and condition keys for Amazon EC2", "... for AWS Elastic Load
 * Balancing" and "... for Amazon Elastic Container Service", Service Authorization Reference; "Grant permission to tag Amazon EC2
 * resources during creation", Amazon EC2 User Guide.
 */
export async function neededFor(call: ApiCall, place: Place, tagsOf: TagsOf): Promise<Asked[] | undefined> {
  const { service, action, parameters } = call;
  const name = `${service}:${action}`;
  if (service === "ecs")
    return ECS_READS[action]?.(parameters).map((resource) => ({ action: name, resource, context: {} }));
  if (action.startsWith("Describe")) return [{ action: name, resource: "*", context: {} }];

  const made = service === "ec2" ? EC2_MAKES[action] : ELB_MAKES[action]?.(parameters, place);
  const used = service === "ec2" ? EC2_USES[action] : ELB_USES[action];
  if (made === undefined && used === undefined) return undefined;

  const asked: Asked[] = [];
  const tags = requestTags(parameters);
  const wanted = prefixed("aws:RequestTag/", tags);
  if (made !== undefined && (service !== "ec2" || !ONLY_WITH_TAGS.has(action) || Object.keys(tags).length > 0)) {
    const resource = service === "ec2" ? arn(place, made, "new") : made;
    asked.push({ action: name, resource, context: wanted });
    if (Object.keys(tags).length > 0) {
      const tagging = service === "ec2" ? "ec2:CreateTags" : "elasticloadbalancing:AddTags";
      asked.push({ action: tagging, resource, context: { ...wanted, [`${service}:CreateAction`]: action } });
    }
  }
  for (const parameter of used ?? []) {
    for (const id of valuesOf(parameters, parameter)) {
      const resource = service === "ec2" ? arn(place, kindOf(id), id) : id;
      const context = prefixed("aws:ResourceTag/", await tagsOf(id));
      asked.push({ action: name, resource, context: { ...context, ...(TAGS.has(action) ? wanted : {}) } });
    }
  }
  return asked;
}

/** The resource that a call makes. */
const EC2_MAKES: Readonly<Record<string, string>> = {
  AllocateAddress: "elastic-ip",
  AuthorizeSecurityGroupEgress: "security-group-rule",
  AuthorizeSecurityGroupIngress: "security-group-rule",
  CreateInternetGateway: "internet-gateway",
  CreateNatGateway: "natgateway",
  CreateRouteTable: "route-table",
  CreateSecurityGroup: "security-group",
  CreateSubnet: "subnet",
  CreateVpc: "vpc",
};

/** Rules are resources only where they are given tags. */
const ONLY_WITH_TAGS = new Set(["AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress"]);

/** The parameters that name what is there already; `ResourceId.` is a list. */
const EC2_USES: Readonly<Record<string, readonly string[]>> = {
  AssociateRouteTable: ["RouteTableId", "SubnetId"],
  AttachInternetGateway: ["InternetGatewayId", "VpcId"],
  AuthorizeSecurityGroupEgress: ["GroupId"],
  AuthorizeSecurityGroupIngress: ["GroupId"],
  CreateNatGateway: ["SubnetId", "AllocationId"],
  CreateRoute: ["RouteTableId"],
  CreateRouteTable: ["VpcId"],
  CreateSecurityGroup: ["VpcId"],
  CreateSubnet: ["VpcId"],
  CreateTags: ["ResourceId."],
  DeleteInternetGateway: ["InternetGatewayId"],
  DeleteNatGateway: ["NatGatewayId"],
  DeleteRoute: ["RouteTableId"],
  DeleteRouteTable: ["RouteTableId"],
  DeleteSecurityGroup: ["GroupId"],
  DeleteSubnet: ["SubnetId"],
  DeleteTags: ["ResourceId."],
  DeleteVpc: ["VpcId"],
  DetachInternetGateway: ["InternetGatewayId", "VpcId"],
  DisassociateAddress: ["AssociationId"],
  // Of the table and the subnet; the call names neither.
  DisassociateRouteTable: ["AssociationId"],
  ModifySecurityGroupRules: ["GroupId", "SecurityGroupRule."],
  ModifySubnetAttribute: ["SubnetId"],
  ModifyVpcAttribute: ["VpcId"],
  ReleaseAddress: ["AllocationId"],
  ReplaceRoute: ["RouteTableId"],
  ReplaceRouteTableAssociation: ["AssociationId", "RouteTableId"],
  RevokeSecurityGroupEgress: ["GroupId"],
  RevokeSecurityGroupIngress: ["GroupId"],
};

const ELB_MAKES: Readonly<Record<string, (parameters: URLSearchParams, place: Place) => string>> = {
  CreateLoadBalancer: (parameters, place) => elbArn(place, `loadbalancer/app/${String(parameters.get("Name"))}/new`),
  CreateTargetGroup: (parameters, place) => elbArn(place, `targetgroup/${String(parameters.get("Name"))}/new`),
  CreateListener: (parameters) =>
    `${String(parameters.get("LoadBalancerArn")).replace(":loadbalancer/", ":listener/")}/new`,
};

const ELB_USES: Readonly<Record<string, readonly string[]>> = {
  AddTags: ["ResourceArns.member."],
  CreateListener: ["LoadBalancerArn"],
  DeleteListener: ["ListenerArn"],
  DeleteLoadBalancer: ["LoadBalancerArn"],
  DeleteTargetGroup: ["TargetGroupArn"],
  ModifyListener: ["ListenerArn"],
  ModifyListenerAttributes: ["ListenerArn"],
  ModifyLoadBalancerAttributes: ["LoadBalancerArn"],
  ModifyTargetGroup: ["TargetGroupArn"],
  ModifyTargetGroupAttributes: ["TargetGroupArn"],
  RemoveTags: ["ResourceArns.member."],
  SetIpAddressType: ["LoadBalancerArn"],
  SetSecurityGroups: ["LoadBalancerArn"],
  SetSubnets: ["LoadBalancerArn"],
};

/** What is read of ECS, by the resources that it is asked for. Nothing of it is changed here. */
const ECS_READS: Readonly<Record<string, (parameters: URLSearchParams) => string[]>> = {
  DescribeServices: (parameters) => valuesOf(parameters, "services."),
  ListClusters: () => ["*"],
  ListServices: () => ["*"],
};

/** Calls whose tags are about what exists. */
const TAGS = new Set(["CreateTags", "DeleteTags", "AddTags", "RemoveTags"]);

/** `TagSpecification.1.Tag.2.Key` of EC2's creations, `Tag.2.Key` of CreateTags, `Tags.member.2.Key` of ELB. */
function requestTags(parameters: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [name, key] of parameters) {
    const [, before] = /^((?:TagSpecification\.\d+\.)?Tag\.\d+|Tags\.member\.\d+)\.Key$/.exec(name) ?? [];
    if (before !== undefined) tags[key] = parameters.get(`${before}.Value`) ?? "";
  }
  return tags;
}

function valuesOf(parameters: URLSearchParams, name: string): string[] {
  return [...parameters].flatMap(([key, value]) => {
    const isIn = name.endsWith(".")
      ? key.startsWith(name) && /(^|\.)\d+(\.SecurityGroupRuleId)?$/.test(key)
      : key === name;
    return isIn ? [value] : [];
  });
}

const KINDS: Readonly<Record<string, string>> = {
  eipalloc: "elastic-ip",
  eipassoc: "elastic-ip",
  igw: "internet-gateway",
  nat: "natgateway",
  rtb: "route-table",
  rtbassoc: "route-table",
  sg: "security-group",
  sgr: "security-group-rule",
  subnet: "subnet",
  vpc: "vpc",
};

function kindOf(id: string): string {
  const [prefix = ""] = id.split("-");
  const kind = KINDS[prefix];
  if (kind === undefined) throw new Error(`what is ${id}?`);
  return kind;
}

function arn({ region, account }: Place, kind: string, id: string): string {
  return `arn:aws:ec2:${region}:${account}:${kind}/${id}`;
}

function elbArn({ region, account }: Place, rest: string): string {
  return `arn:aws:elasticloadbalancing:${region}:${account}:${rest}`;
}

function prefixed(prefix: string, tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}${key}`, value]));
}
