import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { AWS_PROVIDER_ADDRESS } from "./provider-mirror";

/**
 * Writes a CLI configuration for terraform into a folder and returns its path. With a mirror, the AWS provider comes from
 * there and everything else from its registry; without one, terraform does as it does by default.
 *
 * It takes the place of the user's own (~/.terraformrc), whose `dev_overrides` could change a run, and which TF_CLI_CONFIG_FILE
 * may name though it does not exist.
 * Source: Terraform documentation, CLI Configuration File.
 */
export function writeTerraformCliConfig(folder: string, mirror: string | undefined): string {
  const file = join(folder, "terraform-cli.tfrc");
  writeFileSync(file, mirror === undefined ? "# Nothing is configured.\n" : installFrom(mirror));
  return file;
}

function installFrom(mirror: string): string {
  const address = quoteForHcl(AWS_PROVIDER_ADDRESS);
  return [
    "provider_installation {",
    "  filesystem_mirror {",
    `    path    = ${quoteForHcl(mirror)}`,
    `    include = [${address}]`,
    "  }",
    "  direct {",
    `    exclude = [${address}]`,
    "  }",
    "}",
    "",
  ].join("\n");
}

/**
 * A quoted string in the CLI configuration's language, which is HCL 1: it knows the escapes of JSON, and takes a bare `${`
 * for the beginning of an interpolation.
 */
function quoteForHcl(text: string): string {
  return JSON.stringify(text).replaceAll("${", "\\u0024{");
}
