import { OLDEST_TERRAFORM } from "../../toolchain/terraform";
import { bodyOf } from "../blocks";
import { literal } from "../hcl/expression";
import { attribute, block, type Block } from "../hcl/write-file";
import type { ModuleContent } from "../module-content";
import { at, entriesOf, type JsonObject, textAt } from "../synthesized-stacks";

/** versions.tf: what it runs with. */
export function versionsFile(json: JsonObject): Block[] {
  const providers = entriesOf(at(json, "terraform", "required_providers")).map(([name, provider]) => {
    const source = textAt(provider, "source");
    const value = {
      // cdktf writes the short form, which Terraform takes for HashiCorp's.
      source: source.includes("/") ? source : `hashicorp/${source}`,
      version: textAt(provider, "version"),
    };
    return attribute(name, literal(value));
  });
  const version = attribute("required_version", literal(`>= ${OLDEST_TERRAFORM}`));
  return [block("terraform", [], [version, block("required_providers", [], providers)])];
}

/** backend.tf: where its state is. A backend takes no variables, so this is what another environment has otherwise. */
export function backendFile(json: JsonObject): Block[] {
  const backends = entriesOf(at(json, "terraform", "backend")).map(([type, settings]) =>
    block("backend", [type], bodyOf(`backend.${type}`, literal(settings))),
  );
  return [block("terraform", [], backends)];
}

/** provider.tf: where it works, and the tags of everything. */
export function providerFile({ providers }: ModuleContent): Block[] {
  return providers.map(({ type, value }) => block("provider", [type], bodyOf(`provider.${type}`, value)));
}
