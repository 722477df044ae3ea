/** A policy that has passed the grammar check: RAM, session, bucket and trust policies share the language. */
export interface PolicyDocument {
  readonly Version: '1';
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  /** Bucket policies: UIDs, `*`, `arn:sts::…` patterns. Trust policies: by kind. */
  readonly Principal?: readonly string[] | TrustPrincipal;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface TrustPrincipal {
  readonly RAM?: readonly string[];
  readonly Service?: readonly string[];
  readonly Federated?: readonly string[];
}
