import "../report-problems";
import { defineEnvironment } from "../../environments/schema";
import { createApp } from "../../stacks/front-door";

const count = Number(process.argv[2]);
const environments = Array.from({ length: count }, (_, index) =>
  defineEnvironment({
    name: `env-${index}`,
    namePrefix: `env-${index}-`,
    state: { bucket: "front-door-bench-state" },
  }),
);

createApp(environments).synth();
