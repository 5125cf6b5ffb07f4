// Draws the documentation's pictures: `npm run docs`.
require("./run-typescript")("cli/docs.ts", ["cdktf", "zod"]);
