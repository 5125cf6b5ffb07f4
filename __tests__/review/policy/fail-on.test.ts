import { FINDING_KINDS } from "../../../review/findings/finding";
import { parseFailOn } from "../../../review/policy/fail-on";
import { refusalOf } from "./refusal";

const KINDS = FINDING_KINDS.join(", ");

test.each([
  ["destroy", ["destroy"]],
  ["replace,destroy", ["destroy", "replace"]],
  [" public-ingress ,\tdestroy ", ["destroy", "public-ingress"]],
  ["iam,iam", ["iam"]],
  ["all", FINDING_KINDS],
  ["all,destroy", FINDING_KINDS],
  [FINDING_KINDS.join(), FINDING_KINDS],
])("%j names kinds, each once and in their order", (text, kinds) => {
  expect(parseFailOn(text)).toEqual(kinds);
});

const MISSING = `--fail-on: a kind of finding is missing, got "". Give one or more of ${KINDS} with commas between them, or all.`;

test.each([
  ["", [MISSING]],
  [" ", [MISSING]],
  ["destroy,", [MISSING]],
  ["destroy,,replace", [MISSING]],
  ["Destroy", ['--fail-on: unknown kind of finding "Destroy", did you mean "destroy". Write "destroy".']],
  [
    "public_ingres",
    ['--fail-on: unknown kind of finding "public_ingres", did you mean "public-ingress". Write "public-ingress".'],
  ],
  [
    "destroy replace",
    [`--fail-on: unknown kind of finding "destroy replace". Remove it, or use one of ${KINDS}, all.`],
  ],
  ["toString", [`--fail-on: unknown kind of finding "toString". Remove it, or use one of ${KINDS}, all.`]],
  [
    "dstroy,iam,replac",
    [
      '--fail-on: unknown kind of finding "dstroy", did you mean "destroy". Write "destroy".',
      '--fail-on: unknown kind of finding "replac", did you mean "replace". Write "replace".',
    ],
  ],
])("%j is refused", (text, lines) => {
  expect(refusalOf(() => parseFailOn(text))).toEqual(lines);
});
