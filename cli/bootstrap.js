// Creates or adopts the state bucket of an environment: `npm run bootstrap -- --env NAME`.
require("./run-typescript")("cli/bootstrap.ts", ["cdktf", "zod"]);
