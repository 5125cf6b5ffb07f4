import type { FindingKind } from "./finding";

/** What each kind of finding is, in one line: for `--help` and for the docs. */
export const KINDS: Readonly<Record<FindingKind, string>> = {
  destroy: "a resource is destroyed",
  replace: "a resource is destroyed and made anew",
  forget: "something stays in AWS and leaves the state, where nobody manages it",
  "traffic-stopped": "a rule that stays no longer lets pass what it did",
  "public-ingress": "something is newly open to the internet, on whatever port (takes public-port in)",
  "public-port": "a port other than 80 and 443 is newly open to the internet",
  "public-ip": "something gets a public IP address that had none",
  "public-bucket": "a bucket is made public, or what kept it from that is taken away",
  "deletion-protection": "what kept a resource or its data from being deleted is taken away",
  iam: "what somebody may do in AWS changes",
  trust: "who may take a role, or use a resource of ours, changes",
  encryption: "encryption is weakened, at rest or on the way",
  state: "the states, or the bucket that keeps them, are less safe, or seem to be the wrong ones",
  promise: "a promise of the front door will not be kept, or nobody can tell; also one that is broken already",
  drift: "something was changed outside of Terraform",
  "unknown-action": "Terraform does something that is not understood here",
};

/**
 * Whether who names the one kind means the other as well. What is open to the internet on port 22 is one finding and not two,
 * of the kind `public-port`; `--fail-on public-ingress` must catch it all the same.
 */
export function takesIn(named: FindingKind, kind: FindingKind): boolean {
  return named === kind || (named === "public-ingress" && kind === "public-port");
}
