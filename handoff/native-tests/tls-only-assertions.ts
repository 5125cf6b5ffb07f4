import type { Assertion } from "./test-file";

const STATEMENT = "data.aws_iam_policy_document.tls_only.statement";

/** Of the state bucket's policy. */
export const TLS_ONLY: readonly Assertion[] = [
  {
    condition: `${STATEMENT}[*].effect == tolist(["Deny"])`,
    message: "The policy does not consist of one denial: it allows something to somebody, or denies nothing.",
  },
  {
    condition: `${STATEMENT}[0].actions == toset(["s3:*"])`,
    message: "The policy does not deny all of S3: some requests are taken without TLS.",
  },
  {
    condition: `one(${STATEMENT}[0].principals).type == "*" && one(${STATEMENT}[0].principals).identifiers == toset(["*"])`,
    message: "The policy does not deny it to everybody: somebody may do without TLS.",
  },
  {
    condition: `one(${STATEMENT}[0].condition).test == "Bool" && one(${STATEMENT}[0].condition).variable == "aws:SecureTransport"`,
    message: "The policy does not ask about TLS: it shuts out everybody, us too, or nobody.",
  },
  {
    condition: `one(${STATEMENT}[0].condition).values == tolist(["false"])`,
    message: "The policy denies TLS, and not its absence: it shuts out everybody, us too.",
  },
];
