// `npm start`.
require("./run-typescript")("cli/start.ts", ["zod"]);
