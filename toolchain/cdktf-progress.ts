/** What happens to one stack, as cdktf and the terraform under it tell. */
export type CdktfEvent =
  /** terraform prepares the stack's folder; cdktf does that for all stacks before the first is worked on. */
  | { readonly kind: "stack preparing"; readonly stack: string }
  | {
      readonly kind: "resource";
      readonly stack: string;
      /** Such as `aws_lb.fargate_alb`. */
      readonly address: string;
      readonly action: "creating" | "modifying" | "destroying";
      /** Whether it is finished. */
      readonly done: boolean;
    }
  /** Deployed or destroyed, also when there was nothing to do. */
  | { readonly kind: "stack done"; readonly stack: string };

const RESOURCE =
  /^(\S+): (?:(Creating|Modifying|Destroying)\.\.\.|Still (creating|modifying|destroying)\.\.\.|(Creation|Modifications|Destruction) complete)/;

const ACTIONS = { crea: "creating", modi: "modifying", dest: "destroying" } as const;

/**
 * Reads cdktf's output line by line. cdktf writes the name of the stack before the first line of each piece of terraform's
 * output, and indents the lines that follow, so that a line is understood only with those before it.
 */
export class CdktfProgress {
  private stack: string | undefined;

  /** @returns what the line tells, if anything */
  read(line: string): CdktfEvent | undefined {
    const [, name, afterName] = /^([A-Za-z0-9][\w-]*) {2}(.*)$/.exec(line) ?? [];
    if (name !== undefined) this.stack = name;
    const { stack } = this;
    if (stack === undefined) return undefined;
    const text = (afterName ?? line).trim();

    if (text === "Initializing the backend...") return { kind: "stack preparing", stack };
    if (/^(Apply|Destroy) complete! /.test(text)) return { kind: "stack done", stack };
    const [, address, started, still, finished] = RESOURCE.exec(text) ?? [];
    const verb = started ?? still ?? finished;
    if (address === undefined || verb === undefined) return undefined;
    const action = ACTIONS[verb.slice(0, 4).toLowerCase() as keyof typeof ACTIONS];
    return { kind: "resource", stack, address, action, done: finished !== undefined };
  }
}
