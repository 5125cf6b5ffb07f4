import type { Environment } from "../../environments/environment";
import type { HandoffModule } from "../handoff-modules";

/** What the README of a handoff is made of. */
export interface HandoffReadmeInput {
  readonly environment: Environment;
  /** In the order of application. */
  readonly modules: readonly HandoffModule[];
  readonly picture: HandoffPicture;
  /** What the lock files are good for: `linux_amd64`. Empty where no lock file could be made. */
  readonly lockedPlatforms: readonly string[];
}

/** The picture of the network. */
export interface HandoffPicture {
  /** As seen from the README: `network.svg`. */
  readonly file: string;
  /** What is in it, in sentences. */
  readonly description: string;
}
