import type { ResourceValues } from "../plan/change";

/**
 * The task definition of a service, if it is among the resources: by its ARN, its family and revision, or its family.
 * Before apply the reference to a new revision is unknown; then it is the only one in the service's own stack, if there is
 * only one.
 */
export function taskDefinitionOf(service: ResourceValues, all: readonly ResourceValues[]): ResourceValues | undefined {
  const definitions = all.filter(({ type }) => type === "aws_ecs_task_definition");
  const reference = service.values["task_definition"];
  if (typeof reference === "string") {
    return definitions.find(({ values }) => namesOf(values).includes(reference));
  }
  const [only, ...others] = definitions.filter(({ stack }) => stack === service.stack);
  return others.length === 0 ? only : undefined;
}

/** Amazon ECS API Reference, CreateService, `taskDefinition`. */
function namesOf({ arn, arn_without_revision: arnOfFamily, family, revision }: ResourceValues["values"]): unknown[] {
  const byRevision = typeof family === "string" && typeof revision === "number" ? [`${family}:${revision}`] : [];
  return [arn, arnOfFamily, family, ...byRevision];
}
