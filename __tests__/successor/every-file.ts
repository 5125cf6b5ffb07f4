import { environments } from "../../environments";
import { STACK_NAMES } from "../../environments/stack-names";
import { everyOption } from "../environments/every-option";

const named = [...environments, everyOption].map(({ name }) => name);

/** The Terraform of every stack that there is, of these environments and of the one with every option, as every-stack.ts writes it. */
export const STACK_FILES: readonly string[] = named.flatMap((environment) =>
  STACK_NAMES.map((stack) => {
    const app =
      stack === "state" ? `${environment}-state` : environment === everyOption.name ? environment : "environments";
    return `${app}/stacks/${environment}-${stack}/cdk.tf.json`;
  }),
);

/** What each app says of its stacks: their names, and which stand on which. */
export const MANIFESTS: readonly string[] = [
  "environments/manifest.json",
  `${everyOption.name}/manifest.json`,
  ...named.map((environment) => `${environment}-state/manifest.json`),
];
