import { eitherMarks, hasMark, isMarked, type Marks, marksOfPart } from "./marks";
import { isObject, type Json } from "./json";
import { type RawChange, type RawModuleCode, type RawValues, resourcesIn, type TerraformPlan } from "./terraform-plan";

/**
 * Everything in a plan that Terraform says is sensitive, wherever it stands, as text: for `scrubbed`, which is the second
 * line behind the masks. Of a list, an object or JSON in a string, each part is a secret of its own.
 */
export function secretsIn(plan: TerraformPlan): ReadonlySet<string> {
  const found = new Set<string>();
  const { resource_changes = [], resource_drift = [], output_changes = {} } = plan;
  const changes = [...resource_changes, ...resource_drift].map(({ change }) => change);
  for (const change of [...changes, ...Object.values(output_changes)]) ofChange(change, found);
  ofValues(plan.prior_state?.values, found);
  ofValues(plan.planned_values, found);
  const code = plan.configuration?.root_module;
  for (const [name, { value }] of Object.entries(plan.variables ?? {})) {
    // Of a plan without its configuration nobody knows which variables are sensitive.
    if (code === undefined || code.variables?.[name]?.sensitive === true) everything(value, found);
  }
  ofCode(code, found);
  return found;
}

function ofChange({ before, after, before_sensitive, after_sensitive }: RawChange, found: Set<string>): void {
  const marks = eitherMarks(before_sensitive, after_sensitive);
  for (const value of [before, after]) ofMarked(value, marks, found);
}

function ofValues(values: RawValues | undefined, found: Set<string>): void {
  for (const { sensitive, value } of Object.values(values?.outputs ?? {})) ofMarked(value, sensitive === true, found);
  for (const { values: attributes, sensitive_values } of resourcesIn(values?.root_module)) {
    ofMarked(attributes, sensitive_values, found);
  }
}

/** Defaults of sensitive variables, and what is written out for those of a module. */
function ofCode(code: RawModuleCode | undefined, found: Set<string>): void {
  for (const variable of Object.values(code?.variables ?? {})) {
    if (variable.sensitive === true) everything(variable.default, found);
  }
  for (const { expressions = {}, module } of Object.values(code?.module_calls ?? {})) {
    for (const [name, expression] of Object.entries(expressions)) {
      if (module?.variables?.[name]?.sensitive === true) everything(expression.constant_value, found);
    }
    ofCode(module, found);
  }
}

/** Marks of another shape than the value make all of it secret, as they do in `maskedValue`. */
function ofMarked(value: Json | undefined, marks: Marks | undefined, found: Set<string>): void {
  if (value === undefined || !hasMark(marks)) return;
  if (isMarked(marks)) {
    everything(value, found);
  } else if (Array.isArray(value) && Array.isArray(marks) && value.length === marks.length) {
    (value as readonly Json[]).forEach((part, index) => {
      ofMarked(part, marksOfPart(marks, index), found);
    });
  } else if (isObject(value) && isObject(marks)) {
    for (const [name, part] of Object.entries(value)) ofMarked(part, marksOfPart(marks, name), found);
  } else {
    everything(value, found);
  }
}

function everything(value: Json | undefined, found: Set<string>): void {
  if (typeof value === "number") found.add(String(value));
  if (typeof value === "string") {
    found.add(value);
    if (/^\s*[[{]/.test(value)) everything(parsed(value), found);
  }
  if (Array.isArray(value)) for (const part of value as readonly Json[]) everything(part, found);
  if (!isObject(value)) return;
  for (const [name, part] of Object.entries(value)) {
    // A key may be the secret. A word such as `password` is the name of one, and stands in many places.
    if (!/^[a-z]+([_-][a-z]+)*$/i.test(name)) found.add(name);
    everything(part, found);
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
