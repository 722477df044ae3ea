import type { ServerOptions } from '../../../src/index.ts';
import { KEYS } from '../../support/signed.ts';
import {
  BUCKET,
  type Case,
  type Cases,
  DISTANT_BUCKET,
  ENDPOINT,
  OTHER_KEYS,
  type SignedAsk,
} from '../support/case.ts';
import { copy, get, publicBucket, put } from '../support/requests.ts';

const OWNER = '1234567890123456';
/** A RAM user of the owner's account. */
const USER_KEYS = { accessKeyId: 'alice', accessKeySecret: 'alice-secret' };
const anonymous = { keys: undefined } as const;
const asUser = (ask: SignedAsk): SignedAsk => ({ ...ask, keys: USER_KEYS });

const setting = (query: string, body: string): SignedAsk => ({ method: 'PUT', bucket: BUCKET, query, body });
const referers = (inside: string): SignedAsk =>
  setting('referer', `<RefererConfiguration>${inside}</RefererConfiguration>`);
const WHITELIST = referers(
  '<AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>http://www.example.com/*</Referer></RefererList>',
);
const BLACKLIST = referers(
  '<AllowEmptyReferer>true</AllowEmptyReferer><RefererList/><RefererBlacklist><Referer>http://*.example.org/*</Referer></RefererBlacklist>',
);
const cors = (vary: boolean): SignedAsk =>
  setting(
    'cors',
    `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>ETag</ExposeHeader></CORSRule><ResponseVary>${vary}</ResponseVary></CORSConfiguration>`,
  );
const ORIGIN = { Origin: 'http://www.example.com' };

/** A server whose user has one policy: this effect for these actions on everything. */
const userMay = (effect: 'Allow' | 'Deny', ...actions: string[]): ServerOptions => ({
  accounts: [
    {
      id: OWNER,
      keys: [{ id: KEYS.accessKeyId, secret: KEYS.accessKeySecret, status: 'active' }],
      users: [
        {
          name: 'alice',
          id: '201234567890123456',
          keys: [{ id: USER_KEYS.accessKeyId, secret: USER_KEYS.accessKeySecret, status: 'active' }],
          policies: [{ Version: '1', Statement: [{ Effect: effect, Action: actions, Resource: ['*'] }] }],
        },
      ],
    },
  ],
});

const bucketPolicy = (action: string): SignedAsk =>
  setting(
    'policy',
    JSON.stringify({
      Version: '1',
      Statement: [{ Effect: 'Deny', Principal: ['*'], Action: [action], Resource: [`acs:oss:*:*:${BUCKET}/*`] }],
    }),
  );

const inState = (status: 'overdue' | 'arrears' | 'indebted-overdue'): ServerOptions => ({
  accounts: [
    { id: OWNER, status, keys: [{ id: KEYS.accessKeyId, secret: KEYS.accessKeySecret, status: 'active' }] },
    { id: '6543210987654321', keys: [{ id: 'other', secret: 'other-secret', status: 'active' }] },
  ],
});

const hotlinks: readonly Case[] = [
  {
    name: 'referer-empty',
    rule: 'a signed URL or anonymous reader without referer is refused where none is wanted',
    cause: 'referer-empty',
    before: [publicBucket, WHITELIST],
    ask: { ...get(), ...anonymous },
  },
  {
    name: 'referer-not-in-whitelist',
    rule: 'a referer that is not listed is refused',
    cause: 'referer-not-in-whitelist',
    before: [publicBucket, WHITELIST],
    ask: { ...get({ Referer: 'http://www.example.net/' }), ...anonymous },
  },
  {
    name: 'referer-on-blacklist',
    rule: 'a referer on the blacklist is refused',
    cause: 'referer-on-blacklist',
    before: [publicBucket, BLACKLIST],
    ask: { ...get({ Referer: 'http://www.example.org/a.html' }), ...anonymous },
  },
];

const origins: readonly Case[] = [
  {
    name: 'cors-success',
    rule: 'the matching rule stands between x-oss-request-id and the operation’s own headers',
    before: [put(), cors(false)],
    ask: get(ORIGIN),
  },
  {
    name: 'cors-refusal',
    rule: 'so it does in a refusal, which a page could not read otherwise',
    cause: 'no-such-key',
    before: [cors(false)],
    ask: get(ORIGIN),
  },
  {
    name: 'cors-vary',
    rule: 'ResponseVary adds Vary to every answer, also to one without Origin',
    before: [put(), cors(true)],
    ask: get(),
  },
  {
    name: 'cors-no-match',
    rule: 'a request that no rule matches is served without a word',
    before: [cors(false)],
    ask: put(ORIGIN),
  },
];

const endpoints: readonly Case[] = [
  {
    name: 'wrong-endpoint',
    rule: 'a bucket answers in its own region, and names it',
    cause: 'wrong-endpoint',
    ask: { method: 'GET', bucket: DISTANT_BUCKET, key: 'a', host: `${DISTANT_BUCKET}.${ENDPOINT}` },
  },
  {
    name: 'acceleration-disabled',
    rule: 'an acceleration endpoint works once it was enabled',
    cause: 'acceleration-disabled',
    ask: { method: 'GET', bucket: BUCKET, key: 'a', host: `${BUCKET}.oss-accelerate.aliyuncs.com` },
  },
  {
    name: 'requester-must-pay',
    rule: 'who is not the owner says that he pays',
    cause: 'requester-must-pay',
    before: [
      publicBucket,
      setting('requestPayment', '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>'),
    ],
    ask: { ...get(), keys: OTHER_KEYS },
  },
];

const states: readonly Case[] = [
  {
    name: 'user-disabled',
    rule: 'an account in arrears is stopped',
    cause: 'user-disabled',
    server: inState('arrears'),
    ask: get(),
  },
  {
    name: 'bucket-created-in-arrears',
    rule: 'an overdue account makes no bucket',
    cause: 'bucket-created-in-arrears',
    server: inState('overdue'),
    ask: { method: 'PUT', bucket: 'newbucket' },
  },
  {
    name: 'account-in-debt-overdue',
    rule: 'the buckets of an indebted account are closed to others too',
    cause: 'account-in-debt-overdue',
    server: inState('indebted-overdue'),
    ask: { ...get(), ...anonymous },
  },
];

const policies: readonly Case[] = [
  {
    name: 'user-object',
    rule: 'a RAM user without a policy is told about the bucket ACL, and in detail',
    cause: 'bucket-acl-refuses',
    server: userMay('Allow', 'oss:GetBucketAcl'),
    ask: asUser(get()),
  },
  {
    name: 'user-object-head',
    rule: 'on HEAD the detail is in x-oss-err',
    cause: 'bucket-acl-refuses',
    server: userMay('Allow', 'oss:GetBucketAcl'),
    ask: asUser({ ...get(), method: 'HEAD' }),
  },
  {
    name: 'user-multipart',
    rule: 'multipart calls have a text of their own',
    cause: 'no-right-to-object',
    server: userMay('Allow', 'oss:GetBucketAcl'),
    ask: asUser({ method: 'POST', key: 'a', query: 'uploads' }),
  },
  {
    name: 'user-bucket',
    rule: 'a bucket that a RAM user may not manage does not belong to him',
    cause: 'bucket-management-refused',
    server: userMay('Allow', 'oss:GetObject'),
    ask: asUser({ method: 'GET', bucket: BUCKET, query: 'location' }),
  },
  {
    name: 'user-list-buckets',
    rule: 'listing buckets is a right too',
    cause: 'list-buckets-refused',
    server: userMay('Allow', 'oss:GetObject'),
    ask: asUser({ method: 'GET' }),
  },
  {
    name: 'user-allowed',
    rule: 'what a policy allows is answered as to the owner',
    server: userMay('Allow', 'oss:GetBucketLocation'),
    ask: asUser({ method: 'GET', bucket: BUCKET, query: 'location' }),
  },
  {
    name: 'tagging-right-missing',
    rule: 'a tag with an object takes a right of its own',
    cause: 'tagging-right-missing',
    server: userMay('Allow', 'oss:PutObject'),
    ask: asUser(put({ 'x-oss-tagging': 'a=1' })),
  },
  {
    name: 'ram-policy-denies',
    rule: 'a RAM policy that denies is called a bucket policy',
    cause: 'ram-policy-denies',
    server: userMay('Deny', 'oss:GetObject'),
    ask: asUser(get()),
  },
  {
    name: 'both-policies-deny',
    rule: 'two policies that deny have an EC of their own',
    cause: 'both-policies-deny',
    server: userMay('Deny', 'oss:GetObject'),
    before: [bucketPolicy('oss:GetObject')],
    ask: asUser(get()),
  },
  {
    name: 'bucket-policy-denies',
    rule: 'a bucket policy denies what a public ACL allows',
    cause: 'bucket-policy-denies',
    before: [publicBucket, bucketPolicy('oss:GetObject')],
    ask: { ...get(), ...anonymous },
  },
  {
    name: 'copy-source-denied',
    rule: 'the source of a copy is judged like a GET of it',
    cause: 'bucket-acl-refuses',
    server: userMay('Allow', 'oss:PutObject'),
    before: [put()],
    ask: asUser(copy()),
  },
];

/** Who may do what, from where, at whose cost (access.md §10 to §13, §15), asked of GetObject above all. */
export const accessCases: Cases = { Access: [...hotlinks, ...origins, ...endpoints, ...states, ...policies] };
