import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { environments } from "../../environments";
import { defineEnvironment } from "../../environments/schema";
import { literal } from "../../handoff/hcl/expression";
import { attribute, block, writeFile } from "../../handoff/hcl/write-file";
import { isNestedBlock, KNOWN_BLOCKS } from "../../handoff/nested-blocks";
import { neutralEnvironment } from "../../toolchain/aws-environment";
import { runOrThrow } from "../../toolchain/program";
import { AWS_PROVIDER_ADDRESS, findProviderMirror } from "../../toolchain/provider-mirror";
import { findTerraform, type Terraform } from "../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../toolchain/terraform-cli-config";
import { validate } from "../../toolchain/terraform-commands";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { everyOption } from "../environments/every-option";
import { describeWith } from "../needs";
import { handOff } from "./handed-off";

const all = [...environments, defineEnvironment(everyOption)];
const STACKS = ["state", "network", "security", "load-balancing"];
const everyModule = all.flatMap(({ name }) => STACKS.map((stack): [string, string] => [name, stack]));

/** Terraform's schema of a block, as far as this looks into it. */
interface BlockSchema {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly block_types?: Readonly<Record<string, { readonly block: BlockSchema }>>;
}

describeWith(["terraform"], "what is handed off, before terraform", () => {
  let workspace: Workspace;
  let terraform: Terraform;
  let env: Record<string, string>;
  const folderOf = (name: string, stack: string): string => join(workspace.path, "handed-off", name, stack);

  beforeAll(async () => {
    workspace = createWorkspace("front-door-test");
    terraform = await findTerraform(process.env);
    const mirror = findProviderMirror({ env: process.env, cwd: process.cwd() });
    env = {
      ...neutralEnvironment(process.env),
      TF_CLI_CONFIG_FILE: writeTerraformCliConfig(workspace.path, mirror),
      CHECKPOINT_DISABLE: "1",
    };
    for (const environment of all) {
      for (const { stack, files } of handOff(workspace, environment).modules) {
        const folder = folderOf(environment.name, stack);
        mkdirSync(folder, { recursive: true });
        for (const [name, text] of files) writeFileSync(join(folder, name), text);
      }
    }
  });
  afterAll(() => {
    workspace.remove();
  });

  test("is formatted as terraform fmt has it", async () => {
    const cwd = join(workspace.path, "handed-off");
    const { output } = await runOrThrow(terraform.file, ["fmt", "-check", "-recursive", "-diff", "-no-color"], {
      cwd,
      env,
    });
    expect(output).toBe("");
  });

  test.each(everyModule)(
    "%s-%s is valid, without a warning",
    async (name, stack) => {
      const cwd = folderOf(name, stack);
      await runOrThrow(terraform.file, ["init", "-backend=false", "-input=false", "-no-color"], { cwd, env });
      expect(await validate({ terraform, cwd, env })).toEqual({ valid: true, diagnostics: [] });
    },
    120_000,
  );

  test("blocks and attributes are what the provider's schema says", async () => {
    // GIVEN
    // `providers schema` wants a backend that is there, so it gets a module without one.
    const cwd = workspace.folder("schema");
    copyFileSync(join(folderOf("dev", "network"), "versions.tf"), join(cwd, "versions.tf"));
    await runOrThrow(terraform.file, ["init", "-input=false", "-no-color"], { cwd, env });
    const { stdout } = await runOrThrow(terraform.file, ["providers", "schema", "-json"], { cwd, env });
    const schema = (JSON.parse(stdout) as { provider_schemas: Record<string, ProviderSchema> }).provider_schemas[
      AWS_PROVIDER_ADDRESS
    ];
    const schemaOf = (type: string): BlockSchema | undefined =>
      type === "provider.aws"
        ? schema?.provider.block
        : type.startsWith("data.")
          ? schema?.data_source_schemas[type.slice("data.".length)]?.block
          : schema?.resource_schemas[type]?.block;
    // THEN
    for (const [type, paths] of Object.entries(KNOWN_BLOCKS)) {
      for (const path of paths)
        expect([type, path, kindOf(schemaOf(type), path.split("."))]).toEqual([type, path, "block"]);
    }
    expect(kindOf(schemaOf("provider.aws"), ["default_tags", "tags"])).toBe("attribute");
    for (const type of ["aws_vpc", "aws_lb", "aws_lb_target_group", "aws_security_group"]) {
      expect([type, kindOf(schemaOf(type), ["tags"])]).toEqual([type, "attribute"]);
    }
    expect(() => isNestedBlock("aws_lb", "access_logs")).toThrow(
      "aws_lb: access_logs: whether this is a block or an attribute is not known. Say so in handoff/nested-blocks.ts.",
    );
  }, 120_000);

  test("values of all kinds: formatted as terraform fmt has it, and read back as they were", async () => {
    // GIVEN
    const text = fc.string({
      unit: fc.constantFrom("a", '"', "\\", "${", "%{", "$", "%", "}", "\n", "\t", "ü", "日", "👍", " "),
    });
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(
          text.filter((key) => key !== ""),
          tie("value"),
          { maxKeys: 4 },
        ),
      ),
    })).value;
    const values = fc.sample(value, { numRuns: 300, seed: 2026 }) as never[];
    const folder = workspace.folder("values");
    const written = writeFile([
      block(
        "locals",
        [],
        values.map((one, index) => attribute(`value_${index}`, literal(one))),
      ),
    ]);
    // WHEN
    writeFileSync(join(folder, "values.tf"), written);
    const { output } = await runOrThrow(terraform.file, ["fmt", "-check", "-diff", "-no-color"], { cwd: folder, env });
    // THEN
    expect(output).toBe("");
    const { locals } = (await parse("values.tf", written)) as { locals: [Record<string, unknown>] };
    const read = values.map((_, index) => locals[0][`value_${index}`]);
    expect(read).toEqual(values.map((one) => asTemplate(one)));
  });
});

interface ProviderSchema {
  readonly provider: { readonly block: BlockSchema };
  readonly resource_schemas: Readonly<Record<string, { readonly block: BlockSchema }>>;
  readonly data_source_schemas: Readonly<Record<string, { readonly block: BlockSchema }>>;
}

function kindOf(schema: BlockSchema | undefined, [name = "", ...rest]: readonly string[]): string {
  const nested = schema?.block_types?.[name]?.block;
  if (rest.length > 0) return kindOf(nested, rest);
  if (nested !== undefined) return "block";
  return schema?.attributes?.[name] === undefined ? "nothing" : "attribute";
}

/** As `@cdktf/hcl2json` reads it: what looks like a template stays escaped. */
function asTemplate(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/[$%]\{/g, (opening) => opening.charAt(0) + opening);
  if (Array.isArray(value)) return value.map(asTemplate);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [asTemplate(key), asTemplate(entry)]));
}
