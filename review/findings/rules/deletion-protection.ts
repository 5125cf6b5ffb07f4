import type { JsonObject } from "../../plan/json";
import { isTrue, isUnknown, textOf } from "../reading";
import type { Attention, FindingRule } from "../rule";
import { inWords } from "../value-words";
import { versioningTurnedOff } from "../versioning";

/** On, they keep a resource from being deleted. The provider has them under these names, whatever the resource. */
const PROTECTS = /^((enable_)?(deletion|delete|termination)_protection(_enabled)?|disable_api_(termination|stop))$/;

/** On, they make it easy to lose what a resource holds. */
const GIVES_UP = ["force_destroy", "force_delete", "skip_final_snapshot"];

/** What stood between a mistake and the loss of a resource, or of its data. */
export const deletionProtection: FindingRule = {
  kind: "deletion-protection",
  find: (reading, context) => {
    const { before, after } = reading;
    // Of the bucket of the states it is `state`.
    if (versioningTurnedOff(reading, context) && !reading.change.stack.endsWith("-state")) return withoutVersions;
    if (before === undefined || after === undefined) return undefined;
    const off = Object.keys(before).filter((name) => PROTECTS.test(name) && isOn(before, name) && !isOn(after, name));
    const given = GIVES_UP.filter((name) => name in before && !isTrue(before[name]) && isTrue(after[name]));
    if (off.length + given.length === 0) return undefined;
    const turned = [
      ...off.map((name) => `${name} ${isUnknown(after[name]) ? "is known only after apply" : "is turned off"}`),
      ...given.map((name) => `${name} is turned on`),
    ];
    return {
      severity: "high",
      what: `is protected no longer: ${inWords(turned)}`,
      meaning: [
        ...(off.length > 0 ? ["The next apply, or anybody by hand, can delete it."] : []),
        ...(given.length > 0 ? ["If it is destroyed, what it holds is lost as well."] : []),
      ],
    };
  },
};

const withoutVersions: Attention = {
  severity: "medium",
  what: "keeps no older versions of objects any more",
  meaning: ["An object that is overwritten or deleted cannot be brought back."],
};

function isOn(values: JsonObject, name: string): boolean {
  return isTrue(values[name]) || textOf(values[name]) === "ACTIVE";
}
