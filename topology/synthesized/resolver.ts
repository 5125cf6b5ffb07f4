import { partsOf, type Step } from "./expression";
import { isSameState, type Resource, type Stack } from "./stack";
import { isList, isObject, type Json, type JsonList, type JsonObject } from "./terraform-json";

/** Something written, and the stack that its names belong to. */
export interface Written {
  readonly stack: Stack;
  readonly json: Json;
}

/** What something written stands for. */
export type Meaning =
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "structure"; readonly stack: Stack; readonly json: JsonList | JsonObject }
  /** What only AWS knows, such as an id. */
  | { readonly kind: "attribute"; readonly resource: Resource; readonly attribute: string }
  /** Variables, functions, data of AWS, the state of a stack that is not there, and everything else that has to be evaluated. */
  | { readonly kind: "unknown" };

/** Whether to stay at an attribute, even where the code gives its value. */
type Stop = (resource: Resource, attribute: string) => boolean;

const UNKNOWN: Meaning = { kind: "unknown" };

/** Finds out what references mean, by what is written and nothing else: nothing is evaluated. */
export class Resolver {
  constructor(private readonly stacks: readonly Stack[]) {}

  /**
   * Follows references through resources, locals and the outputs of other stacks, to the end.
   *
   * @param stop - @default never: an attribute that the code gives is the value that it gives
   */
  resolve(written: Written, stop: Stop = () => false): Meaning {
    return new Walk(this.stacks, stop).follow(written, []);
  }
}

/** One way along references. */
class Walk {
  /** The strings on it: one that comes again would go round for ever. */
  private readonly passed: ReadonlySet<string>;

  constructor(
    private readonly stacks: readonly Stack[],
    private readonly stop: Stop,
    passed: Iterable<string> = [],
  ) {
    this.passed = new Set(passed);
  }

  follow({ stack, json }: Written, steps: readonly Step[]): Meaning {
    if (typeof json === "string") return this.followString(stack, json, steps);
    const [step, ...rest] = steps;
    if (step === undefined) {
      if (isList(json) || isObject(json)) return { kind: "structure", stack, json };
      return json === null ? UNKNOWN : { kind: "literal", value: json };
    }
    return this.followInto(stack, inside(json, step), rest);
  }

  private followInto(stack: Stack, json: Json | undefined, steps: readonly Step[]): Meaning {
    return json === undefined ? UNKNOWN : this.follow({ stack, json }, steps);
  }

  private followString(stack: Stack, text: string, steps: readonly Step[]): Meaning {
    const here = JSON.stringify([stack.name, text, steps]);
    if (this.passed.has(here)) return UNKNOWN;
    const walk = new Walk(this.stacks, this.stop, [...this.passed, here]);
    const parts = partsOf(text);
    const [only] = parts;
    if (parts.length === 1 && only?.kind === "path") return walk.followPath(stack, [...only.path, ...steps]);
    return steps.length === 0 ? walk.join(stack, text) : UNKNOWN;
  }

  /** Text with values in between. */
  private join(stack: Stack, text: string): Meaning {
    const values = partsOf(text).map((part): Meaning => {
      switch (part.kind) {
        case "text":
          return { kind: "literal", value: part.text };
        case "path":
          return new Walk(this.stacks, () => false, this.passed).followPath(stack, part.path);
        case "other":
          return UNKNOWN;
      }
    });
    const literals = values.flatMap((meaning) => (meaning.kind === "literal" ? [meaning.value] : []));
    return literals.length === values.length ? { kind: "literal", value: literals.join("") } : UNKNOWN;
  }

  private followPath(stack: Stack, [root, name, ...rest]: readonly Step[]): Meaning {
    if (root === "local" && typeof name === "string") return this.followInto(stack, stack.locals.get(name), rest);
    if (root === "data" && name === "terraform_remote_state") return this.followRemoteState(stack, rest);
    const resource = stack.resources.get(`${root}.${name}`);
    return resource === undefined ? UNKNOWN : this.followAttribute(resource, rest);
  }

  private followAttribute(resource: Resource, [attribute, ...rest]: readonly Step[]): Meaning {
    if (resource.isRepeated || typeof attribute !== "string") return UNKNOWN;
    const isWhole = rest.length === 0;
    const given = resource.body[attribute] ?? undefined;
    if (isWhole && (given === undefined || this.stop(resource, attribute))) {
      return { kind: "attribute", resource, attribute };
    }
    return this.followInto(resource.stack, given, rest);
  }

  private followRemoteState(stack: Stack, [name, outputs, output, ...rest]: readonly Step[]): Meaning {
    const state = typeof name === "string" && outputs === "outputs" ? stack.remoteStates.get(name) : undefined;
    const publisher =
      state && this.stacks.find((other) => other.state !== undefined && isSameState(other.state, state));
    if (publisher === undefined || typeof output !== "string") return UNKNOWN;
    return this.followInto(publisher, publisher.outputs.get(output), rest);
  }
}

function inside(json: Json, step: Step): Json | undefined {
  if (typeof step === "number") return isList(json) ? json[step] : undefined;
  return isObject(json) ? json[step] : undefined;
}
