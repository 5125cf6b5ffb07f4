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
