import {
  type Action,
  CreateListenerCommand,
  type CreateListenerCommandInput,
  CreateLoadBalancerCommand,
  type CreateLoadBalancerCommandInput,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  type CreateTargetGroupCommandInput,
  type ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { idOf } from "./made-network";

/** Makes load balancers and what belongs to them as a person would by hand, one call each, and gives their ARNs. */
export class MadeLoadBalancing {
  constructor(readonly elb: ElasticLoadBalancingV2Client) {}

  async loadBalancer(input: CreateLoadBalancerCommandInput): Promise<string> {
    const { LoadBalancers = [] } = await this.elb.send(new CreateLoadBalancerCommand(input));
    return idOf(LoadBalancers[0]?.LoadBalancerArn);
  }

  async targetGroup(input: CreateTargetGroupCommandInput): Promise<string> {
    const { TargetGroups = [] } = await this.elb.send(new CreateTargetGroupCommand(input));
    return idOf(TargetGroups[0]?.TargetGroupArn);
  }

  async listener(input: CreateListenerCommandInput): Promise<string> {
    const { Listeners = [] } = await this.elb.send(new CreateListenerCommand(input));
    return idOf(Listeners[0]?.ListenerArn);
  }

  async rule(ListenerArn: string, Priority: number, action: Action): Promise<void> {
    const Conditions = [{ Field: "path-pattern", PathPatternConfig: { Values: [`/${String(Priority)}/*`] } }];
    await this.elb.send(new CreateRuleCommand({ ListenerArn, Priority, Conditions, Actions: [action] }));
  }
}
