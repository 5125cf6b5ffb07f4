import type { Finding } from "./finding";

/** How a state is kept, and how it will be. */
export interface StateEncryption {
  /** Such as `dev-network`. */
  readonly stack: string;
  /** The key that encrypts it now, if it is not one of S3's own. */
  readonly keyNow: string | undefined;
  /** The key that the next apply writes it with. */
  readonly keyAfter: string | undefined;
}

/**
 * What becomes of the encryption of states. Terraform plans nothing of it: it is the backend's, and the next apply writes the
 * state as the backend says.
 */
export function stateEncryptionFindings(states: readonly StateEncryption[]): Finding[] {
  return states
    .filter(({ keyNow, keyAfter }) => keyNow !== undefined && keyNow !== keyAfter)
    .map(({ stack, keyNow = "", keyAfter }) => ({
      kind: "state",
      severity: keyAfter === undefined ? "high" : "medium",
      stack,
      address: "terraform.backend",
      what:
        keyAfter === undefined
          ? "its state is encrypted with a KMS key, and will be with S3's own keys"
          : "its state will be encrypted with another KMS key",
      meaning: [
        `So far it is ${keyNow}${keyAfter === undefined ? "" : `, afterwards ${keyAfter}`}.`,
        ...(keyAfter === undefined
          ? [
              "Whoever may read the bucket can then read the state, which holds secrets, without a permission on the key.",
            ]
          : []),
      ],
    }));
}
