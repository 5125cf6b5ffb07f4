import type { Severity } from "../finding";
import type { Statement } from "./document";
import { isForAnybody } from "./narrowing";

/** One principal that a statement lets in, and how bad it is that it does. */
export interface Trusted {
  /** For people. */
  readonly who: string;
  readonly severity: Severity;
  readonly meaning: string;
}

/** Whom a statement lets in. Nobody is let in by one that denies. */
export function trustedBy(statement: Statement, ownAccounts: ReadonlySet<string>): Trusted[] {
  if (statement.effect === "Deny") return [];
  if (statement.isNotPrincipal) return [anybody(true, statement)];
  return statement.principals.map((principal) => trusted(principal, statement, ownAccounts));
}

function trusted(principal: string, statement: Statement, ownAccounts: ReadonlySet<string>): Trusted {
  if (principal === "*") return anybody(isForAnybody(statement), statement);
  const [kind = "", name = ""] = principal.split(" ");
  if (kind === "Federated") return federated(name, statement);
  if (kind === "Service")
    return {
      who: name,
      severity: "low",
      meaning: `The AWS service ${name} may, on anybody's behalf who is let use it here.`,
    };
  const account = /^arn:[^:]+:(?:iam|sts)::(\d{12}):/.exec(name)?.[1];
  if (account !== undefined && ownAccounts.has(account)) {
    return { who: name, severity: "medium", meaning: `${name} may, which is in this account.` };
  }
  if (account === undefined) return { who: name, severity: "high", meaning: `${name} may.` };
  return { who: name, severity: "high", meaning: `${name} may, which is not known to be in this account.` };
}

function anybody(isAnybody: boolean, { conditions }: Statement): Trusted {
  if (isAnybody) {
    return {
      who: "anybody",
      severity: "critical",
      meaning: "Anybody with an AWS account may, and where AWS allows it anybody at all.",
    };
  }
  const keys = conditions.map(({ key }) => key).join(", ");
  return {
    who: "everybody who fits a condition",
    severity: "medium",
    meaning: `Everybody may who fits the condition on ${keys}.`,
  };
}

/**
 * Who signs in elsewhere, and says so with a token. Without a condition on whose token it is (`sub`), every user of that
 * provider is let in: of GitHub, every repository of everybody.
 * Source: IAM User Guide, Create a role for OpenID Connect federation, Configuring a role for GitHub OIDC identity provider.
 */
function federated(provider: string, { conditions }: Statement): Trusted {
  const subjects = conditions.filter(
    ({ operator, key }) =>
      key.endsWith(":sub") && /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)$/.test(operator),
  );
  const isOpen = subjects.length === 0 || subjects.every(({ values }) => values.some(isAnySubject));
  // SAML has no such thing as a subject of a token: the provider is one company's.
  if (provider.includes(":saml-provider/"))
    return { who: provider, severity: "high", meaning: `Who signs in at ${provider} may.` };
  return isOpen
    ? {
        who: provider,
        severity: "critical",
        meaning: `Every user of ${provider} may: no condition on the token's sub says whose it must be.`,
      }
    : { who: provider, severity: "medium", meaning: `Who signs in at ${provider} may, if the token's sub fits.` };
}

/** `repo:*` and `repo:acme*` are anybody's, who may call an organization so; `repo:acme/*` is one organization's. */
function isAnySubject(value: string): boolean {
  const owner = /^repo:([^/]*)/.exec(value)?.[1];
  return owner === undefined ? /^[*?]+$/.test(value) : /[*?]/.test(owner);
}
