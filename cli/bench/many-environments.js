// Synthesizes as many environments as its argument says, for the benchmark.
require("../run-typescript")("cli/bench/many-environments.ts", ["cdktf", "zod"]);
