import { Testing, TerraformStack } from "cdktf";
import type { AtLeastTwo } from "../../constructs/at-least-two";
import { ApplicationLoadBalancer } from "../../constructs/load-balancing/application-load-balancer";
import { HttpListener } from "../../constructs/load-balancing/http-listener";
import { IpTargetGroup } from "../../constructs/load-balancing/ip-target-group";
import { NatGateway } from "../../constructs/network/nat-gateway";
import { PrivateSubnet } from "../../constructs/network/private-subnet";
import type { PrivateRouteTable } from "../../constructs/network/private-route-table";
import type { PublicRouteTable } from "../../constructs/network/public-route-table";
import { PublicSubnet } from "../../constructs/network/public-subnet";
import type { InternetGateway } from "../../constructs/network/internet-gateway";
import type { IPrivateSubnet, IPublicSubnet } from "../../constructs/network/subnet";
import type { IAlbSecurityGroup } from "../../constructs/security/alb-security-group";
import type { LoadBalancingStack } from "../../stacks/load-balancing-stack";
import type { NetworkStack } from "../../stacks/network-stack";
import { FargateSecurityGroup, type IFargateSecurityGroup } from "../../constructs/security/fargate-security-group";

/**
 * The tutorial's mistakes, as programs that the compiler refuses. `tsc` reports an `@ts-expect-error` above a line that
 * does compile, so each of these is a proof; the functions are never called.
 */
declare const scope: TerraformStack;
declare const publicSubnets: AtLeastTwo<IPublicSubnet>;
declare const privateSubnets: AtLeastTwo<IPrivateSubnet>;
declare const alb: IAlbSecurityGroup;
declare const fargate: IFargateSecurityGroup;
declare const publicRouteTable: PublicRouteTable;
declare const privateRouteTable: PrivateRouteTable;
declare const internetGateway: InternetGateway;
declare const loadBalancer: ApplicationLoadBalancer;
declare const targetGroup: IpTargetGroup;
declare const stack: LoadBalancingStack;
declare const network: NetworkStack;
declare const healthCheck: IpTargetGroup extends never
  ? never
  : ConstructorParameters<typeof IpTargetGroup>[2]["healthCheck"];

const options = { name: "Fargate-ALB", deletionProtection: false, idleTimeoutSeconds: 60 };
const subnet = { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", availabilityZone: "us-east-1a", name: "Subnet" };
const group = { name: "Fargate-TG", vpcId: "vpc-1", deregistrationDelaySeconds: 300 };

export const refused = {
  // What does compile, so that the lines below fail for the reason that they name.
  loadBalancer: () =>
    new ApplicationLoadBalancer(scope, "a", { ...options, subnets: publicSubnets, securityGroup: alb }),
  targetGroup: () => new IpTargetGroup(scope, "a", { ...group, containers: fargate, healthCheck }),
  listener: () => new HttpListener(scope, "a", { loadBalancer, targetGroup }),
  publicSubnet: () => new PublicSubnet(scope, "a", { ...subnet, routeTable: publicRouteTable }),
  privateSubnet: () => new PrivateSubnet(scope, "a", { ...subnet, routeTable: privateRouteTable }),
  natGateway: () => new NatGateway(scope, "a", { subnet: publicSubnets[0], internetGateway, name: "NAT" }),

  loadBalancerInPrivateSubnets: () =>
    // @ts-expect-error a load balancer in private subnets is not reachable from the internet
    new ApplicationLoadBalancer(scope, "a", { ...options, subnets: privateSubnets, securityGroup: alb }),
  loadBalancerInPrivateSubnetsOfAnotherStack: () =>
    new ApplicationLoadBalancer(scope, "a", {
      ...options,
      // @ts-expect-error what one stack reads of another keeps its kind
      subnets: stack.use(network.privateSubnets),
      securityGroup: alb,
    }),
  loadBalancerInOnePrivateSubnet: () =>
    new ApplicationLoadBalancer(scope, "a", {
      ...options,
      // @ts-expect-error one private subnet among public ones is one too many
      subnets: [publicSubnets[0], privateSubnets[0]],
      securityGroup: alb,
    }),
  loadBalancerInOneSubnet: () =>
    // @ts-expect-error AWS refuses a load balancer in a single zone
    new ApplicationLoadBalancer(scope, "a", { ...options, subnets: [publicSubnets[0]], securityGroup: alb }),
  loadBalancerInSomeSubnets: () =>
    new ApplicationLoadBalancer(scope, "a", {
      ...options,
      // @ts-expect-error a list of unknown length may hold only one
      subnets: [...publicSubnets].slice(1),
      securityGroup: alb,
    }),
  loadBalancerWithContainersGroup: () =>
    // @ts-expect-error the containers' security group lets no client in
    new ApplicationLoadBalancer(scope, "a", { ...options, subnets: publicSubnets, securityGroup: fargate }),
  loadBalancerWithAnyGroup: () =>
    // @ts-expect-error an id may be that of any security group, the default one included
    new ApplicationLoadBalancer(scope, "a", { ...options, subnets: publicSubnets, securityGroup: "sg-1" }),
  loadBalancerWithTwoGroups: () =>
    // @ts-expect-error ALB-SG and nothing beside it
    new ApplicationLoadBalancer(scope, "a", { ...options, subnets: publicSubnets, securityGroup: [alb, alb] }),

  targetGroupOnAnotherPort: () =>
    // @ts-expect-error the port is that of the containers' security group
    new IpTargetGroup(scope, "a", { ...group, containers: fargate, healthCheck, port: 8080 }),
  targetGroupOfAnotherProtocol: () =>
    // @ts-expect-error the protocol is HTTP
    new IpTargetGroup(scope, "a", { ...group, containers: fargate, healthCheck, protocol: "TCP" }),
  targetGroupOfLoadBalancers: () =>
    // @ts-expect-error traffic goes to the containers, not back to the load balancer
    new IpTargetGroup(scope, "a", { ...group, containers: alb, healthCheck }),
  listenerToTargetGroupOfAnotherProtocol: (other: Omit<IpTargetGroup, "protocol"> & { protocol: "TCP" }) =>
    // @ts-expect-error an HTTP listener forwards to an HTTP target group
    new HttpListener(scope, "a", { loadBalancer, targetGroup: other }),
  listenerOnAnotherPort: () =>
    // @ts-expect-error HTTP is port 80
    new HttpListener(scope, "a", { loadBalancer, targetGroup, port: 8080 }),

  containersOpenToAnyGroup: () =>
    // @ts-expect-error traffic to the containers comes from the load balancer's security group
    new FargateSecurityGroup(scope, "a", { vpcId: "vpc-1", name: "Fargate-SG", containerPort: 6060, source: fargate }),

  publicSubnetOnPrivateRoutes: () =>
    // @ts-expect-error what makes a subnet public is its route to the internet gateway
    new PublicSubnet(scope, "a", { ...subnet, routeTable: privateRouteTable }),
  privateSubnetOnPublicRoutes: () =>
    // @ts-expect-error a private subnet has no route to the internet gateway
    new PrivateSubnet(scope, "a", { ...subnet, routeTable: publicRouteTable }),
  natGatewayInPrivateSubnet: () =>
    // @ts-expect-error a NAT gateway in a private subnet has no way out itself
    new NatGateway(scope, "a", { subnet: privateSubnets[0], internetGateway, name: "NAT" }),
};

test("the proofs are there to be compiled, and never run", () => {
  expect(Object.keys(refused).length).toBeGreaterThan(15);
  expect(Testing).toBeDefined();
});
