import { parse } from "@cdktf/hcl2json";
import { reasonOf } from "../toolchain/reason";
import { ToolError } from "../toolchain/tool-error";

/** What is HCL: configuration, values, tests and lock files. */
const HCL = /\.(tf|tfvars|hcl)$/;

/**
 * Parses every file of HCL, as Terraform would.
 *
 * @param files - by their paths
 * @returns how many there are
 * @throws ToolError naming the first file that is not HCL: a mistake of ours, and nothing is written then
 */
export async function parseFiles(files: ReadonlyMap<string, string>): Promise<number> {
  const hcl = [...files].filter(([path]) => HCL.test(path));
  for (const [path, text] of hcl) {
    try {
      await parse(path, text);
    } catch (error) {
      throw new ToolError({
        where: path,
        what: `it is not HCL: ${reasonOf(error)}`,
        remedy: "This is a mistake in front-door, not in your environment: report it, with the environment's file.",
      });
    }
  }
  return hcl.length;
}
