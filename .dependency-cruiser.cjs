// The arrows of the house: who may import whom. Each rule is one sentence of docs/architecture.md.
const rooms = [
  "main\\.ts",
  "cli",
  "stacks",
  "constructs",
  "environments",
  "review",
  "handoff",
  "topology",
  "toolchain",
];
const room = (...names) => `^(${names.join("|")})(/|$)`;
const allBut = (...names) => room(...rooms.filter((name) => !names.includes(name)));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Files import each other from top to bottom, never in a circle.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "constructs-know-only-constructs",
      comment: "A construct is given what it needs as props; the error class is all it takes from elsewhere.",
      severity: "error",
      from: { path: room("constructs") },
      to: { path: allBut("constructs"), pathNot: "^environments/configuration-error\\.ts$" },
    },
    {
      name: "stacks-know-constructs-and-environments",
      comment: "A stack knows its environment, its constructs and the stacks that it stands on.",
      severity: "error",
      from: { path: room("stacks") },
      to: { path: allBut("stacks", "constructs", "environments") },
    },
    {
      name: "environments-are-plain-data",
      comment: "Environments are data and types: everyone may read them, they import no other room.",
      severity: "error",
      from: { path: room("environments") },
      to: { path: allBut("environments") },
    },
    {
      name: "environments-need-no-cdktf",
      comment: "An environment is validated by zod and a CIDR library, without the cost of loading cdktf.",
      severity: "error",
      from: { path: room("environments") },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "topology-reads-files-and-aws",
      comment:
        "The topology is read from synthesized files, and from AWS by way of the toolchain: no stack, no construct.",
      severity: "error",
      from: { path: room("topology") },
      to: { path: allBut("topology", "toolchain", "environments") },
    },
    {
      name: "topology-needs-no-cdktf",
      comment: "The topology is read from what was synthesized, without the code that did it.",
      severity: "error",
      from: { path: room("topology") },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "review-reads-plans",
      comment:
        "The review is made of what terraform planned, and of the topology before and after: no stack, no construct.",
      severity: "error",
      from: { path: room("review") },
      to: { path: allBut("review", "topology", "toolchain", "environments") },
    },
    {
      name: "review-needs-no-cdktf",
      comment: "The review is made of what terraform planned, without the code that synthesized it.",
      severity: "error",
      from: { path: room("review") },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "handoff-reads-what-was-synthesized",
      comment: "A handoff is made of synthesized files and of the environment: no stack, no construct.",
      severity: "error",
      from: { path: room("handoff") },
      to: { path: allBut("handoff", "toolchain", "environments") },
    },
    {
      name: "handoff-needs-no-cdktf",
      comment: "A handoff is made of what was synthesized, without the code that did it.",
      severity: "error",
      from: { path: room("handoff") },
      to: { path: "node_modules/(cdktf|constructs|@cdktf/provider-[a-z]+)/" },
    },
    {
      name: "toolchain-drives-programs",
      comment: "The toolchain works on files, programs and AWS: no stack, no construct.",
      severity: "error",
      from: { path: room("toolchain") },
      to: { path: allBut("toolchain", "environments") },
    },
    {
      name: "toolchain-needs-no-cdktf",
      comment: "The toolchain drives cdktf as a program and never loads it as a library.",
      severity: "error",
      from: { path: room("toolchain") },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "only-main-builds-the-app",
      comment: "Nothing imports the app: it is run, by cdktf or by node.",
      severity: "error",
      from: { path: allBut() },
      to: { path: "^main\\.ts$" },
    },
    {
      name: "cli-is-on-top",
      comment:
        "Commands import the rooms below them; nothing imports a command. The app reports its errors as they do.",
      severity: "error",
      from: { path: allBut("cli") },
      to: { path: room("cli"), pathNot: "^cli/(report-problems|describe-error)\\.ts$" },
    },
    {
      name: "no-provider-barrel",
      comment: "The barrel costs 8 s and 1.4 GB at every synth: import one resource.",
      severity: "error",
      from: {},
      to: { path: "node_modules/@cdktf/provider-aws/lib/index\\.(js|d\\.ts)$" },
    },
    {
      name: "what-runs-is-a-dependency",
      comment: "A package that is imported is declared in package.json.",
      severity: "error",
      from: { path: allBut() },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown", "undetermined"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default", "types"] },
  },
};
