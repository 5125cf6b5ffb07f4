const { availableParallelism } = require("node:os");

const typescript = {
  testEnvironment: "node",
  // Types are checked by `npm run typecheck`; a test run only strips them (see docs/dependencies.md).
  transform: { "^.+\\.ts$": ["ts-jest", { tsconfig: "tsconfig.json" }] },
};

/** @type {import("jest").Config} */
module.exports = {
  // Test files with real tools wait for AWS most of the time; more workers than cores use what they leave.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  reporters: ["default", "<rootDir>/__tests__/report-missing-tools.js"],
  projects: [
    {
      ...typescript,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["\\.real\\.test\\.ts$"],
    },
    {
      ...typescript,
      displayName: "real",
      testMatch: ["<rootDir>/__tests__/**/*.real.test.ts"],
    },
  ],
};
