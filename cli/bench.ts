import "./report-problems";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { measure, type Measurement } from "./bench/measure";
import { measureReview } from "./bench/review";
import { type Measurements, REACH_ENVIRONMENTS, targets } from "./bench/targets";
import { PROJECT_ROOT } from "./project-root";

const SCALE = [1, 10, 100, 400];

const { json } = new Command("npm run bench --")
  .description(
    "Measures how fast and with how much memory environments are synthesized, beside a bare load of cdktf, and how long a " +
      "review of dev takes, deployed on a local AWS, beside the slowest of its stacks. Takes about 5 minutes.",
  )
  .option("--json", "print the measurements for a program to read", false)
  .addHelpText("after", "\nExit status: 0 if every target was reached, 1 if not.")
  .parse()
  .opts<{ json: boolean }>();

async function measureAll(outputFolder: string): Promise<Measurements> {
  const env = { CDKTF_OUTDIR: outputFolder };
  progress("a bare load of cdktf, and a cold synth of all environments");
  const bare = await measure(["-e", 'require("cdktf")'], { rounds: 9 });
  const synth = await measure([join(PROJECT_ROOT, "cli/synth.js")], { rounds: 9, env });
  const scale: Measurements["scale"][number][] = [];
  for (const environments of SCALE) {
    progress(`${environments} environments`);
    const args = [join(PROJECT_ROOT, "cli/bench/many-environments.js"), String(environments)];
    scale.push({ environments, measurement: await measure(args, { rounds: environments < 100 ? 5 : 3, env }) });
  }
  progress(`reach on ${REACH_ENVIRONMENTS} environments`);
  const many = join(PROJECT_ROOT, "cli/bench/many-environments.js");
  const reach = await measure([many, String(REACH_ENVIRONMENTS), "reach"], { rounds: 3, env });
  const review = await measureReview(progress);
  return { bare, synth, scale, reach, review };
}

function progress(what: string): void {
  process.stderr.write(`measuring ${what} ...\n`);
}

function row(name: string, { wallMs, peakBytes }: Measurement, bare: Measurement): string {
  const columns = [
    `${wallMs.toFixed(0)} ms`.padStart(9),
    `${(peakBytes / 1e6).toFixed(0)} MB`.padStart(8),
    `${(wallMs / bare.wallMs).toFixed(2)}x`.padStart(8),
  ];
  return `${name.padEnd(36)}${columns.join("")}`;
}

async function main(): Promise<void> {
  const outputFolder = mkdtempSync(join(tmpdir(), "front-door-bench-"));
  process.on("exit", () => {
    rmSync(outputFolder, { recursive: true, force: true });
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => process.exit(1));
  }
  const measurements = await measureAll(outputFolder);
  const results = targets(measurements);
  if (json) {
    console.log(JSON.stringify({ ...measurements, targets: results }, undefined, 2));
  } else {
    const { bare, synth, scale, reach, review } = measurements;
    console.log(
      [
        "",
        `${"".padEnd(36)}${"wall".padStart(9)}${"peak".padStart(8)}${"of bare".padStart(8)}`,
        row("node -e 'require(\"cdktf\")'", bare, bare),
        row("cold synth of all environments", synth, bare),
        ...scale.map(({ environments, measurement }) =>
          row(`${environments} environments, ${environments * 3} stacks`, measurement, bare),
        ),
        row(`${REACH_ENVIRONMENTS} environments, and reach on each`, reach, bare),
        row("review of dev, deployed", review.review, bare),
        `${"its slowest stack, init and plan".padEnd(36)}${`${review.slowestStackMs.toFixed(0)} ms`.padStart(9)}`,
        "",
        ...results.map(
          ({ name, reached, value, limit }) =>
            `${reached ? "reached" : "MISSED "}  ${name}: ${value}, at most ${limit}`,
        ),
      ].join("\n"),
    );
  }
  process.exitCode = results.every(({ reached }) => reached) ? 0 : 1;
}

void main();
