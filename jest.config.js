const typescript = {
  testEnvironment: "node",
  // Types are checked by `npm run typecheck`; a test run only strips them (see docs/dependencies.md).
  transform: { "^.+\\.ts$": ["ts-jest", { tsconfig: "tsconfig.json" }] },
};

/** @type {import("jest").Config} */
module.exports = {
  // One test file waits for AWS most of the time; a second worker uses what it leaves.
  maxWorkers: "100%",
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
