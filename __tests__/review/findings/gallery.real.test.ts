import {
  AuthorizeSecurityGroupIngressCommand,
  EC2Client,
  ModifySubnetAttributeCommand,
  RevokeSecurityGroupIngressCommand,
} from "@aws-sdk/client-ec2";
import { findingsOf } from "../../../review/findings";
import type { Finding, FindingKind } from "../../../review/findings/finding";
import { stackPlanOf } from "../../../review/plan/stack-plan";
import { resourcesIn, type TerraformPlan } from "../../../review/plan/terraform-plan";
import { type AwsConnection, clientConfig, using } from "../../../toolchain/aws-client";
import { describeWith } from "../../needs";
import { type GalleryPlans, planGallery } from "./gallery-plan";

/** What each change raises, in the order of addresses. What is not here raises nothing. */
const RAISED: Readonly<Record<string, readonly FindingKind[]>> = {
  // It was attached to nothing, which a plan does not show.
  "aws_internet_gateway.raises_destroy": ["destroy"],
  "aws_lb.raises_ingress_scheme": ["replace", "public-ingress"],
  "aws_lb_listener.raises_encryption": ["encryption"],
  "aws_lb_listener.raises_encryption_gone": ["destroy", "encryption"],
  "aws_lb_listener.raises_encryption_redirect": ["encryption"],
  "aws_lb_target_group.raises_replace": ["replace"],
  "aws_security_group.raises_replace": ["replace"],
  "terraform_data.raises_replace_by_trigger": ["replace"],
  "aws_sqs_queue.raises_forget": ["forget"],
  "aws_vpc_security_group_ingress_rule.raises_ingress_created": ["public-ingress"],
  "aws_vpc_security_group_ingress_rule.raises_ingress_widened": ["public-ingress"],
  "aws_vpc_security_group_ingress_rule.raises_ingress_unknown": ["public-ingress"],
  "aws_vpc_security_group_ingress_rule.raises_port_created": ["public-port"],
  "aws_security_group.raises_port_inline": ["public-port"],
  // What it closes, somebody may have needed.
  "aws_security_group.close_port_inline": ["traffic-stopped"],
  "aws_subnet.raises_public_ip": ["public-ip"],
  "aws_eip.raises_public_ip": ["public-ip"],
  "aws_s3_bucket_public_access_block.raises_public_bucket": ["public-bucket"],
  "aws_s3_bucket_policy.raises_public_bucket": ["public-bucket"],
  // Nobody else may read it, but the organization may, who could not before.
  "aws_s3_bucket_policy.close_public_bucket": ["trust"],
  "aws_dynamodb_table.raises_deletion_protection": ["deletion-protection"],
  "aws_iam_role.raises_trust": ["trust"],
  "aws_sqs_queue_policy.raises_trust": ["trust"],
  "aws_iam_role_policy.raises_iam": ["iam"],
  "aws_iam_role_policy_attachment.raises_iam": ["iam"],
  "aws_cloudwatch_log_group.raises_encryption": ["encryption"],
  "aws_s3_bucket_versioning.raises_state": ["state"],
  "aws_security_group.raises_drift": ["drift"],
  "aws_vpc_security_group_ingress_rule.raises_drift_deleted": ["drift"],
  "aws_subnet.raises_drift": ["drift"],
};

describeWith(["terraform", "local-aws"], "findings in the plans of a real terraform", () => {
  let plans: GalleryPlans;
  let findings: readonly Finding[];

  beforeAll(async () => {
    plans = await planGallery(changeByHand);
    findings = inStack("gallery-state");
  }, 400_000);

  function inStack(stack: string): Finding[] {
    return findingsOf([stackPlanOf(stack, plans.changed)]);
  }

  function whatOf(address: string, kind: FindingKind): string {
    return findings.find((each) => each.address === address && each.kind === kind)?.what ?? "";
  }

  function meaningOf(address: string, kind: FindingKind): string {
    return findings.find((each) => each.address === address && each.kind === kind)?.meaning.join(" ") ?? "";
  }

  test("what was just applied raises nothing, though Terraform reads much of it as drift", () => {
    const applied = stackPlanOf("gallery-state", plans.applied);

    expect(applied.changes).toEqual([]);
    expect(applied.drift.length).toBeGreaterThan(20);
    expect(findingsOf([applied])).toEqual([]);
  });

  test("the gallery holds every action", () => {
    const { changes, drift } = stackPlanOf("gallery-state", plans.changed);
    const actions = new Set(changes.map(({ action }) => action));

    expect([...actions].sort()).toEqual(["create", "delete", "forget", "move", "replace", "update"]);
    expect(drift.map(({ address }) => address)).toEqual(
      expect.arrayContaining(["aws_security_group.raises_drift", "aws_security_group.close_drift"]),
    );
  });

  test("everything that is called so is changed, or was by hand", () => {
    const { changes, drift } = stackPlanOf("gallery-state", plans.changed);
    const changed = new Set([...changes, ...drift].map(({ address }) => address));
    const named = resourcesIn(plans.changed.planned_values?.root_module).map(({ address }) => address);
    const inGallery = [...named, ...Object.keys(RAISED)].filter((address) => /\.(raises|close)_/.test(address));

    // Beside what drifts, there must be something that does not.
    const still = [
      "aws_vpc_security_group_ingress_rule.close_drift",
      "aws_vpc_security_group_ingress_rule.close_drift_rule",
    ];
    expect(inGallery.filter((address) => !changed.has(address)).sort()).toEqual(still);
  });

  test("each change raises what it should, and no other does", () => {
    const raised: Record<string, FindingKind[]> = {};
    for (const { address, kind } of findings) (raised[address] ??= []).push(kind);
    const sorted = (kinds: Readonly<Record<string, readonly FindingKind[]>>) =>
      Object.fromEntries(Object.entries(kinds).map(([address, each]) => [address, [...each].sort()]));

    expect(sorted(raised)).toEqual(sorted(RAISED));
  });

  test("versions of a bucket that does not keep states are what keeps its data from being deleted", () => {
    const kinds = inStack("gallery").filter(({ address }) => address === "aws_s3_bucket_versioning.raises_state");

    expect(kinds.map(({ kind }) => kind)).toEqual(["deletion-protection"]);
  });

  test("worst first, of the worst what stops the apply, then by address", () => {
    const order = findings.map(({ severity, address, meaning }) =>
      [
        "critical high medium low".indexOf(severity) + 100,
        (meaning[0] ?? "").includes("the apply stops") ? "stops" : "takes its way",
        address,
      ].join(" "),
    );

    expect(order).toEqual([...order].sort());
  });

  test.each<[string, FindingKind, string]>([
    [
      "aws_security_group.raises_replace",
      "replace",
      'is replaced, destroyed before the new one is made, because name ("raises-replace" -> "raises-replace-2") cannot be changed in place',
    ],
    [
      "aws_lb_target_group.raises_replace",
      "replace",
      "is replaced, destroyed before the new one is made, because port (6060 -> 6061) cannot be changed in place",
    ],
    [
      "aws_security_group.raises_port_inline",
      "public-port",
      "lets the internet in on other ports than 80 and 443: tcp 22",
    ],
    [
      "aws_vpc_security_group_ingress_rule.raises_port_created",
      "public-port",
      "lets the internet in on other ports than 80 and 443: all traffic",
    ],
    ["aws_vpc_security_group_ingress_rule.raises_ingress_widened", "public-ingress", "lets the internet in: tcp 443"],
    [
      "aws_security_group.raises_drift",
      "drift",
      "was changed outside of Terraform: ingress; it lets the internet in on other ports than 80 and 443: tcp 22",
    ],
    ["aws_vpc_security_group_ingress_rule.raises_drift_deleted", "drift", "was deleted outside of Terraform"],
    [
      "aws_lb_listener.raises_encryption_redirect",
      "encryption",
      "is encrypted less: plain HTTP is no longer redirected to HTTPS",
    ],
    ["aws_security_group.close_port_inline", "traffic-stopped", "no longer lets pass tcp 8086-8090 from 0.0.0.0/0"],
  ])("%s: %s, in words", (address, kind, what) => {
    expect(whatOf(address, kind)).toBe(what);
  });

  test.each<[string, FindingKind, string]>([
    ["aws_lb.raises_ingress_scheme", "replace", "The new one has a new DNS name"],
    [
      "aws_lb_target_group.raises_replace",
      "replace",
      "AWS does not delete a target group while aws_lb_listener.stage_forward forwards to it (ResourceInUse)",
    ],
    ["aws_security_group.raises_drift", "drift", "The plan leaves it as it is now."],
    ["aws_vpc_security_group_ingress_rule.raises_drift_deleted", "drift", "The plan makes it again."],
    ["aws_subnet.raises_drift", "drift", "The plan changes it as well: its diff shows what is put back."],
  ])("%s: what %s means", (address, kind, meaning) => {
    expect(meaningOf(address, kind)).toContain(meaning);
  });
});

/** What somebody does in the console: SSH for everybody, a rule deleted, a subnet that gives public addresses. */
async function changeByHand(connection: AwsConnection, applied: TerraformPlan): Promise<void> {
  const resources = resourcesIn(applied.prior_state?.values?.root_module);
  const attribute = (address: string, name: string): string => {
    const value = resources.find((each) => each.address === address)?.values?.[name];
    if (typeof value !== "string") throw new Error(`${address} has no ${name}`);
    return value;
  };
  await using(new EC2Client(clientConfig(connection)), async (ec2) => {
    const GroupId = attribute("aws_security_group.raises_drift", "id");
    const ssh = { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "0.0.0.0/0" }] };
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ssh] }));
    const rule = attribute("aws_vpc_security_group_ingress_rule.raises_drift_deleted", "security_group_rule_id");
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: [rule] }));
    const SubnetId = attribute("aws_subnet.raises_drift", "id");
    await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: true } }));
  });
}
