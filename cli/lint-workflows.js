// actionlint for .github/workflows, a part of `npm run lint`.
require("./run-typescript")("cli/lint-workflows.ts");
