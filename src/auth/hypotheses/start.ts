import type { FormClaim } from '../../forms/form-claim.ts';
import { v4Timestamp } from '../canonical/v4.ts';
import type { Claim, Scope } from '../claim.ts';
import { v4Key } from '../hmac.ts';
import { readCredential } from '../read-v4.ts';
import { asSigned } from '../verify.ts';
import { base64, hex, plainKey } from './algorithms.ts';
import type { Draft } from './draft.ts';
import type { RefusedSignature } from './prove.ts';

const SIGNING = {
  v1: { key: plainKey, hash: 'sha1', encode: base64 },
  v2: { key: plainKey, hash: 'sha256', encode: base64 },
} as const;

/** The request as the service signs it. */
export function firstDraft({ request, claim, secret, around }: RefusedSignature): Draft {
  const version = versionOf(claim);
  const form = 'policy' in claim;
  const text = form ? 'policy' : version;
  const signing = version === 'v4' ? { key: rememberedKey(), hash: 'sha256' as const, encode: hex } : SIGNING[version];
  return {
    claimed: text,
    place: form ? 'form' : claim.mode.endsWith('url') ? 'url' : 'header',
    text,
    request: form ? request : asSigned(request, claim),
    date: form ? '' : dateLine(claim, request.headers.get('date')),
    timestamp: v4Timestamp('date' in claim ? (claim.date ?? '') : ''),
    scope: scopeOf(claim, around.region),
    additional: 'additionalHeaders' in claim ? claim.additionalHeaders : [],
    policy: form ? claim.policy : '',
    v1Form: undefined,
    edits: [],
    lastEdits: [],
    secret,
    ...signing,
    around,
  };
}

function versionOf(claim: Claim | FormClaim): 'v1' | 'v2' | 'v4' {
  return 'policy' in claim ? claim.version : (claim.mode.slice(0, 2) as 'v1' | 'v2' | 'v4');
}

/** V2 signs the Date header even beside x-oss-date (access.md §5.1). */
function dateLine(claim: Claim, dateHeader: string | undefined): string {
  if (claim.mode === 'v1-url' || claim.mode === 'v2-url') return claim.expires;
  if (claim.mode === 'v2-header') return dateHeader ?? claim.date ?? '';
  return claim.date ?? '';
}

/** Requests of V1 and V2 have none: it is the one that V4 would want. */
function scopeOf(claim: Claim | FormClaim, region: string): Scope {
  if ('scope' in claim) return claim.scope;
  if ('credential' in claim) return readCredential(claim.credential).scope;
  const date = 'date' in claim ? v4Timestamp(claim.date ?? '').slice(0, 8) : '';
  return { date, region, product: 'oss' };
}

/** The signing key of V4, remembered during one explanation. */
function rememberedKey(): (secret: string, scope: Scope) => Buffer {
  const known = new Map<string, Buffer>();
  return (secret, scope) => {
    const name = JSON.stringify([secret, scope.date, scope.region, scope.product]);
    const key = known.get(name) ?? v4Key(secret, scope);
    known.set(name, key);
    return key;
  };
}
