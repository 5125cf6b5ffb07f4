// Runs main.ts: what `cdktf` and `npm run synth` call. Plain JavaScript, because it is what makes TypeScript run.
//
// Every command of cdktf waits for this, so it is built for speed: esbuild strips the types of all our files in one go
// and in a process of its own, while this one loads the libraries that take the longest. `npm run bench` measures it.
const { createRequire } = require("node:module");
const { resolve } = require("node:path");
const { compileFunction } = require("node:vm");
const esbuild = require("esbuild");

const root = resolve(__dirname, "..");
const main = resolve(root, "main.ts");

const bundling = esbuild.build({
  absWorkingDir: root,
  entryPoints: [main],
  bundle: true,
  packages: "external",
  platform: "node",
  format: "cjs",
  target: "node20",
  sourcemap: process.env.FRONT_DOOR_DEBUG ? "inline" : false,
  write: false,
  logLevel: "silent",
});
bundling.catch(() => {}); // Reported below; a failure must not count as unhandled while the libraries load.
require("cdktf");
require("zod");

bundling.then(
  ({ outputFiles: [bundle] }) => {
    compileFunction(bundle.text, ["require", "module", "exports"], { filename: main })(createRequire(main), {}, {});
  },
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
