import "../report-problems";
import { defineEnvironment } from "../../environments/schema";
import { createApp } from "../../stacks/front-door";
import { expectedOf } from "../../topology/expected";
import { checkPromises } from "../../topology/promises";
import { readSynthesized } from "../../topology/synthesized/read-synthesized";

const [, , count, work] = process.argv;
const environments = Array.from({ length: Number(count) }, (_, index) =>
  defineEnvironment({
    name: `env-${index}`,
    namePrefix: `env-${index}-`,
    state: { bucket: `front-door-bench-state-${index}` },
  }),
);

const app = createApp(environments);
app.synth();

if (work === "reach") {
  for (const environment of environments) {
    const topology = readSynthesized({ folder: app.outdir, environment: environment.name });
    const broken = checkPromises(topology, expectedOf(environment)).filter(({ outcome }) => outcome !== "kept");
    // What is fast and wrong is not measured.
    if (broken.length > 0)
      throw new Error(`${environment.name}: ${broken.map(({ promise }) => promise.id).join(", ")}`);
  }
}
