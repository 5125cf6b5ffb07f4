/** Ids for a flowchart, made from names: the same names give the same ids, and two things never have one id. */
export class MermaidIds {
  private readonly ids = new Map<string, string>();
  private readonly taken = new Set<string>();

  /** Of something by what it is in the picture, such as `security group ALB-SG`: `security_group_ALB_SG`. */
  of(thing: string): string {
    const known = this.ids.get(thing);
    if (known !== undefined) return known;
    const plain = thing.replace(/[^A-Za-z0-9]+/g, "_");
    let id = plain;
    // Names that differ in other characters alone would become one.
    for (let number = 2; this.taken.has(id); number += 1) id = `${plain}_${number}`;
    this.taken.add(id);
    this.ids.set(thing, id);
    return id;
  }
}
