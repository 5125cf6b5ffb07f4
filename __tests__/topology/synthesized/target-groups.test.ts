import type { TargetGroup } from "../../../topology/model";
import { only, topologyOf, VPC } from "./fixture";

function read(attributes: object, type = "aws_lb_target_group"): TargetGroup {
  return only(
    topologyOf(VPC, { [type]: { t: { name: "T", vpc_id: "${aws_vpc.main.id}", ...attributes } } }).targetGroups,
  );
}

const HTTP = { protocol: "HTTP", port: 8080 };

test.each(["aws_lb_target_group", "aws_alb_target_group"])("an %s of which only the needful is said", (type) => {
  expect(read(HTTP, type)).toEqual({
    name: "T",
    vpc: "VPC",
    targetType: "instance",
    protocol: "HTTP",
    port: 8080,
    healthCheck: { protocol: "HTTP", path: "/", port: "traffic-port" },
  });
});

test.each<[string, object, Partial<TargetGroup>]>([
  ["of addresses", { target_type: "ip" }, { targetType: "ip" }],
  ["on a port in a string", { port: "6060" }, { port: 6060 }],
  ["on a port that cannot be told", { port: "${var.port}" }, { port: 0 }],
  ["in a VPC that cannot be told", { vpc_id: "${var.vpc}" }, { vpc: "${var.vpc}" }],
  ["in a VPC that is not said", { vpc_id: null }, { vpc: "${aws_lb_target_group.t.vpc_id}" }],
  ["of a protocol that is not said", { protocol: null }, { protocol: "${aws_lb_target_group.t.protocol}" }],
])("%s", (_, attributes, expected) => {
  expect(read({ ...HTTP, ...attributes })).toMatchObject(expected);
});

test("of a Lambda function: neither VPC nor port nor protocol", () => {
  expect(read({ target_type: "lambda", vpc_id: null })).toEqual({
    name: "T",
    vpc: "",
    targetType: "lambda",
    protocol: "",
    port: 0,
    healthCheck: { protocol: "", path: "/", port: "traffic-port" },
  });
});

test.each<[string, object, Partial<TargetGroup["healthCheck"]>]>([
  [
    "everything said",
    { health_check: { protocol: "HTTPS", path: "/health", port: 9000 } },
    { protocol: "HTTPS", path: "/health", port: "9000" },
  ],
  ["in a list", { health_check: [{ path: "/health" }] }, { protocol: "HTTP", path: "/health", port: "traffic-port" }],
  ["nothing said, of gRPC", { protocol_version: "GRPC" }, { protocol: "HTTP", path: "/AWS.ALB/healthcheck" }],
  ["nothing said, of TCP", { protocol: "TCP" }, { protocol: "TCP", path: "", port: "traffic-port" }],
  ["a block, of TCP", { protocol: "TCP", health_check: {} }, { protocol: "HTTP", path: "/", port: "traffic-port" }],
  ["TCP, of TCP", { protocol: "TCP", health_check: { protocol: "TCP" } }, { protocol: "TCP", path: "" }],
  ["nothing said, of GENEVE", { protocol: "GENEVE" }, { protocol: "TCP", path: "", port: "80" }],
  ["a path that cannot be told", { health_check: { path: "${var.path}" } }, { path: "${var.path}" }],
  [
    "that cannot be told",
    { health_check: "${var.check}" },
    {
      protocol: "${aws_lb_target_group.t.health_check[*]}",
      path: "${aws_lb_target_group.t.health_check[*]}",
      port: "${aws_lb_target_group.t.health_check[*]}",
    },
  ],
])("health check: %s", (_, attributes, expected) => {
  expect(read({ ...HTTP, ...attributes }).healthCheck).toMatchObject(expected);
});
