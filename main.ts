import "./cli/report-problems";
import { App } from "cdktf";
import { environments } from "./environments";
import { refuseCollisions } from "./environments/collisions";
import { createFrontDoor } from "./stacks/front-door";

refuseCollisions(environments);

// Without stack traces: they would put this machine's paths into what is synthesized.
const app = new App({ stackTraces: false });
for (const environment of environments) {
  createFrontDoor(app, environment);
}
app.synth();

// The cdktf CLI names its own output folder, and reports in its own way.
if (process.env["CDKTF_OUTDIR"] === undefined) {
  const names = environments.map(({ name }) => name).join(", ");
  console.log(`Synthesized ${names} into ${app.outdir}/stacks.`);
}
