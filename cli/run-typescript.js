// Runs a TypeScript program of this project. Plain JavaScript, because it is what makes TypeScript run.
//
// Every command of cdktf waits for this, so it is built for speed: esbuild strips the types of all our files in one go
// and in a process of its own, while this one loads the libraries that take the longest. `npm run bench` measures it.
// Nothing is written anywhere: no cache, no temporary file.
const { createRequire } = require("node:module");
const { dirname, resolve } = require("node:path");
const { compileFunction } = require("node:vm");
const esbuild = require("esbuild");

const root = resolve(__dirname, "..");

/**
 * @param {string} file - the program, as seen from the project's root
 * @param {readonly string[]} slowLibraries - what it imports that takes long to load
 */
module.exports = function runTypeScript(file, slowLibraries = []) {
  const path = resolve(root, file);
  const bundling = esbuild.build({
    absWorkingDir: root,
    entryPoints: [path],
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
  slowLibraries.forEach((name) => require(name));

  bundling.then(
    ({ outputFiles: [bundle] }) => {
      const names = ["require", "module", "exports", "__dirname", "__filename"];
      const program = compileFunction(bundle.text, names, { filename: path });
      // Packages are those of the project, wherever the program lies.
      program(createRequire(resolve(root, "main.ts")), {}, {}, dirname(path), path);
    },
    (error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    },
  );
};
