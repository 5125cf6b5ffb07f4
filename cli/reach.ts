import "./plain-when-piped";
import "./report-problems";
import { isColorSupported } from "picocolors";
import { environments } from "../environments";
import { drawMermaid } from "../topology/drawing/mermaid";
import { pictureOf } from "../topology/drawing/picture";
import { drawSvg } from "../topology/drawing/svg";
import { expectedOf } from "../topology/expected";
import { checkPromises } from "../topology/promises";
import { formatFlow } from "../topology/reachability/flow";
import { createWorkspace } from "../toolchain/workspace";
import { parseReachOptions, type ReachOptions } from "./reach-options";
import { answerQuestion } from "./reach-question";
import { formatAnswer, formatPromises, promisesAsJson, summarizePromises } from "./reach-report";
import { synthesizeTopology } from "./synthesize-topology";

function main(): number {
  const options = parseReachOptions(process.argv.slice(2), environments);
  if (typeof options === "number") {
    return options;
  }
  const workspace = createWorkspace("front-door-reach");
  try {
    return answer(options, synthesizeTopology(workspace, options.environment));
  } finally {
    workspace.remove();
  }
}

function answer(
  { environment, format, question }: ReachOptions,
  topology: ReturnType<typeof synthesizeTopology>,
): number {
  const expected = expectedOf(environment);
  if (question !== undefined) {
    const { pairs, best } = answerQuestion(topology, expected, question);
    if (format === "json") {
      printJson({ environment: environment.name, ...question, verdict: best.verdict, pairs });
    } else {
      const what = formatFlow(question.flow);
      console.log(pairs.map((pair) => formatAnswer(pair, what, isColorSupported)).join("\n"));
    }
    return best.verdict === "allowed" ? 0 : 1;
  }
  const promises = checkPromises(topology, expected);
  switch (format) {
    case "table":
      console.log(`${formatPromises(promises, expected, isColorSupported)}\n`);
      console.log(summarizePromises(environment.name, promises));
      break;
    case "json":
      printJson(promisesAsJson(expected, promises));
      break;
    case "mermaid":
      console.log(drawMermaid(pictureOf({ topology, expected, promises })).trimEnd());
      break;
    case "svg":
      console.log(drawSvg(pictureOf({ topology, expected, promises })).trimEnd());
      break;
  }
  return promises.every(({ outcome }) => outcome === "kept") ? 0 : 1;
}

function printJson(value: object): void {
  console.log(JSON.stringify(value, undefined, 2));
}

process.exitCode = main();
