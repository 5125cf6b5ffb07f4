/** What a security policy of a load balancer allows, by its name. */
interface Allowed {
  /** The oldest version of TLS, such as 1.2. */
  readonly oldest: number;
  readonly hasTls13: boolean;
  /** Fewer ciphers are stronger: `Res` means restricted, `Ext` extended. */
  readonly ciphers: number;
}

/**
 * Whether a load balancer with the one policy takes worse TLS than with the other: an older version, no TLS 1.3, or weaker
 * ciphers. Names tell, such as ELBSecurityPolicy-TLS13-1-2-Res-2021-06; the oldest ones, without a version in them, allow
 * TLS 1.0. Source: User Guide for Application Load Balancers, Security policies.
 */
export function isWeaker(policy: string, than: string): boolean {
  const [now, was] = [allowedBy(policy), allowedBy(than)];
  if (now.oldest !== was.oldest) return now.oldest < was.oldest;
  if (now.hasTls13 !== was.hasTls13) return was.hasTls13;
  return now.ciphers < was.ciphers;
}

function allowedBy(policy: string): Allowed {
  const version = /(?:TLS13|TLS|FS)-1-(\d)/.exec(policy)?.[1] ?? "0";
  // With TLS 1.3 alone there are no weaker ciphers to leave out.
  const ciphers = version === "3" || /-Res\b/.test(policy) ? 2 : /-Ext\d?\b/.test(policy) ? 0 : 1;
  return { oldest: Number(`1.${version}`), hasTls13: policy.includes("TLS13"), ciphers };
}
