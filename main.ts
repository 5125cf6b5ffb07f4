import "./cli/report-problems";
import { environments } from "./environments";
import { createApp } from "./stacks/front-door";

const app = createApp(environments);
app.synth();

// The cdktf CLI names its own output folder, and reports in its own way.
if (process.env["CDKTF_OUTDIR"] === undefined) {
  const names = environments.map(({ name }) => name).join(", ");
  console.log(`Synthesized ${names} into ${app.outdir}/stacks.`);
}
