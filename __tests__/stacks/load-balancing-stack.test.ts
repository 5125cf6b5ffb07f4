import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import "cdktf/lib/testing/adapters/jest";
import { type Synthesized, synthesizeFrontDoor } from "./synthesize";

describe("the load-balancing stack of an environment with all defaults", () => {
  let stack: Synthesized;

  beforeAll(() => {
    stack = synthesizeFrontDoor().loadBalancing;
  });

  test("the listener on port 80 forwards to the target group", () => {
    expect(stack.text).toHaveResourceWithProperties(LbListener, {
      load_balancer_arn: "${aws_lb.fargate_alb.arn}",
      port: 80,
      protocol: "HTTP",
      default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.fargate_tg.arn}" }],
    });
    expect(Object.keys(stack.json.resource?.["aws_lb_listener"] ?? {})).toEqual(["http"]);
  });

  test("the target group takes containers by IP address on port 6060, and checks /health", () => {
    expect(stack.text).toHaveResourceWithProperties(LbTargetGroup, {
      name: "Fargate-TG",
      target_type: "ip",
      ip_address_type: "ipv4",
      protocol: "HTTP",
      protocol_version: "HTTP1",
      port: 6060,
      vpc_id: "${data.terraform_remote_state.network.outputs.vpc_id}",
      deregistration_delay: "300",
      health_check: {
        enabled: true,
        protocol: "HTTP",
        port: "traffic-port",
        path: "/health",
        interval: 30,
        timeout: 5,
        healthy_threshold: 5,
        unhealthy_threshold: 2,
        matcher: "200",
      },
    });
  });

  test("the load balancer faces the internet, in both public subnets, with ALB-SG alone", () => {
    expect(stack.text).toHaveResourceWithProperties(Lb, {
      name: "Fargate-ALB",
      load_balancer_type: "application",
      internal: false,
      ip_address_type: "ipv4",
      subnets: [
        "${data.terraform_remote_state.network.outputs.public_subnet_ids[0]}",
        "${data.terraform_remote_state.network.outputs.public_subnet_ids[1]}",
      ],
      security_groups: ["${data.terraform_remote_state.security.outputs.alb_security_group_id}"],
    });
  });

  test("the load balancer drops invalid header fields, mitigates desync attacks and can be deleted", () => {
    expect(stack.text).toHaveResourceWithProperties(Lb, {
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "defensive",
      enable_deletion_protection: false,
      idle_timeout: 60,
    });
  });

  test("no target is registered: the ECS service does that later", () => {
    expect(stack.json.resource).not.toHaveProperty("aws_lb_target_group_attachment");
  });

  test("it publishes what DNS records, services and further listeners need", () => {
    expect(stack.json.output).toEqual({
      load_balancer_dns_name: { value: "${aws_lb.fargate_alb.dns_name}", description: expect.any(String) as string },
      load_balancer_zone_id: { value: "${aws_lb.fargate_alb.zone_id}", description: expect.any(String) as string },
      load_balancer_arn: { value: "${aws_lb.fargate_alb.arn}", description: expect.any(String) as string },
      target_group_arn: { value: "${aws_lb_target_group.fargate_tg.arn}", description: expect.any(String) as string },
      http_listener_arn: { value: "${aws_lb_listener.http.arn}", description: expect.any(String) as string },
    });
  });
});

describe("an environment that sets the load balancer's and the target group's options", () => {
  let stack: Synthesized;

  beforeAll(() => {
    stack = synthesizeFrontDoor({
      namePrefix: "blue-",
      loadBalancer: { name: "Door", deletionProtection: true, idleTimeoutSeconds: 4000 },
      targetGroup: {
        name: "Containers",
        port: 8080,
        healthCheck: {
          path: "/ready",
          intervalSeconds: 10,
          timeoutSeconds: 3,
          healthyThreshold: 2,
          unhealthyThreshold: 10,
          successCodes: "200-299",
        },
        deregistrationDelaySeconds: 0,
      },
    }).loadBalancing;
  });

  test("each of them arrives, and 0 is a value like any other", () => {
    expect(stack.text).toHaveResourceWithProperties(Lb, {
      name: "blue-Door",
      enable_deletion_protection: true,
      idle_timeout: 4000,
    });
    expect(stack.text).toHaveResourceWithProperties(LbTargetGroup, {
      name: "blue-Containers",
      port: 8080,
      deregistration_delay: "0",
      health_check: {
        enabled: true,
        protocol: "HTTP",
        port: "traffic-port",
        path: "/ready",
        interval: 10,
        timeout: 3,
        healthy_threshold: 2,
        unhealthy_threshold: 10,
        matcher: "200-299",
      },
    });
  });
});

test("with three zones the load balancer stands in all three public subnets", () => {
  // GIVEN
  const { loadBalancing } = synthesizeFrontDoor({
    network: {
      zones: [
        { availabilityZone: "us-east-1a", public: "172.31.0.0/24", private: "172.31.1.0/24" },
        { availabilityZone: "us-east-1b", public: "172.31.2.0/24", private: "172.31.3.0/24" },
        { availabilityZone: "us-east-1c", public: "172.31.4.0/24", private: "172.31.5.0/24" },
      ],
    },
  });
  // THEN
  expect(loadBalancing.json.resource?.["aws_lb"]?.["fargate_alb"]?.["subnets"]).toEqual([
    "${data.terraform_remote_state.network.outputs.public_subnet_ids[0]}",
    "${data.terraform_remote_state.network.outputs.public_subnet_ids[1]}",
    "${data.terraform_remote_state.network.outputs.public_subnet_ids[2]}",
  ]);
});
