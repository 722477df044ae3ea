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
import { get, publicBucket, put, requesterPays } from '../support/requests.ts';

const OWNER = '1234567890123456';
const anonymous = { keys: undefined } as const;

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

const PAYS = { 'x-oss-request-payer': 'requester' };

const payers: readonly Case[] = [
  {
    name: 'requester-must-pay',
    rule: 'who is not the owner says that he pays',
    cause: 'requester-must-pay',
    before: [publicBucket, requesterPays],
    ask: { ...get(), keys: OTHER_KEYS },
  },
  {
    name: 'requester-charged',
    rule: 'who pays is told so',
    before: [publicBucket, put(), requesterPays],
    ask: { ...get(PAYS), keys: OTHER_KEYS },
  },
  {
    name: 'requester-charged-for-an-upload',
    rule: 'also where nothing is read',
    before: [publicBucket, requesterPays],
    ask: { ...put(PAYS), keys: OTHER_KEYS },
  },
  {
    name: 'owner-not-charged',
    rule: 'the owner pays for himself anyway, and is told nothing',
    before: [put(), requesterPays],
    ask: get(PAYS),
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

/** From where, at whose cost and in which state of accounts (access.md §2.3, §12, §13, §15), asked of GetObject above all. */
export const accessCases: Cases = { Access: [...hotlinks, ...origins, ...endpoints, ...payers, ...states] };
