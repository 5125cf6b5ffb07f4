import type { Environment } from "../../environments/environment";
import { type Expression, literal, source } from "../hcl/expression";
import { parseTemplate } from "../hcl/parse-template";
import { type Attribute, attribute, block, type Block, type Comment } from "../hcl/write-file";
import { terraformValue } from "../probe";
import type { EnvironmentVariable } from "../variables/options";
import type { Validation } from "../variables/variable";

/** variables.tf: what people tune, and what is refused. */
export function variablesFile(variables: readonly EnvironmentVariable[]): Block[] {
  return variables.map(({ variable }) => {
    const { name, description, type, default: value, nullable = false, validations } = variable;
    const attributes: Attribute[] = [attribute("description", literal(description)), attribute("type", type)];
    if (value !== undefined) attributes.push(attribute("default", literal(value)));
    if (!nullable) attributes.push(attribute("nullable", literal(false)));
    return block("variable", [name], [...attributes, ...validations.map(validationBlock)]);
  });
}

/** terraform.tfvars: the values of the environment. */
export function tfvarsFile(variables: readonly EnvironmentVariable[], { name }: Environment): (Attribute | Comment)[] {
  return [
    {
      kind: "comment",
      text: `The values of the environment ${name}. Another has a file of its own, and another backend.`,
    },
    ...variables.map(({ variable, value }) => attribute(variable.name, literal(terraformValue(value)))),
  ];
}

function validationBlock({ condition, message }: Validation): Block {
  return block(
    "validation",
    [],
    [attribute("condition", source(condition)), attribute("error_message", sentence(message))],
  );
}

/** A message as a template, with a capital letter: Terraform shows it as a sentence of its own. */
function sentence(message: string): Expression {
  return { kind: "template", parts: parseTemplate(message.charAt(0).toUpperCase() + message.slice(1)) };
}
