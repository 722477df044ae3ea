import { refuse } from '../errors/refuse.ts';
import { utf8FromBytes } from '../wire/percent.ts';

/** The fields of a form before `file`, by lower-cased name. Values are byte strings, as received. */
export interface FieldLookup {
  get(name: string): string | undefined;
  entries(): Iterable<readonly [name: string, value: string]>;
}

/** Who a form says it comes from, believed in nothing. Texts are byte strings, as received. */
export type FormClaim = FormV1Claim | FormV2Claim | FormV4Claim;

export type FormVersion = FormClaim['version'];

interface AnyFormClaim {
  readonly accessKeyId: string;
  /** The policy field, Base64 as sent: this text is what the signature covers. */
  readonly policy: string;
  readonly signature: string;
  /** The field x-oss-security-token; undefined for permanent keys. */
  readonly token: string | undefined;
}

/** `OSSAccessKeyId`, `policy`, `Signature`. */
export interface FormV1Claim extends AnyFormClaim {
  readonly version: 'v1';
}

/** `x-oss-signature-version: OSS2`, `x-oss-access-key-id`, `policy`, `x-oss-signature`. */
export interface FormV2Claim extends AnyFormClaim {
  readonly version: 'v2';
}

/** `x-oss-signature-version: OSS4-HMAC-SHA256`, `x-oss-credential`, `x-oss-date`, `policy`, `x-oss-signature`. */
export interface FormV4Claim extends AnyFormClaim {
  readonly version: 'v4';
  /** `<id>/<YYYYMMDD>/<region>/<product>/aliyun_v4_request`, not yet checked. */
  readonly credential: string;
  /** `YYYYMMDDThhmmssZ`, not yet checked. */
  readonly date: string;
}

const VERSIONS: Readonly<Record<string, FormVersion>> = { OSS2: 'v2', 'OSS4-HMAC-SHA256': 'v4' };

/** Where each version has its fields. V1 is the default: it has no version field (EC page 0002-00000701). */
const NAMES = {
  v1: { id: 'OSSAccessKeyId', signature: 'Signature' },
  v2: { id: 'x-oss-access-key-id', signature: 'x-oss-signature' },
  v4: { id: 'x-oss-credential', signature: 'x-oss-signature' },
} as const;

/**
 * Finds the signature of a form and reads it completely (access.md POST-18 to POST-20). One of its fields given means
 * that all are required, whatever the bucket's ACL; they are asked for in the order of their ECs.
 * @returns undefined for an anonymous form.
 * @throws OssError `form-signature-version-unknown` and a cause for each missing or empty field.
 */
export function readFormClaim(fields: FieldLookup): FormClaim | undefined {
  const version = presentedVersion(fields);
  if (version === undefined) return undefined;
  const policy = fields.get('policy');
  if (policy === undefined) throw refuse('form-without-policy', missing('policy'));
  const names = NAMES[version];
  const signature = fields.get(names.signature.toLowerCase());
  if (signature === undefined) throw refuse('form-without-signature', missing(names.signature));
  if (signature === '') throw refuse('form-signature-empty', missing(names.signature));
  const token = fields.get('x-oss-security-token') || undefined;
  if (version === 'v4') return { version, policy, signature, token, ...readV4(fields) };
  const accessKeyId = fields.get(names.id.toLowerCase());
  if (accessKeyId === undefined) throw refuse('form-without-access-key', missing(names.id));
  if (accessKeyId === '') throw refuse('form-access-key-empty', missing(names.id));
  return { version, policy, signature, token, accessKeyId };
}

function presentedVersion(fields: FieldLookup): FormVersion | undefined {
  const named = fields.get('x-oss-signature-version');
  if (named !== undefined) {
    const version = Object.hasOwn(VERSIONS, named) ? VERSIONS[named] : undefined;
    if (version !== undefined) return version;
    throw refuse('form-signature-version-unknown', {
      ArgumentName: 'x-oss-signature-version',
      ArgumentValue: utf8FromBytes(named) ?? named,
    });
  }
  const given = (name: string) => fields.get(name) !== undefined;
  if (given('ossaccesskeyid') || given('signature')) return 'v1';
  // Fields that only V2 and V4 have: without its version such a form is no V1 form that forgot its own.
  if (given('x-oss-credential') || given('x-oss-access-key-id') || given('x-oss-signature')) {
    throw refuse('form-without-signing-field', missing('x-oss-signature-version'));
  }
  return given('policy') ? 'v1' : undefined;
}

function readV4(fields: FieldLookup): Pick<FormV4Claim, 'accessKeyId' | 'credential' | 'date'> {
  const credential = fields.get('x-oss-credential');
  if (credential === undefined) throw refuse('form-without-signing-field', missing('x-oss-credential'));
  const date = fields.get('x-oss-date');
  if (date === undefined) throw refuse('form-without-signing-field', missing('x-oss-date'));
  return { accessKeyId: credential.split('/', 1)[0] as string, credential, date };
}

/** ArgumentValue is empty, as captured (cap-051). */
function missing(ArgumentName: string) {
  return { ArgumentName, ArgumentValue: '' };
}
