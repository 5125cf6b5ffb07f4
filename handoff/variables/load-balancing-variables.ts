import { defaults } from "../../environments/defaults";
import type { Environment } from "../../environments/environment";
import { LONGEST_PATH } from "../../environments/health-check-values";
import { source } from "../hcl/expression";
import { blocksValidations } from "./block-validations";
import { matches } from "./condition";
import { fewestOf } from "./list-length";
import type { Variable } from "./variable";
import { wholeNumber } from "./whole-number";

/** At least as many blocks as have rules of their own in the module, see rules-for-others.ts. */
export function allowedCidrs({ loadBalancer }: Environment): Variable {
  const defaultValue = defaults.loadBalancer.allowedCidrs;
  return {
    name: "allowed_cidrs",
    type: source("list(string)"),
    description:
      "The IPv4 blocks that may connect to the load balancer, /0 to /32, with all host bits zero, each once. Add new ones at the end.",
    ...(loadBalancer.allowedCidrs.length <= defaultValue.length ? { default: defaultValue } : {}),
    validations: [
      fewestOf("var.allowed_cidrs", loadBalancer.allowedCidrs.length, "allowed block"),
      ...blocksValidations("var.allowed_cidrs", 0, 32),
      {
        condition: "length(distinct(var.allowed_cidrs)) == length(var.allowed_cidrs)",
        message: 'a block is allowed twice, got ${join(", ", var.allowed_cidrs)}. Remove it.',
      },
    ],
  };
}

export const deletionProtection: Variable = {
  name: "deletion_protection",
  type: source("bool"),
  description: "Whether AWS refuses to delete the load balancer until this is false again.",
  default: defaults.loadBalancer.deletionProtection,
  validations: [],
};

export const idleTimeout = wholeNumber({
  name: "idle_timeout_seconds",
  description: "How long a connection may be silent, in seconds, 1 to 4000.",
  default: defaults.loadBalancer.idleTimeoutSeconds,
  called: "the idle timeout",
  unit: "seconds",
  from: 1,
  to: 4000,
});

export const containerPort = wholeNumber({
  name: "container_port",
  description:
    "The TCP port that the containers listen on, 1 to 65535. The same in the modules security and load-balancing. Another one replaces the target group: see README.md.",
  default: defaults.targetGroup.port,
  called: "a port",
  from: 1,
  to: 65535,
});

export const deregistrationDelay = wholeNumber({
  name: "deregistration_delay_seconds",
  description: "How long a container that is leaving may finish its requests, in seconds, 0 to 3600.",
  default: defaults.targetGroup.deregistrationDelaySeconds,
  called: "the deregistration delay",
  unit: "seconds",
  from: 0,
  to: 3600,
});

export const healthCheckPath: Variable = {
  name: "health_check_path",
  type: source("string"),
  description: "The path that health checks ask for: starts with /.",
  default: defaults.healthCheck.path,
  validations: [
    {
      condition: 'startswith(var.health_check_path, "/")',
      message: 'the path starts with "/", got "${var.health_check_path}". Write it as in "/health".',
    },
    {
      condition: `length(var.health_check_path) <= ${LONGEST_PATH}`,
      message: `the path has at most ${LONGEST_PATH} characters, got "\${var.health_check_path}". Shorten the path.`,
    },
    {
      condition: matches(/^[-a-zA-Z0-9@:%_+.~#?&/=]*$/, "var.health_check_path"),
      message:
        'the path has only a-z, A-Z, 0-9 and - @ : % _ + . ~ # ? & / =, got "${var.health_check_path}". Percent-encode the other characters.',
    },
  ],
};

export const healthCheckInterval = wholeNumber({
  name: "health_check_interval_seconds",
  description: "From one health check to the next, in seconds, 5 to 300.",
  default: defaults.healthCheck.intervalSeconds,
  called: "the interval",
  unit: "seconds",
  from: 5,
  to: 300,
});

const timeout = wholeNumber({
  name: "health_check_timeout_seconds",
  description: "How long a health check waits for the answer, in seconds, 2 to 120 and below the interval.",
  default: defaults.healthCheck.timeoutSeconds,
  called: "the timeout",
  unit: "seconds",
  from: 2,
  to: 120,
});

export const healthCheckTimeout: Variable = {
  ...timeout,
  validations: [
    ...timeout.validations,
    {
      condition: "var.health_check_timeout_seconds < var.health_check_interval_seconds",
      message:
        "the timeout must be shorter than the interval of ${var.health_check_interval_seconds} seconds, got ${var.health_check_timeout_seconds}. Choose a shorter timeout, or a longer interval.",
    },
  ],
};

export const healthyThreshold = wholeNumber({
  name: "healthy_threshold",
  description: "After how many good answers in a row a container is healthy, 2 to 10.",
  default: defaults.healthCheck.healthyThreshold,
  called: "the healthy threshold",
  unit: "answers in a row",
  from: 2,
  to: 10,
});

export const unhealthyThreshold = wholeNumber({
  name: "unhealthy_threshold",
  description: "After how many bad answers in a row a container is unhealthy, 2 to 10.",
  default: defaults.healthCheck.unhealthyThreshold,
  called: "the unhealthy threshold",
  unit: "answers in a row",
  from: 2,
  to: 10,
});

export const successCodes: Variable = {
  name: "health_check_success_codes",
  type: source("string"),
  description: "The HTTP status codes that are good answers, 200 to 499: one, several (200,202) or a range (200-299).",
  default: defaults.healthCheck.successCodes,
  validations: [
    {
      condition: `alltrue([for part in split(",", var.health_check_success_codes) : ${matches(/^[0-9]+(-[0-9]+)?$/, "part")}])`,
      message:
        'success codes are codes and ranges, with commas between them and no spaces, got "${var.health_check_success_codes}". Write them as in "200", "200,202" or "200-299".',
    },
    {
      condition: `alltrue([for code in regexall("[0-9]+", var.health_check_success_codes) : ${matches(/^[234][0-9]{2}$/, "code")}])`,
      message:
        'a success code is from 200 to 499, got "${var.health_check_success_codes}". Choose codes in that range.',
    },
    {
      condition:
        'alltrue([for part in split(",", var.health_check_success_codes) : try(tonumber(split("-", part)[1]) > tonumber(split("-", part)[0]), true)])',
      message: 'a range of success codes ascends, got "${var.health_check_success_codes}". Write the lower code first.',
    },
  ],
};
