import { type AccessRequest, type EvaluatedStatement, isAllowed, isDenied } from "./support/policy-evaluation";

const OBJECT = "arn:aws:s3:::states/front-door/dev/network.tfstate";
const request: AccessRequest = { action: "s3:GetObject", resource: OBJECT };
const allow: EvaluatedStatement = { Effect: "Allow", Action: "s3:GetObject", Resource: OBJECT };
const deny: EvaluatedStatement = { ...allow, Effect: "Deny" };

/** Whether a policy with this statement allows the request, or one like it. */
function allows(statement: EvaluatedStatement, asked: Partial<AccessRequest> = {}): boolean {
  return isAllowed([{ Statement: { ...allow, ...statement } }], { ...request, ...asked });
}

describe("several statements", () => {
  const other: EvaluatedStatement = { ...allow, Resource: "arn:aws:s3:::another/*" };
  const together = (...statements: EvaluatedStatement[]) => [
    isAllowed([{ Statement: statements }], request),
    isDenied([{ Statement: statements }], request),
  ];

  test("no statement that applies allows nothing, and is no denial", () => {
    expect(together()).toEqual([false, false]);
    expect(together(other)).toEqual([false, false]);
  });

  test("one that allows is enough", () => {
    expect(together(other, allow)).toEqual([true, false]);
  });

  test.each([[[allow, deny]], [[deny, allow]]])("a denial comes first wherever it stands", (statements) => {
    expect(together(...statements)).toEqual([false, true]);
  });

  test("they may be in several policies", () => {
    expect(isAllowed([{ Statement: other }, { Statement: allow }], request)).toBe(true);
    expect(isAllowed([{ Statement: deny }, { Statement: allow }], request)).toBe(false);
    expect(isAllowed([], request)).toBe(false);
  });
});

describe("actions", () => {
  test.each([
    ["s3:GetObject", true],
    ["S3:getobject", true],
    ["s3:Get*", true],
    ["s3:GetObjec?", true],
    ["*", true],
    [["s3:PutObject", "s3:GetObject"], true],
    ["s3:GetObjectVersion", false],
    ["s3:Get", false],
    ["s3:GetObject?", false],
    ["ec2:*", false],
    [[], false],
  ])("%j covers s3:GetObject: %j", (Action, expected) => {
    expect(allows({ Action })).toBe(expected);
  });

  test("NotAction is about all others", () => {
    const allBut = (NotAction: unknown): boolean =>
      isAllowed([{ Statement: { Effect: "Allow", NotAction, Resource: "*" } }], request);
    expect(allBut(["s3:PutObject", "s3:Delete*"])).toBe(true);
    expect(allBut(["s3:PutObject", "s3:get*"])).toBe(false);
  });
});

describe("resources", () => {
  test.each([
    [OBJECT, true],
    ["*", true],
    ["arn:aws:s3:::states/*", true],
    ["arn:aws:s3:::states/front-door/*.tfstate", true],
    ["arn:aws:s3:::states/front-door/de?/network.tfstate", true],
    [["arn:aws:s3:::another", OBJECT], true],
    ["arn:aws:s3:::states", false],
    [OBJECT.toUpperCase(), false],
    [`${OBJECT}?`, false],
    // A dot is a dot.
    ["arn:aws:s3:::states/front-door/dev/network-tfstate", false],
    ["arn:aws:s3:::states/front-door/dev/networkXtfstate", false],
  ])("%j covers a state: %j", (Resource, expected) => {
    expect(allows({ Resource })).toBe(expected);
  });

  test("a pattern for states does not cover locks, nor the other way round", () => {
    const lock = { resource: `${OBJECT}.tflock` };
    expect(allows({ Resource: "arn:aws:s3:::states/*.tfstate" }, lock)).toBe(false);
    expect(allows({ Resource: "arn:aws:s3:::states/*.tfstate.tflock" })).toBe(false);
    expect(allows({ Resource: "arn:aws:s3:::states/*.tfstate.tflock" }, lock)).toBe(true);
  });

  test("NotResource is about all others", () => {
    const allBut = (NotResource: unknown): boolean =>
      isAllowed([{ Statement: { Effect: "Allow", Action: "s3:*", NotResource } }], request);
    expect(allBut("arn:aws:s3:::another/*")).toBe(true);
    expect(allBut(["arn:aws:s3:::another/*", OBJECT])).toBe(false);
  });
});

describe("conditions", () => {
  const context = { "aws:SecureTransport": "false", "kms:ViaService": "s3.us-east-1.amazonaws.com" };

  test.each([
    [{ Bool: { "aws:SecureTransport": "false" } }, true],
    [{ Bool: { "aws:SecureTransport": false } }, true],
    [{ Bool: { "aws:securetransport": "False" } }, true],
    [{ Bool: { "aws:SecureTransport": "true" } }, false],
    [{ StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } }, true],
    [{ StringEquals: { "kms:ViaService": ["ec2.us-east-1.amazonaws.com", "s3.us-east-1.amazonaws.com"] } }, true],
    [{ StringEquals: { "kms:ViaService": "S3.us-east-1.amazonaws.com" } }, false],
    [{ StringEquals: { "kms:ViaService": "s3.*.amazonaws.com" } }, false],
    [{ StringLike: { "kms:ViaService": "s3.*.amazonaws.com" } }, true],
    [{ StringLike: { "kms:ViaService": "s?.us-east-1.amazonaws.com" } }, true],
    [{ StringLike: { "kms:ViaService": "s3.eu-*" } }, false],
    // All keys and all operators must hold.
    [{ StringLike: { "kms:ViaService": "s3.*" }, Bool: { "aws:SecureTransport": "false" } }, true],
    [{ StringLike: { "kms:ViaService": "s3.*" }, Bool: { "aws:SecureTransport": "true" } }, false],
    [{ StringLike: { "kms:ViaService": "s3.*", "aws:SecureTransport": "t*" } }, false],
    [{}, true],
    [{ Bool: {} }, true],
    [{ Null: { "s3:prefix": "true" } }, true],
    [{ Null: { "s3:prefix": "false" } }, false],
    [{ Null: { "AWS:SecureTransport": "false" } }, true],
    [{ Null: { "aws:SecureTransport": true } }, false],
    [{ Null: { "s3:prefix": "true", "aws:SecureTransport": "true" } }, false],
  ])("%j holds: %j", (Condition, expected) => {
    expect(allows({ Condition }, { context })).toBe(expected);
  });

  test.each([
    [{ Bool: { "aws:SecureTransport": "false" } }],
    [{ StringEquals: { "s3:prefix": "" } }],
    [{ StringLike: { "s3:prefix": "*" } }],
  ])("%j does not hold where the key is missing", (Condition) => {
    expect(allows({ Condition })).toBe(false);
    expect(isDenied([{ Statement: { ...deny, Condition } }], request)).toBe(false);
  });
});

test.each(["*", { AWS: "*" }])("the principal %j is everybody", (Principal) => {
  expect(allows({ Principal })).toBe(true);
});

describe("what is not understood is an error, also where the statement would not apply anyway", () => {
  test.each<[EvaluatedStatement, string]>([
    [{ Condition: { StringNotEquals: { "s3:prefix": "x" } } }, 'condition operator "StringNotEquals"'],
    [{ Condition: { BoolIfExists: { "aws:SecureTransport": "x" } } }, 'condition operator "BoolIfExists"'],
    [{ Condition: { "ForAnyValue:StringLike": { x: "x" } } }, 'condition operator "ForAnyValue:StringLike"'],
    [{ Condition: { NumericLessThan: {} } }, 'condition operator "NumericLessThan"'],
    [{ Condition: { Bool: { x: 1 } } }, "value 1"],
    [{ Condition: { Bool: "x" } }, 'Bool "x"'],
    [{ Condition: { Null: "x" } }, 'Null "x"'],
    [{ Condition: { Null: { x: "x" } } }, 'value "x"'],
    [{ Condition: "x" }, 'Condition "x"'],
    [{ Principal: { AWS: "arn:aws:iam::123456789012:root" } }, "Principal"],
    [{ Principal: { AWS: ["*"] } }, "Principal"],
    [{ Principal: { Service: "*" } }, "Principal"],
    [{ Principal: { AWS: "*", Service: "*" } }, "Principal"],
    [{ NotPrincipal: "*" } as EvaluatedStatement, 'element "NotPrincipal"'],
    [{ Effect: "allow" }, 'Effect "allow"'],
    [{ NotAction: "s3:PutObject" }, "Action and NotAction"],
    [{ Action: undefined }, "Action and NotAction"],
    [{ Resource: undefined }, "Resource and NotResource"],
    [{ Resource: ["*", "arn:aws:s3:::${aws:username}"] }, 'policy variable "arn:aws:s3:::${aws:username}"'],
    [{ Condition: { StringEquals: { x: "${*}" } } }, 'policy variable "${*}"'],
  ])("%j", (statement, said) => {
    expect(() => allows(statement)).toThrow(`policy evaluation does not understand the ${said}`);
    expect(() => allows(statement, { action: "ec2:RunInstances" })).toThrow("policy evaluation does not understand");
  });
});
