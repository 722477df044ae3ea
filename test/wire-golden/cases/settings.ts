import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, type SignedAsk } from '../support/case.ts';

const get = (query: string): SignedAsk => ({ method: 'GET', bucket: BUCKET, query });
const put = (query: string, body: string): SignedAsk => ({ method: 'PUT', bucket: BUCKET, query, body });

/** A refused document; the file is named as the cause. */
const refused = (query: string, cause: Cause, rule: string, body: string, name: string = cause): Case => ({
  name,
  rule,
  cause,
  ask: put(query, body),
});

const referers = (inside: string): string => `<RefererConfiguration>${inside}</RefererConfiguration>`;
const REFERERS = referers(
  '<AllowEmptyReferer>True</AllowEmptyReferer><RefererList><Referer>http://*.example.com</Referer></RefererList>',
);

const cors = (inside: string): string => `<CORSConfiguration>${inside}</CORSConfiguration>`;
const corsRule = (inside = '', origin = 'http://www.example.com', method = 'PUT'): string =>
  `<CORSRule><AllowedOrigin>${origin}</AllowedOrigin><AllowedMethod>${method}</AllowedMethod>${inside}</CORSRule>`;
const CORS = cors(
  corsRule('<AllowedHeader>x-oss-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>100</MaxAgeSeconds>'),
);

const preflight = (headers: Readonly<Record<string, string>>): SignedAsk => ({
  method: 'OPTIONS',
  key: 'a.txt',
  keys: undefined,
  headers: { Origin: 'http://www.example.com', 'Access-Control-Request-Method': 'PUT', ...headers },
});

const payer = (name: string): string =>
  `<RequestPaymentConfiguration><Payer>${name}</Payer></RequestPaymentConfiguration>`;

const policy = (statement: object, version: unknown = '1'): string =>
  JSON.stringify({ Version: version, Statement: [statement] });
const allow = (principal: string): object => ({
  Effect: 'Allow',
  Action: ['oss:GetObject'],
  Principal: [principal],
  Resource: [`acs:oss:*:*:${BUCKET}/*`],
});
const POLICY = policy(allow('20214760404935xxxx'));

const block: SignedAsk = put(
  'publicAccessBlock',
  '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>',
);

/** Documents that a bucket keeps (operations.md §5.4 to §5.9). */
export const settingsCases: Cases = {
  PutBucketReferer: [
    { name: 'set', rule: 'a document that is taken is answered without body', ask: put('referer', REFERERS) },
    refused('referer', 'referer-malformed-xml', 'the root has one name', '<Referers/>'),
    refused('referer', 'referer-element-missing', 'AllowEmptyReferer is required', referers('<RefererList/>')),
    refused(
      'referer',
      'referer-bad-switch',
      'a switch is true or false',
      referers('<AllowEmptyReferer>32</AllowEmptyReferer><RefererList/>'),
    ),
    refused(
      'referer',
      'referer-truncation-contradicts',
      'a path is not truncated where a query is not',
      referers(
        '<AllowEmptyReferer>true</AllowEmptyReferer><AllowTruncateQueryString>false</AllowTruncateQueryString><TruncatePath>true</TruncatePath><RefererList/>',
      ),
    ),
    refused(
      'referer',
      'referer-lists-too-large',
      'both lists have at most 20 KB in all',
      referers(
        `<AllowEmptyReferer>true</AllowEmptyReferer><RefererList><Referer>http://${'a'.repeat(20_480)}</Referer></RefererList>`,
      ),
    ),
  ],
  GetBucketReferer: [
    { name: 'never-set', rule: 'a bucket that was never set up is open to every referer', ask: get('referer') },
    { name: 'set', rule: 'booleans come back in lower case', before: [put('referer', REFERERS)], ask: get('referer') },
  ],
  PutBucketCors: [
    { name: 'set', rule: 'rules that are taken are answered without body', ask: put('cors', CORS) },
    refused('cors', 'cors-without-rule', 'there is at least one rule', cors('')),
    refused('cors', 'cors-too-many-rules', 'there are at most ten', cors(corsRule().repeat(11))),
    refused('cors', 'cors-rule-incomplete', 'a rule has an origin and a method', cors('<CORSRule></CORSRule>')),
    refused('cors', 'cors-bad-method', 'a method is one of five', cors(corsRule('', '*', 'PATCH'))),
    refused('cors', 'cors-bad-rule', 'an origin has at most one asterisk', cors(corsRule('', 'http://*.*'))),
    refused(
      'cors',
      'cors-bad-rule',
      'a number of seconds is not negative',
      cors(corsRule('<MaxAgeSeconds>-1</MaxAgeSeconds>')),
      'max-age-negative',
    ),
    refused(
      'cors',
      'cors-bad-response-vary',
      'ResponseVary is true or false',
      cors(`${corsRule()}<ResponseVary>maybe</ResponseVary>`),
    ),
  ],
  GetBucketCors: [
    { name: 'set', rule: 'ResponseVary is always there', before: [put('cors', CORS)], ask: get('cors') },
    {
      name: 'never-set',
      rule: 'a bucket without rules has none to return',
      cause: 'no-cors-configuration',
      ask: get('cors'),
    },
  ],
  DeleteBucketCors: [
    {
      name: 'set',
      rule: 'rules go with a 204',
      before: [put('cors', CORS)],
      ask: { method: 'DELETE', bucket: BUCKET, query: 'cors' },
      after: { ask: get('cors'), status: 404 },
    },
    { name: 'never-set', rule: 'also when there were none', ask: { method: 'DELETE', bucket: BUCKET, query: 'cors' } },
  ],
  OptionObject: [
    {
      name: 'allowed',
      rule: 'the matching rule in five headers',
      before: [put('cors', CORS)],
      ask: preflight({ 'Access-Control-Request-Headers': 'x-oss-date, x-oss-meta-a' }),
    },
    {
      name: 'allowed-without-headers',
      rule: 'headers that were not asked for are not allowed by name',
      before: [put('cors', CORS)],
      ask: preflight({}),
    },
    {
      name: 'not-allowed',
      rule: 'what no rule covers is refused with two misspellings',
      cause: 'cors-not-allowed',
      before: [put('cors', CORS)],
      ask: preflight({ Origin: 'http://example.org' }),
    },
  ],
  PutBucketRequestPayment: [
    {
      name: 'set',
      rule: 'a payer that is taken is answered without body',
      ask: put('requestPayment', payer('Requester')),
    },
    refused('requestPayment', 'request-payment-malformed-xml', 'the root has one name', '<Payer>Requester</Payer>'),
    refused('requestPayment', 'request-payment-bad-payer', 'the payer is one of two', payer('Other')),
  ],
  GetBucketRequestPayment: [
    { name: 'never-set', rule: 'the owner pays unless set otherwise', ask: get('requestPayment') },
    {
      name: 'set',
      rule: 'the requester pays once it was set',
      before: [put('requestPayment', payer('Requester'))],
      ask: get('requestPayment'),
    },
  ],
  PutBucketPolicy: [
    { name: 'set', rule: 'a policy that is taken is answered without body', ask: put('policy', POLICY) },
    refused('policy', 'bucket-policy-bad-grammar', 'a version is a string', policy(allow('*'), 1)),
    refused('policy', 'bucket-policy-bad-version', 'its version is 1', policy(allow('*'), '2')),
    {
      name: 'public-policy-blocked',
      rule: 'no policy is public where public access is blocked',
      cause: 'public-bucket-policy-blocked',
      before: [block],
      ask: put('policy', policy(allow('*'))),
    },
  ],
  GetBucketPolicy: [
    { name: 'set', rule: 'a policy comes back byte for byte', before: [put('policy', POLICY)], ask: get('policy') },
    {
      name: 'never-set',
      rule: 'a bucket without policy has none to return',
      cause: 'no-bucket-policy',
      ask: get('policy'),
    },
  ],
  DeleteBucketPolicy: [
    {
      name: 'set',
      rule: 'a policy goes with a 204',
      before: [put('policy', POLICY)],
      ask: { method: 'DELETE', bucket: BUCKET, query: 'policy' },
      after: { ask: get('policy'), status: 404 },
    },
  ],
  GetBucketPolicyStatus: [
    { name: 'never-set', rule: 'no policy is not public', ask: get('policyStatus') },
    {
      name: 'public',
      rule: 'a policy for everyone is public',
      before: [put('policy', policy(allow('*')))],
      ask: get('policyStatus'),
    },
  ],
};
