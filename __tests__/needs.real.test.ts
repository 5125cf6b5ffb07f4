import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

jest.setTimeout(60_000);

describe("on a machine without tools", () => {
  const root = join(__dirname, "..");
  /** Runs jest on a file of real tests with nothing on its PATH. */
  async function jest(env: object): Promise<{ code: number; output: string }> {
    const args = [join(root, "node_modules", "jest", "bin", "jest.js"), "needs-fixture", "--selectProjects", "real"];
    const options = { cwd: root, env: { PATH: "/no/such/folder", ...env } };
    const run = promisify(execFile)(process.execPath, args, options);
    return run.then(
      ({ stderr }) => ({ code: 0, output: stderr }),
      (error: unknown) => {
        const { code, stderr } = error as { code: number; stderr: string };
        return { code, output: stderr };
      },
    );
  }

  test("tests are skipped, and the end of the run says for want of what", async () => {
    const { code, output } = await jest({});
    expect(output).toContain("Skipped for want of terraform: 1 test in 1 file.");
    expect(output).toContain("Skipped for want of local-aws: 1 test in 1 file.");
    expect(output).not.toContain("ran: no tool was missing");
    expect(code).toBe(0);
  });

  test.each(["CI", "FRONT_DOOR_REQUIRE_TOOLS"])(
    "with %s set, a missing tool is a failure that says how to install it",
    async (name) => {
      const { code, output } = await jest({ [name]: "true" });
      expect(output).toContain("terraform is missing, and no test may be skipped here. Install Terraform >= 1.10: ");
      expect(output).toContain(
        "local-aws is missing, and no test may be skipped here. Install a local AWS: pip install",
      );
      expect(code).toBe(1);
    },
  );
});
