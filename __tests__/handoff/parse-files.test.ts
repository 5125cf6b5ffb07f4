import { parseFiles } from "../../handoff/parse-files";

const files = (...entries: [string, string][]): Map<string, string> => new Map(entries);

test("every file of HCL is parsed, whatever it is for", async () => {
  const hcl = 'a = "b"\n';
  const names = [
    "network/main.tf",
    "network/terraform.tfvars",
    "network/.terraform.lock.hcl",
    "network/tests/a.tftest.hcl",
  ];
  expect(await parseFiles(new Map(names.map((name) => [name, hcl])))).toBe(names.length);
  for (const name of names) {
    await expect(parseFiles(files([name, "a = "]))).rejects.toThrow(`${name}: it is not HCL: `);
  }
});

test("what is no HCL is not parsed", async () => {
  expect(await parseFiles(files(["README.md", "# {"], ["network.svg", "<svg"], [".gitignore", "*.tfplan"]))).toBe(0);
});

test.each([
  ["an expression that is missing", "a = "],
  ["a block that is not closed", 'resource "a" "b" {'],
  ["a string that is not closed", 'a = "${'],
  ["an attribute that is there twice", "a = 1\na = 2"],
])("%s: which file, where in it, and whose mistake it is", async (_, text) => {
  const failure = await parseFiles(files(["network/main.tf", 'a = "b"\n'], ["security/main.tf", text])).catch(String);
  expect(failure).toMatch(/^ToolError: security\/main\.tf: it is not HCL: .*\bsecurity\/main\.tf:\d/);
  expect(failure).toContain("This is a mistake in front-door, not in your environment");
});
