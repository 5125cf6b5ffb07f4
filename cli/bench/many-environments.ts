import "../report-problems";
import { App } from "cdktf";
import { refuseCollisions } from "../../environments/collisions";
import { defineEnvironment } from "../../environments/schema";
import { createFrontDoor } from "../../stacks/front-door";

const count = Number(process.argv[2]);
const environments = Array.from({ length: count }, (_, index) =>
  defineEnvironment({
    name: `env-${index}`,
    namePrefix: `env-${index}-`,
    state: { bucket: "front-door-bench-state" },
  }),
);
refuseCollisions(environments);

const app = new App({ stackTraces: false });
for (const environment of environments) {
  createFrontDoor(app, environment);
}
app.synth();
