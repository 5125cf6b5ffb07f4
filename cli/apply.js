// Applies what was reviewed, and nothing else: `npm run apply -- --env NAME --reviewed DIR`.
require("./run-typescript")("cli/apply.ts", ["cdktf", "zod"]);
