import type { Block } from "../hcl/write-file";
import { ARNS } from "./load-balancing-examples";
import { APPLIED, run, testFile } from "./test-file";

/** tests/listener.tftest.hcl: behind these stacks. */
export function listenerTests(upstream: readonly Block[]): string {
  return testFile("The listener: HTTP on port 80, all of it to the target group.", [
    ...upstream,
    ...ARNS,
    run({
      name: "listener_on_80_forwards",
      assertions: [
        {
          condition: 'aws_lb_listener.http.port == 80 && aws_lb_listener.http.protocol == "HTTP"',
          message: "The listener is not HTTP on port 80: a browser that is given the DNS name gets no answer.",
        },
        {
          condition: 'aws_lb_listener.http.default_action[*].type == tolist(["forward"])',
          message: "The listener does not forward, or not only: requests do not reach the containers.",
        },
      ],
    }),
    APPLIED,
    run({
      name: "listener_connects_load_balancer_and_target_group",
      command: "apply",
      assertions: [
        {
          condition: "aws_lb_listener.http.load_balancer_arn == aws_lb.fargate_alb.arn",
          message: "The listener belongs to another load balancer: this one answers nobody.",
        },
        {
          condition: "aws_lb_listener.http.default_action[0].target_group_arn == aws_lb_target_group.fargate_tg.arn",
          message: "The listener forwards to another target group: requests do not reach the containers.",
        },
      ],
    }),
  ]);
}
