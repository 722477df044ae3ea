/** A CORS configuration to be tried by pages at A and at B; `{A}` and `{B}` stand for their origins, `{a}` for A's port. */
export interface Tried {
  readonly name: string;
  /** Each rule by its elements; undefined where the bucket has no rules. */
  readonly rules: readonly Rule[] | undefined;
  readonly vary?: boolean;
}

export interface Rule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers?: readonly string[];
  readonly expose?: readonly string[];
  readonly age?: number;
}

const EVERY = ['GET', 'PUT', 'DELETE', 'POST', 'HEAD'];

export const CONFIGURATIONS: readonly Tried[] = [
  { name: 'no rules', rules: undefined },
  { name: 'everything', rules: [{ origins: ['*'], methods: EVERY, headers: ['*'], expose: ['ETag'], age: 300 }] },
  { name: 'everything, nothing exposed', rules: [{ origins: ['*'], methods: EVERY, headers: ['*'] }] },
  { name: 'everything, with Vary', rules: [{ origins: ['*'], methods: EVERY, headers: ['*'] }], vary: true },
  { name: 'every origin and method, no header', rules: [{ origins: ['*'], methods: EVERY }] },
  { name: 'the origin of A', rules: [{ origins: ['{A}'], methods: EVERY, headers: ['*'], expose: ['ETag'] }] },
  { name: 'the origin of A, with Vary', rules: [{ origins: ['{A}'], methods: EVERY, headers: ['*'] }], vary: true },
  { name: 'the origins of A and B', rules: [{ origins: ['{A}', '{B}'], methods: EVERY, headers: ['*'] }] },
  { name: 'A without its port', rules: [{ origins: ['http://127.0.0.1'], methods: EVERY, headers: ['*'] }] },
  { name: 'A over https', rules: [{ origins: ['https://127.0.0.1:{a}'], methods: EVERY, headers: ['*'] }] },
  { name: 'A without scheme', rules: [{ origins: ['127.0.0.1:{a}'], methods: EVERY, headers: ['*'] }] },
  { name: 'A with a slash behind', rules: [{ origins: ['{A}/'], methods: EVERY, headers: ['*'] }] },
  { name: 'A by another name', rules: [{ origins: ['http://localhost:{a}'], methods: EVERY, headers: ['*'] }] },
  { name: 'any port', rules: [{ origins: ['http://127.0.0.1:*'], methods: EVERY, headers: ['*'] }] },
  { name: 'any host on the port of A', rules: [{ origins: ['http://*:{a}'], methods: EVERY, headers: ['*'] }] },
  { name: 'any scheme for A', rules: [{ origins: ['*://127.0.0.1:{a}'], methods: EVERY, headers: ['*'] }] },
  { name: 'only null', rules: [{ origins: ['null'], methods: EVERY, headers: ['*'] }] },
  { name: 'only reading', rules: [{ origins: ['*'], methods: ['GET', 'HEAD'], headers: ['*'], expose: ['etag'] }] },
  { name: 'only writing', rules: [{ origins: ['*'], methods: ['PUT', 'POST', 'DELETE'], headers: ['*'] }] },
  { name: 'only PUT', rules: [{ origins: ['*'], methods: ['PUT'], headers: ['content-type', 'x-oss-meta-a'] }] },
  { name: 'only HEAD', rules: [{ origins: ['{B}'], methods: ['HEAD'], headers: ['x-oss-*'] }] },
  { name: 'headers of OSS', rules: [{ origins: ['*'], methods: EVERY, headers: ['x-oss-*'] }] },
  { name: 'the type alone', rules: [{ origins: ['*'], methods: EVERY, headers: ['Content-Type'] }] },
  { name: 'both headers by name', rules: [{ origins: ['*'], methods: EVERY, headers: ['X-OSS-Meta-A', '*-type'] }] },
  {
    name: 'A may write, all may read',
    rules: [
      { origins: ['{A}'], methods: ['PUT', 'DELETE'], headers: ['*'] },
      { origins: ['*'], methods: ['GET', 'HEAD'], headers: ['*'], expose: ['ETag'] },
    ],
  },
  {
    name: 'the first rule lacks the headers, the second exposes',
    rules: [
      { origins: ['*'], methods: EVERY },
      { origins: ['*'], methods: EVERY, headers: ['*'], expose: ['ETag'] },
    ],
  },
  {
    name: 'the exact rule stands behind the broad one',
    rules: [
      { origins: ['*'], methods: ['GET'], expose: ['x-oss-request-id'] },
      { origins: ['{A}'], methods: EVERY, headers: ['*'], expose: ['ETag'], age: 60 },
    ],
  },
];

/** The document of PutBucketCors. */
export function corsXml(
  { rules = [], vary }: Tried,
  site: { readonly A: string; readonly B: string; readonly a: string },
) {
  const filled = (text: string) => text.replace(/\{(\w)\}/g, (_, name: 'A' | 'B' | 'a') => site[name]);
  const elements = (name: string, values: readonly string[] = []) =>
    values.map((value) => `<${name}>${filled(value)}</${name}>`).join('');
  const ruleXml = ({ origins, methods, headers, expose, age }: Rule) =>
    `<CORSRule>${elements('AllowedOrigin', origins)}${elements('AllowedMethod', methods)}${elements('AllowedHeader', headers)}${elements('ExposeHeader', expose)}${elements('MaxAgeSeconds', age === undefined ? [] : [`${age}`])}</CORSRule>`;
  return `<CORSConfiguration>${rules.map(ruleXml).join('')}<ResponseVary>${vary ?? false}</ResponseVary></CORSConfiguration>`;
}
