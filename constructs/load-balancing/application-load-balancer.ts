import { Lb } from "@cdktf/provider-aws/lib/lb";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../environments/configuration-error";
import type { AtLeastTwo } from "../at-least-two";
import type { IPublicSubnet } from "../network/subnet";
import type { IAlbSecurityGroup } from "../security/alb-security-group";

export interface ApplicationLoadBalancerProps {
  /** 1 to 32 letters, digits and hyphens (Elastic Load Balancing API Reference, "CreateLoadBalancer"). */
  readonly name: string;
  /** Public subnets in different availability zones; private ones, or one alone, do not compile. */
  readonly subnets: AtLeastTwo<IPublicSubnet>;
  /** ALB-SG and nothing beside it; another security group does not compile. */
  readonly securityGroup: IAlbSecurityGroup;
  /** Whether AWS refuses to delete it. */
  readonly deletionProtection: boolean;
  /** How long a connection may be idle, in seconds, 1 to 4000. */
  readonly idleTimeoutSeconds: number;
}

/**
 * An internet-facing Application Load Balancer for IPv4 in at least two availability zones.
 *
 * It drops header fields with invalid names (AWS Security Hub control ELB.4) and mitigates HTTP desync attacks in
 * `defensive` mode (ELB.12).
 */
export class ApplicationLoadBalancer extends Construct {
  readonly arn: string;
  /** Where clients reach it: `NAME-ID.REGION.elb.amazonaws.com`. */
  readonly dnsName: string;
  /** The hosted zone of `dnsName`, for alias records. */
  readonly zoneId: string;
  readonly securityGroup: IAlbSecurityGroup;

  /** @throws ConfigurationError if two subnets share an availability zone. */
  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    requireDistinctZones(this.node.path, props.subnets);
    this.securityGroup = props.securityGroup;

    const loadBalancer = new Lb(this, "load_balancer", {
      name: props.name,
      loadBalancerType: "application",
      internal: false,
      ipAddressType: "ipv4",
      subnets: props.subnets.map((subnet) => subnet.subnetId),
      securityGroups: [props.securityGroup.securityGroupId],
      enableDeletionProtection: props.deletionProtection,
      idleTimeout: props.idleTimeoutSeconds,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      tags: { Name: props.name },
    });
    loadBalancer.overrideLogicalId(id);
    this.arn = loadBalancer.arn;
    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
  }
}

/** AWS takes one subnet a zone (Elastic Load Balancing User Guide, "Availability Zone subnets"). */
function requireDistinctZones(where: string, subnets: AtLeastTwo<IPublicSubnet>): void {
  const zones = subnets.map((subnet) => subnet.availabilityZone).filter((zone) => !Token.isUnresolved(zone));
  const repeated = zones.find((zone, index) => zones.indexOf(zone) !== index);
  if (repeated !== undefined) {
    throw new ConfigurationError([
      {
        where: `${where}: subnets`,
        what: `an Application Load Balancer takes one subnet in each availability zone, got two in ${repeated}`,
        remedy: "Give public subnets in different availability zones.",
      },
    ]);
  }
}
