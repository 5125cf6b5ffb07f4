import type { TargetGroup } from "../model";
import { type Attributes, isUnknown } from "./attributes";
import type { Things } from "./things";
import { NO_PORT } from "./traffic";

/** Defaults are those of "CreateTargetGroup", Elastic Load Balancing API Reference. */
export function readTargetGroups(things: Things): TargetGroup[] {
  return things.code.all("aws_lb_target_group", "aws_alb_target_group").map((attributes) => {
    const targetType = attributes.text("target_type") ?? "instance";
    // A Lambda function is in no VPC and has no port.
    const isLambda = targetType === "lambda";
    const protocol = attributes.text("protocol") ?? (isLambda ? "" : attributes.expression("protocol"));
    const port = attributes.number("port") ?? NO_PORT;
    return {
      name: things.nameOf(attributes),
      vpc: isLambda ? "" : things.nameAt(attributes, "vpc_id", "VPC"),
      targetType,
      protocol,
      port: isUnknown(port) ? NO_PORT : port,
      healthCheck: healthCheckOf(attributes, protocol),
    };
  });
}

function healthCheckOf(attributes: Attributes, targetProtocol: string): TargetGroup["healthCheck"] {
  const [block] = attributes.blocks("health_check");
  if (block?.isCertain === false) {
    const expression = block.expression();
    return { protocol: expression, path: expression, port: expression };
  }
  const protocol = block?.text("protocol") ?? defaultProtocol(targetProtocol, block !== undefined);
  return {
    protocol,
    path: block?.text("path") ?? defaultPath(attributes, protocol),
    port: block?.text("port") ?? (targetProtocol === "GENEVE" && block === undefined ? "80" : "traffic-port"),
  };
}

/** Terraform fills in HTTP where a block does not say; without a block it is for AWS to choose. */
function defaultProtocol(targetProtocol: string, hasBlock: boolean): string {
  if (targetProtocol === "") return "";
  return !hasBlock && OF_OTHER_BALANCERS.includes(targetProtocol) ? "TCP" : "HTTP";
}

/** The protocols of Network and Gateway Load Balancers. */
const OF_OTHER_BALANCERS = ["TCP", "TLS", "UDP", "TCP_UDP", "GENEVE"];

/** A health check that is no HTTP request has no path. */
function defaultPath(attributes: Attributes, protocol: string): string {
  if (protocol === "TCP") return "";
  return attributes.text("protocol_version") === "GRPC" ? "/AWS.ALB/healthcheck" : "/";
}
