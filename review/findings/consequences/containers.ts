import type { Consequences } from "./consequence";

/** What runs, and what it needs to. */
export const CONTAINERS: Consequences = {
  aws_ecs_service: {
    severity: "critical",
    destroyed: ["Its containers are stopped: requests are answered with 503."],
    replaced: [
      "Its containers are stopped before or while new ones start: requests may be answered with 503 meanwhile.",
    ],
  },
  aws_ecs_cluster: {
    severity: "critical",
    destroyed: ["Its services stop. AWS deletes it only once none is left in it."],
  },
  aws_ecs_task_definition: {
    severity: "medium",
    destroyed: ["No new container starts from it. Those that run go on until they are replaced."],
    replaced: ["This is how a new revision is made: the service then replaces its containers one by one."],
    replacedSeverity: "low",
  },
  aws_ecr_repository: {
    severity: "critical",
    destroyed: ["Its images go with it, and no container starts from them any more."],
  },
  aws_instance: {
    severity: "critical",
    destroyed: ["What runs on it stops, and its own disks go with it."],
    replaced: ["What runs on it stops. The new one has other addresses, and empty disks."],
  },
  aws_appautoscaling_target: {
    severity: "medium",
    destroyed: ["The number of containers follows the load no longer."],
  },
  aws_lambda_function: { severity: "high", destroyed: ["Who calls it gets an error."] },
};
