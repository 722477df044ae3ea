/** What was computed from a request. Text as shown; V4 alone has a canonical request. */
export interface SigningTexts {
  readonly stringToSign: string;
  readonly canonicalRequest?: string;
}

/** Where the client's text departs from the server's. */
export interface FirstDifference {
  readonly in: 'stringToSign' | 'canonicalRequest';
  /** Bytes before it. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** What stands there, to the end of the line. */
  readonly server: string;
  readonly client: string;
}

/** A mistake that gives exactly the signature that was sent: found by computing it, not by guessing. */
export interface ProvenMistake {
  /** One name, or two for mistakes made together. */
  readonly hypotheses: readonly string[];
  readonly statement: string;
  readonly remedy: string;
}

/** Why a signature was refused. */
export interface SignatureProof {
  readonly proven?: ProvenMistake;
  /** The hypotheses of which anything was computed, until one fitted; those that this request cannot have are left out. */
  readonly tried: readonly string[];
  /** How many signatures were computed. */
  readonly recomputations: number;
  readonly server: SigningTexts;
  /** What the client signed, when that is proven. */
  readonly client?: SigningTexts;
  readonly firstDifference?: FirstDifference;
}
