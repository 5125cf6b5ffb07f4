import type { Draft } from "./draft";
import { regionOfKey } from "./kms-key";
import type { PlacedMistake } from "./mistake";

/** The part of an environment that this rule looks at. */
export interface StateDraft {
  readonly region: string;
  readonly state: { readonly region?: string | undefined; readonly kmsKeyArn?: string | undefined };
}

/** "The KMS key must be in the same AWS Region as the bucket" ("Specifying server-side encryption with AWS KMS (SSE-KMS)", Amazon S3 User Guide). */
export function kmsKeyMistakes(draft: Draft<StateDraft>): PlacedMistake[] {
  if (![["state"], ["state", "region"], ["state", "kmsKeyArn"]].every((path) => draft.isSound(...path))) return [];
  const { kmsKeyArn, region: ownRegion } = draft.value.state;
  if (ownRegion === undefined && !draft.isSound("region")) return [];
  const region = ownRegion ?? draft.value.region;
  if (kmsKeyArn === undefined || regionOfKey(kmsKeyArn) === region) return [];
  return [
    {
      path: ["state", "kmsKeyArn"],
      what: `the bucket is in ${region}, and the key in ${regionOfKey(kmsKeyArn)}`,
      remedy: `Give a key of ${region}, or the bucket another state.region.`,
    },
  ];
}
