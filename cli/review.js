// What would change in an environment, and what is dangerous about it: `npm run review -- --env NAME`.
require("./run-typescript")("cli/review.ts", ["cdktf", "zod"]);
