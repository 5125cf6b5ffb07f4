import { inWriting, isList, isMap, type Part, Said } from "./part";

/**
 * A policy of IAM written in one way: what is one or a list of one is a list, and the order of lists says nothing. Anything
 * else is given back as it is.
 * Source: IAM User Guide, Grammar of the IAM JSON policy language: `<action_block>`, `<resource_block>`, `<principal_block>`
 * and `<condition_block>` are each one or a list; a policy's statements may be one or a list.
 */
export function canonicalPolicy(part: Part): Part {
  if (!isMap(part) || !isPolicy(part)) return part;
  return new Map(
    [...part].map(([name, value]) => [name, name === "Statement" ? asList(value).map(canonicalStatement) : value]),
  );
}

function isPolicy(part: ReadonlyMap<string, Part>): boolean {
  const statement = part.get("Statement");
  if (statement === undefined || [...part.keys()].some((name) => !["Version", "Id", "Statement"].includes(name)))
    return false;
  return asList(statement).every((each) => isMap(each) && each.has("Effect"));
}

function canonicalStatement(statement: Part): Part {
  if (!isMap(statement)) return statement;
  return new Map(
    [...statement].map(([name, value]) => {
      if (/^(Not)?(Action|Resource)$/.test(name)) return [name, asSet(value)];
      if (/^(Not)?Principal$/.test(name)) return [name, isMap(value) ? mapped(value, asSet) : value];
      if (name === "Condition")
        return [name, mapped(value, (tests) => mapped(tests, (values) => asSet(values, asText)))];
      return [name, value];
    }),
  );
}

/** IAM compares the values of conditions as text: `true` is `"true"`. */
function asText(part: Part): Part {
  return typeof part === "boolean" || typeof part === "number" ? String(part) : part;
}

function asSet(part: Part, each: (part: Part) => Part = (same) => same): Part {
  const written = new Map(asList(part).map((value) => [inWriting(each(value)), each(value)]));
  return [...written.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function asList(part: Part): readonly Part[] {
  return isList(part) ? part : [part];
}

function mapped(part: Part, change: (part: Part) => Part): Part {
  if (part instanceof Said || !isMap(part)) return part;
  return new Map([...part].map(([name, value]) => [name, change(value)]));
}
