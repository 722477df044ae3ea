/** Where a policy is attached, which decides what its grammar has. */
export type PolicyKind = 'identity' | 'session' | 'bucket' | 'trust';
