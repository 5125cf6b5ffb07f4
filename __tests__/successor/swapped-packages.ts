import { resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

/** What is imported, and the package that is taken for it: in this project's code and in that of its packages alike. */
export type Swap = Readonly<Record<string, string>>;

/** The successor of cdktf. The provider's package is the same, and gets the successor too when it imports `cdktf`. */
export const CDKTN: Swap = { cdktf: "cdktn" };

/** Resources generated from AWS provider 6. */
export const AWS_6: Swap = { "@cdktf/provider-aws": "provider-aws-21" };

/** The version that is installed of a package, under the name that it has in package.json. */
export function versionOf(name: string): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a package's own package.json has no types
  return (require(`${name}/package.json`) as { version: string }).version;
}

/** The packages that files belong to, under the names that they have in node_modules, in alphabetical order. */
export function packagesOf(files: readonly string[]): string[] {
  const names = files.flatMap((file) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort();
}
