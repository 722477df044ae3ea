import { createHmac } from 'node:crypto';
import { type V1Form, v1StringToSign } from '../canonical/v1.ts';
import { v2StringToSign } from '../canonical/v2.ts';
import { v4CanonicalRequest, v4StringToSign } from '../canonical/v4.ts';
import type { Scope } from '../claim.ts';
import type { SignedRequest } from '../request.ts';

/** Which text is signed. That of a form is its policy field. */
export type Version = 'v1' | 'v2' | 'v4' | 'policy';

/** A departure that no request has: a change of the text itself. */
export type Edit = (text: string, draft: Draft) => string;

/** What else is known, beside the request. */
export interface Around {
  /** The Host header as sent. */
  readonly host: string;
  /** Host without the bucket, in lower case. */
  readonly base: string;
  /** Path as sent, still encoded. */
  readonly path: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly others: readonly OtherKey[];
}

/** Another key pair of this server. */
interface OtherKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** One way in which a client may have signed. Texts are byte strings. */
export interface Draft {
  /** How the request says that it was signed; hypotheses do not change it. */
  readonly claimed: Version;
  readonly place: 'header' | 'url' | 'form';
  /** Whose text is signed. */
  readonly text: Version;
  readonly request: SignedRequest;
  /** The date line of V1 and V2: a date, or the Expires of a URL. */
  readonly date: string;
  /** The second line of V4. */
  readonly timestamp: string;
  readonly scope: Scope;
  readonly additional: readonly string[];
  readonly policy: string;
  readonly v1Form: V1Form | undefined;
  /** Of the V1 and V2 string, the V4 canonical request, or the policy. */
  readonly edits: readonly Edit[];
  /** Of the V4 string to sign. */
  readonly lastEdits: readonly Edit[];
  readonly secret: string;
  /** What the HMAC is keyed with. */
  readonly key: (secret: string, scope: Scope) => string | Buffer;
  readonly hash: 'sha1' | 'sha256' | 'md5';
  readonly encode: (mac: Buffer) => string;
  readonly around: Around;
}

export interface Texts {
  readonly stringToSign: string;
  readonly canonicalRequest: string | undefined;
}

export function textsOf(draft: Draft): Texts {
  const { text, request, date, additional, v1Form, timestamp, scope, policy } = draft;
  switch (text) {
    case 'v1':
      return { stringToSign: edited(draft, v1StringToSign(request, date, v1Form)), canonicalRequest: undefined };
    case 'v2':
      return { stringToSign: edited(draft, v2StringToSign(request, date, additional)), canonicalRequest: undefined };
    case 'policy':
      return { stringToSign: edited(draft, policy), canonicalRequest: undefined };
    default: {
      const canonicalRequest = edited(draft, v4CanonicalRequest(request, additional));
      let stringToSign = v4StringToSign(canonicalRequest, timestamp, scope);
      for (const edit of draft.lastEdits) stringToSign = edit(stringToSign, draft);
      return { stringToSign, canonicalRequest };
    }
  }
}

export function signatureOf(draft: Draft, { stringToSign }: Texts): string {
  const key = draft.key(draft.secret, draft.scope);
  return draft.encode(createHmac(draft.hash, key).update(stringToSign, 'latin1').digest());
}

function edited(draft: Draft, text: string): string {
  let result = text;
  for (const edit of draft.edits) result = edit(result, draft);
  return result;
}
