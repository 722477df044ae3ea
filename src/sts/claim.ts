import { type Parameters, readParameters } from './parameters.ts';
import type { StsRequest } from './request.ts';
import { isForm } from './routing.ts';

/** What a request says about itself and its caller; whatever is undefined was not sent. Byte strings. */
export interface StsClaim {
  /** Signature V1 is in parameters, V3 in headers. */
  readonly scheme: 'v1' | 'v3';
  readonly parameters: Parameters;
  readonly action: string | undefined;
  readonly apiVersion: string | undefined;
  readonly format: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly signature: string | undefined;
  readonly signatureMethod: string | undefined;
  readonly signatureVersion: string | undefined;
  readonly nonce: string | undefined;
  readonly timestamp: string | undefined;
  readonly token: string | undefined;
  /** V3: lower-case names, in the order given. */
  readonly signedHeaders: readonly string[];
}

const AUTHORIZATION = /^(ACS3-[A-Z0-9-]+)\s+(.*)$/;

export function readClaim(request: StsRequest): StsClaim {
  const form = isForm(request) ? request.body.toString('latin1') : '';
  const parameters = readParameters(request.query, form);
  const [, method, fields] = AUTHORIZATION.exec(request.headers.get('authorization') ?? '') ?? [];
  return method === undefined ? v1(request, parameters) : v3(request, parameters, method, fields ?? '');
}

/** services.md §1.3. Some clients say action and version in headers too, for information. */
function v1({ headers }: StsRequest, parameters: Parameters): StsClaim {
  return {
    scheme: 'v1',
    parameters,
    action: parameters.get('Action') ?? headers.get('x-acs-action'),
    apiVersion: parameters.get('Version') ?? headers.get('x-acs-version'),
    format: given(parameters.get('Format')),
    accessKeyId: parameters.get('AccessKeyId'),
    signature: given(parameters.get('Signature')),
    signatureMethod: given(parameters.get('SignatureMethod')),
    signatureVersion: given(parameters.get('SignatureVersion')),
    nonce: given(parameters.get('SignatureNonce')),
    timestamp: given(parameters.get('Timestamp')),
    token: given(parameters.get('SecurityToken')),
    signedHeaders: [],
  };
}

/** services.md §1.4. */
function v3({ headers }: StsRequest, parameters: Parameters, method: string, fields: string): StsClaim {
  const field = (name: string) => new RegExp(`(?:^|,)\\s*${name}=([^,]*)`).exec(fields)?.[1]?.trim();
  return {
    scheme: 'v3',
    parameters,
    action: headers.get('x-acs-action') ?? parameters.get('Action'),
    apiVersion: headers.get('x-acs-version') ?? parameters.get('Version'),
    format: undefined,
    accessKeyId: field('Credential'),
    signature: given(field('Signature')),
    signatureMethod: method,
    signatureVersion: undefined,
    nonce: given(headers.get('x-acs-signature-nonce')),
    timestamp: given(headers.get('x-acs-date')),
    token: given(headers.get('x-acs-security-token')),
    signedHeaders: given(field('SignedHeaders'))?.toLowerCase().split(';') ?? [],
  };
}

/** Clients send parameters without a value where they have none. */
function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
