import { timingSafeEqual } from 'node:crypto';
import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import { utf8FromBytes } from '../wire/percent.ts';
import type { StsCall } from './call.ts';
import { readParameters } from './parameters.ts';
import { v1Signature, v1StringToSign, v3CanonicalRequest, v3Signature, v3StringToSign } from './sign.ts';

/** @throws OssError with the string that the server signed: clients compare it with theirs (services.md §1.5 row 16). */
export function checkSignature(call: StsCall, secret: string): void {
  const provided = call.claim.signature as string;
  if (call.claim.scheme === 'v1') {
    const StringToSign = v1StringToSign(call.request.method, call.claim.parameters);
    if (same(v1Signature(secret, StringToSign), provided)) return;
    throw refuse('sts-signature-mismatch', { StringToSign }).because({ StringToSign, provided });
  }
  const canonical = canonicalRequest(call);
  const StringToSign = v3StringToSign(canonical);
  if (same(v3Signature(secret, StringToSign), provided)) return;
  const CanonicalRequest = utf8FromBytes(canonical) ?? canonical;
  throw refuse('sts-signature-mismatch-v3', { StringToSign, CanonicalRequest }).because({ StringToSign, provided });
}

/** The refusal of an Authorization header that lacks one of its three fields (services.md §1.5 row 17). */
export function incomplete(call: StsCall): OssError {
  return refuse('sts-signature-incomplete', { StringToSign: v3StringToSign(canonicalRequest(call)) });
}

function canonicalRequest({ request, claim }: StsCall): string {
  const { method, path, query, headers, body } = request;
  return v3CanonicalRequest({
    method,
    path,
    parameters: readParameters(query),
    headers: claim.signedHeaders.map((name) => [name, headers.get(name) ?? '']),
    body,
  });
}

function same(computed: string, provided: string): boolean {
  if (computed.length !== provided.length) return false;
  return timingSafeEqual(Buffer.from(computed, 'latin1'), Buffer.from(provided, 'latin1'));
}
