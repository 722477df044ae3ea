import type { Query } from '../wire/query.ts';

/** What beside status, code, message and EC shows a cause: for causes that print the same. */
export interface Sign {
  /** Of the element ArgumentName. */
  readonly argument?: RegExp;
  /** Of another element or of a value in the message. */
  readonly element?: readonly [name: string, pattern: RegExp];
  /** Of several elements; undefined where they are not there. */
  readonly values?: (of: (name: string) => string | undefined) => boolean | undefined;
  /** Of the request's query. */
  readonly query?: (query: Query) => boolean;
  readonly method?: readonly string[];
  /** Of the request's body. */
  readonly body?: RegExp;
}

const sub = (...names: readonly string[]): Pick<Sign, 'query'> => ({
  query: (query) => names.some((name) => query.has(name)),
});
const argument = (pattern: RegExp): Sign => ({ argument: pattern });
const process = (pattern: RegExp): Pick<Sign, 'query'> => ({
  query: (query) => pattern.test(query.get('x-oss-process') ?? ''),
});
const bucketItself: Sign = {
  method: ['PUT'],
  query: ({ parameters }) =>
    parameters.every(({ name }) => /^(?:x-oss-|Signature$|Expires$|OSSAccessKeyId$)/.test(name)),
};

/** The bucket that is told of is not the one the request was for. */
const anotherBucket: Pick<Sign, 'values'> = {
  values(of) {
    const [bucket, host] = [of('BucketName'), of('HostId')];
    return bucket === undefined || host === undefined ? undefined : !host.startsWith(`${bucket}.`);
  },
};

/** Signs of whole families, by how the names of their causes begin. */
const FAMILIES: readonly (readonly [prefix: string, sign: Sign])[] = [
  ['form-', { method: ['POST'] }],
  ['authorization-', { element: ['Authorization', /^OSS /] }],
  ['v2-authorization-', { element: ['Authorization', /^OSS2 /] }],
  ['v4-authorization-', { element: ['Authorization', /^OSS4-/] }],
  ['vod-', sub('vod')],
  ['channel-', sub('live', 'vod')],
  ['old-image-', { query: (query) => !query.has('x-oss-process') }],
  ['replication-', sub('replication', 'replicationProgress', 'replicationLocation', 'rtc')],
];

export function signOf(cause: string): Sign | undefined {
  return SIGNS[cause] ?? FAMILIES.find(([prefix]) => cause.startsWith(prefix))?.[1];
}

/** Sub-resources whose MalformedXML has a cause of its own. */
const OWN_MALFORMED_XML: ReadonlySet<string> = new Set(
  'live cors lifecycle overwriteConfig publicAccessBlock style inventory objectWorm retention legalHold tagging website referer logging replication rtc worm'.split(
    ' ',
  ),
);

const signedText = (pattern: RegExp): Sign => ({ element: ['StringToSign', pattern] });

const SIGNS: Readonly<Record<string, Sign>> = {
  // What each version signs; browsers show its line ends as blanks.
  'signature-mismatch-v1': signedText(/^[A-Z]+\s(?:[\s\S]*\s)?\//),
  'signature-mismatch-v2': signedText(/^[A-Z]+\s[\s\S]*\s%2F/),
  'signature-mismatch-v4': signedText(/^OSS4-HMAC-SHA256\s/),
  'form-signature-mismatch': signedText(/^[A-Za-z0-9+/]+={0,2}$/),
  's3-signature-mismatch': signedText(/^AWS4-HMAC-SHA256\s/),
  's3-chunk-signature-mismatch': signedText(/^AWS4-HMAC-SHA256-PAYLOAD\s/),
  's3-unsigned-header': signedText(/^AWS4-HMAC-SHA256\s/),

  'v2-url-signature-missing': { query: (query) => query.get('x-oss-signature-version') === 'OSS2' },
  'v4-url-credential-empty': {
    query: (query) => query.get('x-oss-credential') === '',
  },
  'v4-url-signature-empty': {
    query: (query) => query.get('x-oss-signature') === '' && query.get('x-oss-credential') !== '',
  },

  'logging-target-name-invalid': anotherBucket,
  // What browsers send that may not read the ETag of a part.
  'invalid-part': { values: (of) => (of('ETag') === 'undefined' ? true : undefined) },
  'v4-url-not-yet-valid': {
    values(of) {
      const [at, now] = [of('RequestTime'), of('ServerTime')].map((time) => Date.parse(time ?? ''));
      return at === undefined || now === undefined || Number.isNaN(at - now) ? undefined : at > now;
    },
  },

  'token-in-header-and-query': argument(/^security-token$/i),
  'bucket-tag-filter-invalid': argument(/^tagging$/),
  'callback-policy-unknown': argument(/^callback$/),
  'meta-query-invalid': { ...argument(/^(?:Query|Field|Operation|Sort|Order|MaxResults)$/), ...sub('metaQuery') },
  'access-point-name-invalid': argument(/^AccessPointName$/),
  'copy-directive-invalid': argument(/^x-oss-(?:metadata|tagging)-directive$/i),
  'cors-bad-rule': sub('cors'),
  'referer-truncation-contradicts': argument(/^TruncatePath$/),
  'domain-invalid': argument(/^Domain$/),
  'domain-certificate-invalid': argument(/^Certificate$/),
  'inventory-frequency-invalid': argument(/^Frequency$/),
  'inventory-upper-size-out-of-range': argument(/^UpperSizeBound$/),
  'lifecycle-to-standard': { ...argument(/^StorageClass$/), ...sub('lifecycle') },
  'log-field-header-invalid': argument(/^header$/),
  'qos-invalid': argument(/(?:Bandwidth|Qps)$/i),
  'qos-requester-invalid': argument(/^qosRequester$/),
  'retention-header-invalid': argument(/^x-oss-object-worm-/i),
  'restore-days-invalid': argument(/^Days$/),
  'symlink-target-malformed': argument(/^x-oss-symlink-target$/i),
  'content-sha256-mismatch': argument(/^x-oss-content-sha256$/i),
  'stored-header-illegal': argument(/^(?:Content-(?:Type|Disposition|Encoding|Language)|Cache-Control|Expires)$/i),
  'website-argument-invalid': sub('website'),

  'bucket-configuration-malformed': bucketItself,
  'overwrite-malformed-xml': {
    ...sub('overwriteConfig'),
    body: /<(?!OverwriteConfiguration\b(?=[\s\S]*<\/OverwriteConfiguration>\s*$))/,
  },
  'overwrite-bucket-missing': sub('overwriteConfig', 'objectWorm'),
  'public-access-block-malformed': sub('publicAccessBlock'),
  'cors-rule-incomplete': sub('cors'),
  'image-style-malformed-xml': sub('style'),
  'inventory-malformed-xml': sub('inventory'),
  'lifecycle-without-action': { element: ['ErrorDetail', /^Action is missing/] },
  'lifecycle-access-monitor-off': { ...sub('lifecycle'), body: /IsAccessTime/ },
  'lifecycle-sizes-with-upload-action': { ...sub('lifecycle'), body: /AbortMultipartUpload/ },
  'object-worm-malformed-xml': sub('objectWorm'),
  'retention-malformed-xml': sub('retention', 'legalHold', 'objectRetention'),
  'select-malformed-xml': process(/^(?:csv|json)\//),
  'tagging-malformed-xml': sub('tagging'),

  'image-size-missing': { element: ['Value', /^$/] },
  'watermark-percentage-invalid': { element: ['Parameter', /^P$/] },
  'watermark-text-too-long': { element: ['Parameter', /^text$/] },
  'watermark-too-many': { element: ['Value', /watermark.*watermark/s] },
  'process-unknown': { element: ['Parameter', /^x-oss-(?:async-)?process$/] },
  'process-target-invalid': { element: ['Parameter', /^[ob]$/] },
  'image-style-name-invalid': { element: ['Parameter', /^styleName$/], method: ['PUT'] },
  'image-style-too-many': { element: ['Parameter', /^styleName$/], method: ['PUT'] },

  'images-not-installed': { element: ['Operation', /^x-oss-process=image$/] },
  'image-codec-missing': { element: ['Operation', /^image\//] },
  'operation-not-implemented': { element: ['Operation', /^(?!image\/|x-oss-process=image$)/] },
  'no-such-upload-to-complete': { method: ['POST'], ...sub('uploadId') },
  'no-such-upload': { method: ['PUT', 'GET', 'DELETE'] },
  'unknown-method': { element: ['ResourceType', /^Bucket$/i] },
  'delete-marker-read': { element: ['ResourceType', /^DeleteMarker$/i] },

  'worm-days-invalid': { method: ['POST'], ...sub('worm') },
  'anonymous-list-public': { method: ['GET'] },
  'tagging-right-missing': sub('tagging'),
  'setting-malformed-xml': {
    query: ({ parameters }) => !parameters.some(({ name }) => OWN_MALFORMED_XML.has(name)),
  },
  'image-parameter-unknown': process(/^image\//),
  'channel-type-unknown': { ...argument(/^Type$/), ...sub('live') },
  'channel-description-too-long': { ...argument(/^Description$/), ...sub('live') },
  'versioning-with-retention': sub('versioning'),
  'worm-and-object-worm': sub('worm', 'objectWorm'),
  'object-worm-needs-versioning': sub('objectWorm'),
};
