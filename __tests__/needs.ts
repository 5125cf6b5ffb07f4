import { execFileSync } from "node:child_process";

/** A program that some tests work with, and that a machine may lack. */
export type Tool = "terraform" | "local-aws" | "openssl" | "aws";

const HOW_TO_INSTALL: Readonly<Record<Tool, string>> = {
  terraform: "Terraform >= 1.10: https://developer.hashicorp.com/terraform/install, or set TERRAFORM_BINARY_NAME",
  aws: "the AWS CLI: https://aws.amazon.com/cli/",
  openssl: "openssl, as your system's packages have it",
  "local-aws": "a local AWS: pip install 'moto[server]', or a running docker engine, or set AWS_EMULATOR_URL",
};

/**
 * A `describe` for tests that work with real tools. Where one is missing, its tests are skipped and the reporter says so at
 * the end (report-missing-tools.js); with CI or FRONT_DOOR_REQUIRE_TOOLS set, a missing tool is a failure.
 */
export function describeWith(tools: readonly Tool[], title: string, body: () => void): void {
  const missing = tools.filter((tool) => !isPresent(tool));
  if (missing.length === 0) {
    describe(title, body);
    return;
  }
  if (!isSet(process.env["CI"]) && !isSet(process.env["FRONT_DOOR_REQUIRE_TOOLS"])) {
    // The reporter looks for these words.
    describe.skip(`${title} [missing: ${missing.join(", ")}]`, body);
    return;
  }
  describe(title, () => {
    test.each(missing)("%s is installed", (tool) => {
      throw new Error(`${tool} is missing, and no test may be skipped here. Install ${HOW_TO_INSTALL[tool]}.`);
    });
  });
}

/** Whether a tool really answers: a name on the PATH may be a leftover. */
function isPresent(tool: Tool): boolean {
  if (tool === "terraform") return runs(process.env["TERRAFORM_BINARY_NAME"] ?? "terraform", ["version"]);
  if (tool === "aws") return runs("aws", ["--version"]);
  if (tool === "openssl") return runs("openssl", ["version"]);
  if (isSet(process.env["AWS_EMULATOR_URL"])) return true;
  return runs("moto_server", ["--help"]) || runs("python3", ["-c", "import moto.server"]) || runs("docker", ["info"]);
}

function runs(file: string, args: readonly string[]): boolean {
  try {
    execFileSync(file, args, { stdio: "ignore", timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && !["", "0", "false"].includes(variable);
}
