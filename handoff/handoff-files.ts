import type { Environment } from "../environments/environment";
import type { HandoffModule } from "./handoff-modules";
import { MANIFEST_FILE, manifestOf, writeManifest } from "./manifest";
import { nativeTests } from "./native-tests/native-tests";
import { handoffReadme } from "./readme/handoff-readme";

/** What a handoff is made of. */
export interface HandoffParts {
  readonly environment: Environment;
  readonly modules: readonly HandoffModule[];
  /** A picture of the network. */
  readonly picture: { readonly svg: string; readonly description: string };
  /** The lock file of each module. Undefined where the provider could not be had. */
  readonly lock?: { readonly text: string; readonly platforms: readonly string[] };
}

const PICTURE_FILE = "network.svg";

/** What terraform leaves in the folders, and nobody commits: providers, plans, a state that it could not write, and what it says when it dies. */
const GITIGNORE = [".terraform/", "*.tfplan", "*.tfstate", "*.tfstate.*", "crash.log", "crash.*.log", ""].join("\n");

/** Every file of a handoff, by its path below the folder, with `/`. The same parts give the same bytes. */
export function handoffFiles({ environment, modules, picture, lock }: HandoffParts): Map<string, string> {
  const readme = handoffReadme({
    environment,
    modules,
    picture: { file: PICTURE_FILE, description: picture.description },
    lockedPlatforms: lock?.platforms ?? [],
  });
  const files = new Map<string, string>([
    ["README.md", readme],
    [PICTURE_FILE, picture.svg],
    [".gitignore", GITIGNORE],
  ]);
  for (const module of modules) {
    const inside = [
      ...module.files,
      ...(lock === undefined ? [] : [[".terraform.lock.hcl", lock.text] as const]),
      ...nativeTests(module, environment),
    ];
    for (const [name, text] of inside) files.set(`${module.stack}/${name}`, text);
  }
  return files.set(MANIFEST_FILE, writeManifest(manifestOf(environment.name, files)));
}
