import { defaults } from "./defaults";
import type { Draft } from "./draft";
import type { PlacedMistake } from "./mistake";

/** The part of an environment that this rule looks at. */
export interface HealthCheckDraft {
  readonly targetGroup: {
    readonly healthCheck: { readonly intervalSeconds: number; readonly timeoutSeconds: number };
  };
}

const HEALTH_CHECK = ["targetGroup", "healthCheck"] as const;

/**
 * The timeout ends before the next check begins. Elastic Load Balancing refuses anything else in CreateTargetGroup, with
 * the ValidationError "Health check interval must be greater than the timeout."; the provider finds out only then.
 */
export function healthCheckMistakes(draft: Draft<HealthCheckDraft>): PlacedMistake[] {
  const isSound = (["intervalSeconds", "timeoutSeconds"] as const).every((key) => draft.isSound(...HEALTH_CHECK, key));
  if (!isSound) return [];
  const { intervalSeconds, timeoutSeconds } = draft.value.targetGroup.healthCheck;
  if (timeoutSeconds < intervalSeconds) return [];
  // The default timeout is no one's mistake: then the interval is the part that the user wrote.
  return timeoutSeconds === defaults.healthCheck.timeoutSeconds
    ? [
        {
          path: [...HEALTH_CHECK, "intervalSeconds"],
          what: `the interval must be longer than the timeout of ${timeoutSeconds} seconds, got ${intervalSeconds}`,
          remedy: "Choose a longer interval, or give a shorter timeoutSeconds.",
        },
      ]
    : [
        {
          path: [...HEALTH_CHECK, "timeoutSeconds"],
          what: `the timeout must be shorter than the interval of ${intervalSeconds} seconds, got ${timeoutSeconds}`,
          remedy: "Choose a shorter timeout, or give a longer intervalSeconds.",
        },
      ];
}
