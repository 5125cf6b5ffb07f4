import { parse } from "@cdktf/hcl2json";

type Values = Readonly<Record<string, unknown>>;

/**
 * What a module means with the values of its variables, in a form that JSON and HCL have in common: a reference without
 * `${}`, a number as text, a list of one as that one, and nothing that is null.
 */
export async function evaluated(module: Values, variables: Values): Promise<Values> {
  return (await evaluate(module, variables)) as Values;
}

async function evaluate(value: unknown, variables: Values): Promise<unknown> {
  if (isForNothing(value, variables)) return null;
  if (Array.isArray(value)) {
    const items = await Promise.all(value.map((item) => evaluate(item, variables)));
    return items.length === 1 ? items[0] : (asWholeList(items) ?? items);
  }
  if (typeof value === "object" && value !== null) {
    const entries = await Promise.all(
      Object.entries(value)
        .filter(([key]) => !["//", "variable", "locals"].includes(key))
        .map(async ([key, entry]) => [key, await evaluate(entry, variables)] as const),
    );
    return Object.fromEntries(entries.filter(([, entry]) => entry !== null));
  }
  return typeof value === "string"
    ? evaluateText(value, variables)
    : value === null || value === undefined
      ? value
      : JSON.stringify(value);
}

/** What `for_each` makes for blocks that nobody allows yet. */
function isForNothing(value: unknown, variables: Values): boolean {
  const forEach = typeof value === "object" && value !== null ? (value as Values)["for_each"] : undefined;
  if (typeof forEach !== "string") return false;
  const [, name = "", start] = /^\$\{toset\(slice\(var\.(\w+), (\d+), length\(var\.\1\)\)\)\}$/.exec(forEach) ?? [];
  if ((variables[name] as unknown[]).slice(Number(start)).length === 0) return true;
  throw new Error(`${forEach} is not empty`);
}

/** All elements of a published list, one by one, are that list. Whether they are all of them is tested of whole-lists.ts. */
function asWholeList(items: readonly unknown[]): string | undefined {
  const elements = items.map((item) => /^(data\..*)\[(\d+)\]$/.exec(String(item)));
  const list = elements[0]?.[1];
  return elements.every((element, index) => element?.[1] === list && element?.[2] === String(index)) ? list : undefined;
}

async function evaluateText(text: string, variables: Values): Promise<unknown> {
  if (text === "${var.account_id == null ? null : [var.account_id]}") return variables["account_id"] ?? null;
  const merged = /^\$\{merge\(var\.tags, (\{.*\})\)\}$/s.exec(text)?.[1];
  if (merged !== undefined) {
    const { own } = (await parse("own.tf", `own = ${merged}`)) as { own: Values };
    return evaluate({ ...(variables["tags"] as Values), ...own }, variables);
  }
  const [, alone] = /^\$\{([^{}]*)\}$/.exec(text) ?? [];
  if (alone !== undefined) return valueOf(alone, variables) ?? alone;
  return text.replace(/\$\{([^{}]*)\}/g, (whole, path: string) => valueOf(path, variables) ?? whole);
}

/** The value of `var.zones[0].public`; undefined for a reference to something else. */
function valueOf(path: string, variables: Values): string | undefined {
  const spoken = path.startsWith("local.allowed_sources");
  const [root, ...steps] = path.replace("local.allowed_sources", "var.allowed_cidrs").match(/[a-z_]+|\d+/g) ?? [];
  if (root !== "var") return undefined;
  const value = String(steps.reduce<unknown>((holder, step) => (holder as Values)[step], variables));
  return spoken && value === "0.0.0.0/0" ? "anywhere" : value;
}
