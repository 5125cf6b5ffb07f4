import type { Arrow, Picture, VpcBox } from "./shapes";
import { headingOf } from "./words";

/** A picture in words: what there is, the ways through it, and what is wrong. */
export function inWords({ vpcs, arrows, notes }: Omit<Picture, "description">): string {
  return [
    ...(vpcs.length === 0 ? ["Nothing is deployed: there is no VPC."] : vpcs.map(vpcInWords)),
    ...waysInWords(arrows),
    ...notes.map((note) => `${headingOf(note)}. ${note.reason}.`),
  ].join(" ");
}

function vpcInWords({ name, cidrs, zones }: VpcBox): string {
  const columns = zones.map((zone) => {
    const subnets = zone.subnets.map(({ name: subnet, access }) => `${subnet} (${access})`);
    return `zone ${zone.name} has ${listed(subnets)}`;
  });
  return `${[`VPC ${name} ${cidrs.join(", ")}`.trim(), ...columns].join("; ")}.`;
}

/** One sentence for arrows that differ in one end alone. */
function waysInWords(arrows: readonly Arrow[]): string[] {
  const groups = new Map<string, Arrow[]>();
  for (const arrow of arrows) {
    const { kind, label, verdict, from, to } = arrow;
    const key = JSON.stringify([kind, label, verdict, kind === "request" ? from : to]);
    groups.set(key, [...(groups.get(key) ?? []), arrow]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    const does = first?.kind === "request" ? "A request goes" : "Outgoing traffic goes";
    const by = first?.label === undefined ? "" : `, ${first.label}`;
    const end = { allowed: "", blocked: ", and is blocked", unknown: ", and whether it gets there is not known" };
    const ends = (ids: readonly string[]): string => listed([...new Set(ids)]);
    const way = `from ${ends(group.map(({ from }) => from))} to ${ends(group.map(({ to }) => to))}`;
    return `${does} ${way}${by}${end[first?.verdict ?? "allowed"]}.`;
  });
}

/** `a, b and c` */
function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}
