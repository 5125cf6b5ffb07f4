import { answerQuestion, type QuestionAnswer } from "../../cli/reach-question";
import { synthesizeTopology } from "../../cli/synthesize-topology";
import { environments } from "../../environments";
import { dev } from "../../environments/dev";
import type { Environment, EnvironmentInput } from "../../environments/environment";
import { prod } from "../../environments/prod";
import { defineEnvironment } from "../../environments/schema";
import { createWorkspace } from "../../toolchain/workspace";
import { expectedOf } from "../../topology/expected";
import type { Topology } from "../../topology/model";
import { checkPromises } from "../../topology/promises";
import { type Flow, formatFlow } from "../../topology/reachability/flow";
import { everyOption } from "../environments/every-option";

const made = (name: string, input: Partial<EnvironmentInput> = {}): Environment =>
  defineEnvironment({ name, state: { bucket: `front-door-${name}-state` }, ...input });

const cases: readonly Environment[] = [
  ...environments,
  made("no-nat", { network: { natGateways: "none" } }),
  made("nat-per-zone", { network: { natGateways: "one-per-zone" } }),
  made("some-clients", { loadBalancer: { allowedCidrs: ["198.51.100.0/24", "203.0.113.7/32"] } }),
  made("everybody-in-halves", { loadBalancer: { allowedCidrs: ["0.0.0.0/1", "128.0.0.0/1"] } }),
  made("other-port", { targetGroup: { port: 8080 } }),
  made("port-80", { targetGroup: { port: 80 } }),
  made("prefixed", { namePrefix: "blue-" }),
  defineEnvironment(everyOption),
];
const synthesized = new Map<string, Topology>();

beforeAll(() => {
  for (const environment of cases) {
    const workspace = createWorkspace("front-door-reach-test");
    try {
      synthesized.set(environment.name, synthesizeTopology(workspace, environment));
    } finally {
      workspace.remove();
    }
  }
});

function topologyOf({ name }: Environment): Topology {
  const topology = synthesized.get(name);
  if (topology === undefined) throw new Error(`${name} was not synthesized`);
  return topology;
}

const tcp = (port: number): Flow => ({ protocol: "tcp", port });

function ask(environment: Environment, from: string, to: string, flow: Flow): QuestionAnswer {
  return answerQuestion(topologyOf(environment), expectedOf(environment), { from, to, flow });
}

test.each(cases.map((environment) => [environment.name, environment] as const))(
  "%s keeps every promise",
  (_, environment) => {
    const broken = checkPromises(topologyOf(environment), expectedOf(environment))
      .filter(({ outcome }) => outcome !== "kept")
      .map(({ promise, outcome, reason }) => `${promise.id} ${outcome}: ${reason}`);
    expect(broken).toEqual([]);
  },
);

test.each([
  ["dev", dev, 2],
  ["prod", prod, 3],
  ["every-option", defineEnvironment(everyOption), 3],
])("%s: the load balancer is reached in each of its zones", (_, environment, zones) => {
  const client = environment.name === "every-option" ? "203.0.113.7" : "internet";
  const { pairs, best } = ask(environment, client, "load-balancer", tcp(80));
  expect(pairs.map(({ answer }) => answer.verdict)).toEqual(Array.from({ length: zones }, () => "allowed"));
  expect(best.verdict).toBe("allowed");
});

const NO_NAT = made("no-nat");
const SOME = made("some-clients");
const EVERY = defineEnvironment(everyOption);

const answers: readonly [Environment, string, string, Flow, string][] = [
  [dev, "internet", "load-balancer", tcp(80), "allowed"],
  [dev, "internet", "load-balancer", tcp(79), "blocked"],
  [dev, "internet", "load-balancer", tcp(81), "blocked"],
  [dev, "internet", "load-balancer", tcp(443), "blocked"],
  [dev, "internet", "load-balancer", { protocol: "udp", port: 80 }, "blocked"],
  [dev, "internet", "load-balancer", { protocol: "icmp", port: 0 }, "blocked"],
  [dev, "203.0.113.7", "Fargate-ALB", tcp(80), "allowed"],
  [dev, "10.9.9.9", "load-balancer", tcp(80), "blocked"],
  [dev, "internet", "containers", tcp(6060), "blocked"],
  [dev, "internet", "containers", tcp(80), "blocked"],
  [dev, "internet", "Fargate-SG", tcp(6060), "blocked"],
  [dev, "load-balancer", "containers", tcp(6059), "blocked"],
  [dev, "load-balancer", "containers", tcp(6060), "allowed"],
  [dev, "load-balancer", "containers", tcp(6061), "blocked"],
  [dev, "load-balancer", "internet", tcp(443), "blocked"],
  [dev, "containers", "internet", tcp(443), "allowed"],
  [dev, "containers", "containers", tcp(6060), "blocked"],
  [dev, "containers", "load-balancer", tcp(80), "allowed"],
  [dev, "ALB-SG", "Fargate-SG", tcp(6060), "allowed"],
  [dev, "PublicSubnet-1", "containers", tcp(6060), "unknown"],
  [dev, "172.31.96.10", "containers", tcp(6060), "unknown"],
  [prod, "load-balancer", "containers", tcp(6060), "allowed"],
  [prod, "prod-PublicSubnet-3", "prod-PrivateSubnet-3", tcp(22), "unknown"],
  [NO_NAT, "containers", "internet", tcp(443), "blocked"],
  [NO_NAT, "load-balancer", "containers", tcp(6060), "allowed"],
  [SOME, "198.51.100.0", "load-balancer", tcp(80), "allowed"],
  [SOME, "198.51.100.255", "load-balancer", tcp(80), "allowed"],
  [SOME, "198.51.99.255", "load-balancer", tcp(80), "blocked"],
  [SOME, "198.51.101.0", "load-balancer", tcp(80), "blocked"],
  [SOME, "203.0.113.6", "load-balancer", tcp(80), "blocked"],
  [SOME, "203.0.113.7", "load-balancer", tcp(80), "allowed"],
  [SOME, "203.0.113.8", "load-balancer", tcp(80), "blocked"],
  [EVERY, "load-balancer", "containers", tcp(8080), "allowed"],
  [EVERY, "load-balancer", "containers", tcp(6060), "blocked"],
];

test.each(
  answers.map(([environment, from, to, flow, verdict]) => {
    const name = `${environment.name}: ${from} -> ${to}, ${formatFlow(flow)}: ${verdict}`;
    return [name, environment, { from, to, flow }, verdict] as const;
  }),
)("%s", (_, environment, { from, to, flow }, verdict) => {
  expect(ask(environment, from, to, flow).best.verdict).toBe(verdict);
});

test("every pair of places has an answer, by its labels", () => {
  const { pairs } = ask(dev, "load-balancer", "containers", tcp(6060));
  expect(pairs.map(({ from, to }) => [from, to])).toEqual([
    ["load balancer Fargate-ALB in PublicSubnet-1", "containers in PrivateSubnet-1"],
    ["load balancer Fargate-ALB in PublicSubnet-1", "containers in PrivateSubnet-2"],
    ["load balancer Fargate-ALB in PublicSubnet-2", "containers in PrivateSubnet-1"],
    ["load balancer Fargate-ALB in PublicSubnet-2", "containers in PrivateSubnet-2"],
  ]);
});

test("an end that is nothing is refused with all that may be asked about", () => {
  expect(() => ask(dev, "internet", "container", tcp(80))).toThrow('dev: there is no "container" to ask about.');
});

test("an address of the VPC that is in no subnet is answered, or refused in the voice of the project", () => {
  const message = ((): string => {
    try {
      return ask(dev, "172.31.0.5", "containers", tcp(6060)).best.verdict;
    } catch (error) {
      return String(error);
    }
  })();
  expect(message).not.toContain("there is no answer without a question");
});
