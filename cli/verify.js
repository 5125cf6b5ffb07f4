// Whether the front door that lives keeps its promises: `npm run verify -- --env NAME`.
require("./run-typescript")("cli/verify.ts", ["cdktf", "zod"]);
