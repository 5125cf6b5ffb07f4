// The states of an environment: `npm run state -- --env NAME`.
require("./run-typescript")("cli/state.ts", ["zod"]);
