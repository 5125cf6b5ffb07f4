import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";

/** ALB-SG as a load balancer sees it, in its own stack or in another. */
export interface IAlbSecurityGroup {
  readonly kind: "alb";
  readonly securityGroupId: string;
  /** The TCP ports that it lets in: a listener on any other would answer nobody. */
  readonly openPorts: readonly number[];
}

export interface AlbSecurityGroupProps {
  readonly vpcId: string;
  /** At most 255 characters, not starting with `sg-` (Amazon EC2 API Reference, "CreateSecurityGroup"). */
  readonly name: string;
  /** The IPv4 blocks whose clients may connect; each once. `0.0.0.0/0` is anywhere. */
  readonly allowedCidrs: readonly string[];
}

/** The ports of HTTP and, for the listener that comes with a certificate, HTTPS. */
const OPEN_PORTS = { http: 80, https: 443 } as const;

/**
 * The load balancer's security group: clients from the allowed blocks on 80 and 443. It opens no way out by itself;
 * whoever stands behind the load balancer adds the one that leads there.
 */
export class AlbSecurityGroup extends Construct implements IAlbSecurityGroup {
  readonly kind = "alb";
  readonly securityGroupId: string;
  readonly openPorts = Object.values(OPEN_PORTS);

  constructor(scope: Construct, id: string, props: AlbSecurityGroupProps) {
    super(scope, id);

    const securityGroup = new SecurityGroup(this, "security_group", {
      name: props.name,
      description: "Clients of the load balancer: HTTP and HTTPS in, containers out",
      vpcId: props.vpcId,
      tags: { Name: props.name },
    });
    securityGroup.overrideLogicalId(id);
    this.securityGroupId = securityGroup.id;

    // A rule is a resource of its own, keyed by what it allows: adding a block leaves all other rules alone.
    for (const [protocol, port] of Object.entries(OPEN_PORTS)) {
      for (const cidr of props.allowedCidrs) {
        const address = `${id}_${protocol}_from_${sourceKey(cidr)}`;
        new VpcSecurityGroupIngressRule(this, address, {
          securityGroupId: securityGroup.id,
          description: `${protocol.toUpperCase()} from ${cidr === ANYWHERE ? "anywhere" : cidr}`,
          cidrIpv4: cidr,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          tags: { Name: `${props.name} ${protocol} from ${cidr}` },
        }).overrideLogicalId(address);
      }
    }
  }
}

const ANYWHERE = "0.0.0.0/0";

/** The part of an address that stands for a block: `anywhere`, or `203_0_113_0_24` for 203.0.113.0/24. */
function sourceKey(cidr: string): string {
  return cidr === ANYWHERE ? "anywhere" : cidr.replace(/[./]/g, "_");
}
