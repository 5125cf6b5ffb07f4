import type { ResourceValues } from "../plan/change";
import { hasMark, marksOfPart } from "../plan/marks";

/** The resource without what nobody may see: an arithmetic would show it. What is hidden is as good as unknown. */
export function withoutSensitive({ sensitive = true, values, ...resource }: ResourceValues): ResourceValues {
  return {
    ...resource,
    sensitive,
    values: Object.fromEntries(Object.entries(values).filter(([name]) => !hasMark(marksOfPart(sensitive, name)))),
  };
}
