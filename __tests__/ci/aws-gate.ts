import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import {
  DescribeAddressesCommand,
  DescribeRouteTablesCommand,
  DescribeTagsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import {
  DescribeTagsCommand as DescribeElbTagsCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { clientConfig, connectionTo } from "../../toolchain/aws-client";
import { type EvaluatedPolicy, isAllowed } from "../toolchain/support/policy-evaluation";
import { startPolicyGate } from "../toolchain/support/policy-gate";
import { type ApiCall, type Asked, neededFor, type Place } from "./needed-permissions";

/** A local AWS as somebody sees it who has certain policies: EC2, ELB and ECS here, S3 and STS by the gate of the state bucket. */
export interface AwsGate {
  /** A loopback URL without a path. */
  readonly url: string;
  /** What was asked for of EC2, ELB and ECS, each action once. */
  readonly asked: ReadonlySet<string>;
  /** What was refused, of all services. */
  readonly refused: readonly string[];
  stop(): Promise<void>;
}

export interface AwsGateOptions extends Place {
  /** The local AWS behind the gate. */
  readonly url: string;
  readonly policies: readonly EvaluatedPolicy[];
}

/** Puts a gate before a local AWS, which by itself lets everybody do everything. */
export async function startAwsGate({ url, policies, ...place }: AwsGateOptions): Promise<AwsGate> {
  const buckets = await startPolicyGate({ url, policies });
  const agent = new Agent({ keepAlive: false });
  const config = clientConfig(connectionTo({ url }, place.region));
  const [ec2, elb] = [new EC2Client(config), new ElasticLoadBalancingV2Client(config)];
  const asked = new Set<string>();
  const refused: string[] = [];

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const service = serviceOf(incoming);
    if (service === undefined) {
      incoming.pipe(pass(incoming, response, buckets.url));
      return;
    }
    const body = await text(incoming);
    const lacking = await lackingFor(service === "ecs" ? jsonCall(incoming, body) : queryCall(service, body));
    if (lacking.length === 0) {
      pass(incoming, response, url).end(body);
      return;
    }
    refused.push(...lacking);
    deny(response, service, `not allowed: ${lacking.join(", ")}`);
  }

  async function lackingFor(call: ApiCall): Promise<string[]> {
    const needed = await neededFor(call, place, tagsOf);
    if (needed === undefined) return [`${call.service}:${call.action}, which the gate does not know`];
    for (const { action } of needed) asked.add(action);
    return needed.filter((permission) => !isAllowed(policies, permission)).map(asLine);
  }

  function pass(incoming: IncomingMessage, response: ServerResponse, to: string) {
    const { hostname, port } = new URL(to);
    const { method, url: path, headers } = incoming;
    return request({ host: hostname, port, method, path, headers, agent }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    }).on("error", (error) => response.destroy(error));
  }

  async function tagsOf(id: string): Promise<Readonly<Record<string, string>>> {
    if (id.startsWith("arn:")) {
      const { TagDescriptions = [] } = await elb.send(new DescribeElbTagsCommand({ ResourceArns: [id] }));
      return asRecord(TagDescriptions[0]?.Tags ?? []);
    }
    const resource = await whatIsAssociated(id);
    const Filters = [{ Name: "resource-id", Values: [resource] }];
    const { Tags = [] } = await ec2.send(new DescribeTagsCommand({ Filters }));
    return asRecord(Tags);
  }

  /** An association has no tags of its own. */
  async function whatIsAssociated(id: string): Promise<string> {
    if (id.startsWith("rtbassoc-")) {
      const Filters = [{ Name: "association.route-table-association-id", Values: [id] }];
      const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
      return RouteTables[0]?.RouteTableId ?? "";
    }
    if (id.startsWith("eipassoc-")) {
      const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
      return Addresses.find(({ AssociationId }) => AssociationId === id)?.AllocationId ?? "";
    }
    return id;
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      refused.push(String(error));
      response.destroy(error as Error);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    get refused() {
      const ofBuckets = buckets.refused.map(({ action, resource }) => `${action} on ${resource}`);
      return [...refused, ...ofBuckets, ...buckets.unknown];
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, buckets.stop()]);
      agent.destroy();
      ec2.destroy();
      elb.destroy();
    },
  };
}

/** The service that a request was signed for ("Signing AWS API requests", AWS IAM User Guide), if it is one of these three. */
function serviceOf({ headers }: IncomingMessage): ApiCall["service"] | undefined {
  const [, service] = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(headers.authorization ?? "") ?? [];
  return service === "ec2" || service === "elasticloadbalancing" || service === "ecs" ? service : undefined;
}

function queryCall(service: ApiCall["service"], body: string): ApiCall {
  const parameters = new URLSearchParams(body);
  return { service, action: String(parameters.get("Action")), parameters };
}

/** ECS is told the action in a header ("Making HTTP requests", Amazon ECS API Reference), and the rest in JSON. */
function jsonCall({ headers }: IncomingMessage, body: string): ApiCall {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(JSON.parse(body) as Readonly<Record<string, unknown>>)) {
    if (!Array.isArray(value)) parameters.set(name, String(value));
    else for (const [index, each] of value.entries()) parameters.set(`${name}.${String(index + 1)}`, String(each));
  }
  const [, action = ""] = /\.(\w+)$/.exec(String(headers["x-amz-target"])) ?? [];
  return { service: "ecs", action, parameters };
}

/** As each service says it. */
function deny(response: ServerResponse, service: ApiCall["service"], why: string): void {
  if (service === "ecs") {
    response.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify({ __type: "AccessDeniedException", message: why }));
    return;
  }
  response.writeHead(403, { "content-type": "text/xml" });
  const message = why.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  response.end(
    service === "ec2"
      ? `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>${message}</Message></Error></Errors></Response>`
      : `<ErrorResponse><Error><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );
}

function asRecord(tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]) {
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

function asLine({ action, resource, context }: Asked): string {
  return `${action} on ${resource} with ${JSON.stringify(context)}`;
}
