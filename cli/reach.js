// Who can reach whom: `npm run reach -- --env NAME`.
require("./run-typescript")("cli/reach.ts", ["cdktf", "zod"]);
