/** What one thing costs a month, before and after. */
export interface CostLine {
  /** Such as `dev-network`. */
  readonly stack: string;
  /** Such as `aws_nat_gateway.nat_1`. */
  readonly address: string;
  /** What is paid for, such as `NAT gateway, hours`. */
  readonly what: string;
  /**
   * How the amount comes about, such as `720 h x $0.045`: of the amount after, or of the one before where it goes. Where it
   * changes, of both: `3 addresses x 720 h x $0.005, before 2 addresses x 720 h x $0.005`.
   */
  readonly arithmetic: string;
  /** US dollars a month. */
  readonly before: number;
  readonly after: number;
  /** It depends on usage, which is assumed. */
  readonly isAssumed: boolean;
}

/** What the changes of a review do to the monthly bill. */
export interface CostReview {
  /** Everything with a price, changed or not, in the order of stacks and addresses. */
  readonly lines: readonly CostLine[];
  /** US dollars a month, of all lines. */
  readonly before: number;
  readonly after: number;
  /** What usage is assumed, such as `lcu: 0.3 LCU on average`. */
  readonly assumptions: readonly string[];
  /** What costs and is in no amount because it has no price here, such as `dev-network: aws_instance.bastion`. */
  readonly unpriced: readonly string[];
  /** What is in no amount whatever is planned: a sentence. */
  readonly notCounted: string;
  /** Of the prices: `AWS price list, us-east-1, December 2025`. */
  readonly source: string;
  /** Why they are estimates, where they are: another region than that of the prices. */
  readonly estimate?: string;
}
