import { stateEncryptionFindings } from "../../../review/findings/state-encryption";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/1";
const OTHER = "arn:aws:kms:us-east-1:123456789012:key/2";

test.each<[string, string | undefined, string | undefined, string[]]>([
  ["a key that goes", KEY, undefined, ["state high"]],
  ["another key", KEY, OTHER, ["state medium"]],
  ["the same key", KEY, KEY, []],
  ["a key that is new", undefined, KEY, []],
  ["S3's own keys as before", undefined, undefined, []],
])("%s", (_, keyNow, keyAfter, found) => {
  const findings = stateEncryptionFindings([{ stack: "dev-network", keyNow, keyAfter }]);
  expect(findings.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual(found);
  for (const finding of findings) expect(finding).toMatchObject({ stack: "dev-network", address: "terraform.backend" });
});
