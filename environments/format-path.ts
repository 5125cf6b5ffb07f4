import type { Path } from "./mistake";
import { quote } from "./quote";

/** Writes a path as code would: `network.zones[0].public`, `tags["Cost Center"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === "number") return `${written}[${key}]`;
    const name = String(key);
    if (!/^[A-Za-z_$][\w$]{0,127}$/.test(name)) return `${written}[${quote(name)}]`;
    return written === "" ? name : `${written}.${name}`;
  }, "");
}
