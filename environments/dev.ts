import { defineEnvironment } from "./schema";

// The tutorial's values, which are the defaults. Bucket names are global: put your own here.
export const dev = defineEnvironment({ name: "dev", state: { bucket: "front-door-dev-state" } });
