import { regionsLeft } from "../drift/regions-left";
import type { Finding } from "../finding";
import type { Context } from "../rule";
import { inWords } from "../value-words";

/** A stack that is planned in another region than it was applied in: one finding, whatever it had there. */
export function regionLeft(context: Context): Finding[] {
  const { plan, region } = context;
  const left = inWords(regionsLeft(context));
  if (region === undefined || left === "") return [];
  return [
    {
      kind: "forget",
      severity: "critical",
      stack: plan.stack,
      address: "provider.aws",
      what: `works in ${region} from now on: what is in ${left} is no longer looked after`,
      meaning: [
        `It was not deleted: Terraform looks for it in ${region}, and does not find it. It stays in ${left}, and goes on working and costing.`,
        "It leaves the state once this is applied: to have it gone as well, destroy it first, with the region as it was.",
      ],
    },
  ];
}
