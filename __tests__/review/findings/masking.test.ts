import { findingsOf } from "../../../review/findings";
import type { Json } from "../../../review/plan/json";
import { findingsFor, planned, type Planned, planOf, policyOf } from "./planned";

/** It stands wherever a finding quotes something. */
const SECRET = "s3cret";
const PORT = 48_151;
const policy = (principal: Json, resource: string): string =>
  policyOf({ Effect: "Allow", Principal: principal, Action: `s3:${SECRET}`, Resource: resource });
const open = { from_port: PORT, to_port: PORT };

const QUOTING: readonly Planned[] = [
  {
    type: "aws_lb",
    action: "replace",
    replacePaths: [["name"]],
    before: { name: SECRET },
    after: { name: `${SECRET}-2` },
  },
  { type: "aws_vpc_security_group_ingress_rule", after: { ...open, ip_protocol: "tcp", cidr_ipv4: "0.0.0.0/0" } },
  { type: "aws_vpc_security_group_ingress_rule", after: { ip_protocol: "tcp", prefix_list_id: SECRET } },
  { type: "aws_security_group", after: { ingress: [{ ...open, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }] } },
  { type: "aws_s3_bucket_policy", after: { policy: policy("*", SECRET) } },
  { type: "aws_s3_bucket_policy", after: { policy: policy({ AWS: SECRET }, SECRET) } },
  { type: "aws_iam_policy", after: { policy: policy([], SECRET) } },
  { type: "aws_iam_role", after: { assume_role_policy: policy({ Service: SECRET }, "*") } },
  { type: "aws_iam_role", after: { inline_policy: [{ name: SECRET, policy: policy([], SECRET) }] } },
  { type: "aws_iam_role_policy_attachment", after: { policy_arn: SECRET } },
  { type: "aws_lambda_permission", after: { principal: SECRET } },
  { type: "aws_lb_listener", before: { protocol: "HTTPS", port: PORT } },
  {
    type: "aws_lb_listener",
    before: { ssl_policy: "ELBSecurityPolicy-TLS13-1-2" },
    after: { ssl_policy: `ELBSecurityPolicy-${SECRET}` },
  },
  { type: "aws_kms_key", before: { deletion_window_in_days: PORT } },
];

const leaks = (value: unknown): boolean =>
  JSON.stringify(value).includes(SECRET) || JSON.stringify(value).includes(String(PORT));

test.each(QUOTING.map((change): [string, Planned] => [change.type, change]))(
  "%s: quotes what is no secret",
  (_, change) => {
    expect(leaks(findingsFor(change))).toBe(true);
  },
);

describe.each(["before", "after"])("what is sensitive %s", (side) => {
  /** All of it, and attribute by attribute: Terraform says it in both ways. */
  const masks = ({ before, after }: Planned): Json[] => [
    true,
    Object.fromEntries(Object.keys({ ...(before as object), ...(after as object) }).map((name) => [name, true])),
  ];

  test.each(QUOTING.map((change): [string, Planned] => [change.type, change]))(
    "%s: is found, and not quoted",
    (_, change) => {
      for (const mask of masks(change)) {
        const masked = { ...change, [`${side}Sensitive`]: mask };

        expect(findingsFor(masked).map(({ kind }) => kind)).toEqual(findingsFor(change).map(({ kind }) => kind));
        expect(leaks(findingsFor(masked))).toBe(false);
        expect(leaks(findingsOf([planOf([], { drift: [planned({ before: {}, ...masked })] })]))).toBe(false);
      }
    },
  );
});
