// `npm run bench`.
require("./run-typescript")("cli/bench.ts");
