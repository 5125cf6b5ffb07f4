// Synthesizes every environment: what `cdktf` (see cdktf.json) and `npm run synth` call.
require("./run-typescript")("main.ts", ["cdktf", "zod"]);
