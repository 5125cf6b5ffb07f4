// HCL for a team that knows only Terraform: `npm run handoff -- --env NAME`.
require("./run-typescript")("cli/handoff.ts", ["cdktf", "zod"]);
