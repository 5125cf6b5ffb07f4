import { join } from "node:path";
import { environments } from "../../environments";
import { defineEnvironment } from "../../environments/schema";
import { createApp } from "../../stacks/front-door";
import { createStateApp } from "../../stacks/state-app";
import { everyOption } from "../environments/every-option";

// A program: writes every stack that there is below the folder that it is given, each app into a folder of its own.
const folder = process.argv[2] ?? "";
const everyOptionSet = defineEnvironment(everyOption);

createApp(environments, { outdir: join(folder, "environments") }).synth();
createApp([everyOptionSet], { outdir: join(folder, "every-option") }).synth();
for (const environment of [...environments, everyOptionSet]) {
  createStateApp(environment, { outdir: join(folder, `${environment.name}-state`) }).synth();
}
