// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the key's place in a rule is written so
import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, ENDPOINT, type SignedAsk } from '../support/case.ts';

const ask = (method: string, body?: string): SignedAsk => ({ method, bucket: BUCKET, query: 'website', body });
const put = (inside: string): SignedAsk => ask('PUT', `<WebsiteConfiguration>${inside}</WebsiteConfiguration>`);
const page = (key: string, text: string): SignedAsk => ({
  method: 'PUT',
  key,
  body: text,
  headers: { 'Content-Type': 'text/html', 'x-oss-object-acl': 'public-read' },
});
const browse = (method: string, key?: string): SignedAsk => ({
  method,
  bucket: BUCKET,
  key,
  host: `${BUCKET}.${ENDPOINT}`,
  keys: undefined,
});
const open: SignedAsk = { method: 'PUT', bucket: BUCKET, query: 'acl', headers: { 'x-oss-acl': 'public-read' } };

const INDEX = '<IndexDocument><Suffix>index.html</Suffix></IndexDocument>';
const ERROR = '<ErrorDocument><Key>error.html</Key></ErrorDocument>';
const MISSING = '<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>';
const EXTERNAL =
  '<RedirectType>External</RedirectType><Protocol>http</Protocol><HostName>www.example.com</HostName><HttpRedirectCode>302</HttpRedirectCode>';
const mirror = (url: string): string => `<RedirectType>Mirror</RedirectType><MirrorURL>${url}</MirrorURL>`;
/** A rule with some of its parts replaced. */
const rule = ({ number = '1', condition = MISSING, redirect = EXTERNAL } = {}): string =>
  `<RoutingRule><RuleNumber>${number}</RuleNumber><Condition>${condition}</Condition><Redirect>${redirect}</Redirect></RoutingRule>`;
const rules = (...list: string[]): string => `<RoutingRules>${list.join('')}</RoutingRules>`;

/** Every element, in another order than the service's. */
const FULL = `${rules(
  `<RoutingRule><Redirect><MirrorAuth><AccessKeySecret>secret</AccessKeySecret><AccessKeyId>id</AccessKeyId><Region>region</Region><AuthType>S3V4</AuthType></MirrorAuth>
  <MirrorMultiAlternates><MirrorMultiAlternate><MirrorMultiAlternateURL>https://c.example.com/</MirrorMultiAlternateURL><MirrorMultiAlternateNumber>1</MirrorMultiAlternateNumber></MirrorMultiAlternate></MirrorMultiAlternates>
  <MirrorTaggings><Taggings><Key>k</Key><Value>v</Value></Taggings></MirrorTaggings>
  <MirrorReturnHeaders><ReturnHeader><Key>k</Key><Value>v</Value></ReturnHeader></MirrorReturnHeaders>
  <MirrorHeaders><Set><Key>a</Key><Value>b</Value></Set><Remove>c</Remove><Remove>d</Remove><Pass>e</Pass><PassAll>True</PassAll></MirrorHeaders>
  <TransparentMirrorResponseCodes>404,500</TransparentMirrorResponseCodes><MirrorURLSlave>http://b.example.com/</MirrorURLSlave>
  <MirrorCheckMd5>false</MirrorCheckMd5><MirrorFollowRedirect>true</MirrorFollowRedirect><MirrorSNI>TRUE</MirrorSNI>
  <MirrorURL>http://a.example.com/dir/</MirrorURL><PassQueryString>true</PassQueryString><RedirectType>Mirror</RedirectType></Redirect>
  <Condition><IncludeHeader><EndsWith>z</EndsWith><StartsWith>a</StartsWith><Key>host</Key></IncludeHeader>${MISSING}<KeySuffixEquals>.txt</KeySuffixEquals><KeyPrefixEquals>abc/</KeyPrefixEquals></Condition><RuleNumber>2</RuleNumber></RoutingRule>`,
  rule({ redirect: `<ReplaceKeyWith>prefix/\${key}.suffix</ReplaceKeyWith>${EXTERNAL}` }),
)}<ErrorDocument><HttpStatus>200</HttpStatus><Key>error.html</Key></ErrorDocument><IndexDocument><Type>2</Type><SupportSubDir>True</SupportSubDir><Suffix>index.html</Suffix></IndexDocument>`;

const refused = (cause: Cause, sentence: string, inside: string, name: string): Case => ({
  name,
  rule: sentence,
  cause,
  ask: put(inside),
});
const malformed = (name: string, sentence: string, inside: string): Case =>
  refused('website-malformed-xml', sentence, inside, name);
const illegal = (name: string, sentence: string, inside: string): Case =>
  refused('website-argument-invalid', sentence, inside, name);
const illegalRule = (name: string, sentence: string, parts: Parameters<typeof rule>[0]): Case =>
  illegal(name, sentence, rules(rule(parts)));

/** Websites (operations.md §5.3, §10.1, §10.2). */
export const websiteCases: Cases = {
  PutBucketWebsite: [
    { name: 'set', rule: 'a website that is taken is answered without body', ask: put(INDEX + ERROR) },
    malformed('website-malformed-xml', 'one of the three parts is there', ''),
    malformed('without-suffix', 'an index document has a suffix', '<IndexDocument></IndexDocument>'),
    malformed(
      'without-error-key',
      'an error document has a key',
      '<ErrorDocument><HttpStatus>404</HttpStatus></ErrorDocument>',
    ),
    malformed('without-rule-number', 'a rule has a number', rules(rule().replace(/<RuleNumber>.*<\/RuleNumber>/, ''))),
    malformed(
      'without-host',
      'a redirect names its host',
      rules(rule({ redirect: EXTERNAL.replace(/<HostName>.*<\/HostName>/, '') })),
    ),
    refused(
      'website-error-status-invalid',
      'the status of the error page is 404 or 200',
      '<ErrorDocument><Key>error.html</Key><HttpStatus>test</HttpStatus></ErrorDocument>',
      'website-error-status-invalid',
    ),
    illegal('website-argument-invalid', 'a suffix has no slash', INDEX.replace('index', 'a/b')),
    illegal('type-unknown', 'Type is 0, 1 or 2', INDEX.replace('</Suffix>', '</Suffix><Type>3</Type>')),
    illegal(
      'sub-dir-not-boolean',
      'SupportSubDir is true or false',
      INDEX.replace('</Suffix>', '</Suffix><SupportSubDir>yes</SupportSubDir>'),
    ),
    illegal(
      'too-many-rules',
      'a website has at most 20 rules',
      rules(...Array.from({ length: 21 }, (_, i) => rule({ number: `${i + 1}` }))),
    ),
    illegal('rule-number-repeated', 'the numbers of rules differ', rules(rule(), rule())),
    illegalRule('rule-number-zero', 'the numbers of rules are positive', { number: '0' }),
    illegalRule('redirect-type-unknown', 'a rule redirects or mirrors', {
      redirect: EXTERNAL.replace('External', 'Elsewhere'),
    }),
    illegalRule('redirect-code-unknown', 'a redirect is 301, 302 or 307', { redirect: EXTERNAL.replace('302', '308') }),
    illegalRule('protocol-unknown', 'a redirect leads to http or https', {
      redirect: EXTERNAL.replace('>http<', '>ftp<'),
    }),
    illegalRule('replaced-twice', 'a key is replaced as a whole or by its prefix', {
      redirect: `${EXTERNAL}<ReplaceKeyWith>a</ReplaceKeyWith><ReplaceKeyPrefixWith>b</ReplaceKeyPrefixWith>`,
    }),
    illegalRule('mirror-url-without-slash', 'the URL of an origin ends with a slash', {
      redirect: mirror('http://example.com'),
    }),
    illegalRule('mirror-not-on-404', 'only what is missing is mirrored', {
      condition: MISSING.replace('404', '403'),
      redirect: mirror('http://example.com/'),
    }),
    illegalRule('status-not-an-error', 'a rule waits for an error', { condition: MISSING.replace('404', '200') }),
    illegalRule('header-name-illegal', 'headers to pass have letters, digits and hyphens', {
      redirect: `${mirror('http://example.com/')}<MirrorHeaders><Pass>a_b</Pass></MirrorHeaders>`,
    }),
  ],
  GetBucketWebsite: [
    { name: 'set', rule: 'a website comes back as it was put', before: [put(INDEX + ERROR)], ask: ask('GET') },
    {
      name: 'full',
      rule: "every element comes back in the service's order, booleans in lower case",
      before: [put(FULL)],
      ask: ask('GET'),
    },
    {
      name: 'never-set',
      rule: 'a bucket that is no website has none',
      cause: 'no-website-configuration',
      ask: ask('GET'),
    },
  ],
  DeleteBucketWebsite: [
    {
      name: 'set',
      rule: 'the website goes with a 204',
      before: [put(INDEX)],
      ask: ask('DELETE'),
      after: { ask: ask('GET'), status: 404 },
    },
    { name: 'never-set', rule: 'also when there was none', ask: ask('DELETE') },
  ],
  GetObject: [
    {
      name: 'website-index',
      rule: 'the root of a website is its index page',
      before: [put(INDEX), page('index.html', '<h1>Home</h1>')],
      ask: browse('GET'),
    },
    {
      name: 'website-directory',
      rule: 'a directory without its slash is redirected to it',
      before: [
        open,
        put(INDEX.replace('</Suffix>', '</Suffix><SupportSubDir>true</SupportSubDir>')),
        page('a dir/index.html', '<h1>Directory</h1>'),
      ],
      ask: browse('GET', 'a dir'),
    },
    {
      name: 'website-error-page',
      rule: 'what is missing is answered with the error page',
      before: [open, put(ERROR), page('error.html', '<h1>Not here</h1>')],
      ask: browse('GET', 'missing.html'),
    },
    {
      name: 'website-redirect',
      rule: 'a rule redirects what is missing',
      before: [put(rules(rule()))],
      ask: { method: 'GET', key: 'a/missing key' },
    },
    {
      name: 'mirror-unreachable',
      rule: 'an origin that cannot be reached fails',
      cause: 'mirror-unreachable',
      before: [put(rules(rule({ redirect: mirror('http://127.0.0.1:1/') })))],
      ask: { method: 'GET', key: 'missing.txt' },
    },
    {
      name: 'external-redirect-forbidden',
      rule: 'a strict server redirects nobody who came through a public endpoint, and says where to',
      cause: 'external-redirect-forbidden',
      server: { strict: true },
      before: [open, put(rules(rule()))],
      ask: browse('GET', 'a/missing key'),
    },
    {
      name: 'external-redirect-signed',
      rule: 'who signs in the header is redirected also there',
      server: { strict: true },
      before: [put(rules(rule()))],
      ask: { method: 'GET', key: 'a/missing key' },
    },
    {
      name: 'mirror-private-address',
      rule: 'the service does not go to private addresses',
      cause: 'mirror-private-address',
      server: { strict: true },
      before: [put(rules(rule({ redirect: mirror('http://10.0.0.1/') })))],
      ask: { method: 'GET', key: 'missing.txt' },
    },
  ],
  HeadObject: [
    {
      name: 'website-index',
      rule: 'HEAD of the root of a website is that of its index page',
      before: [put(INDEX), page('index.html', '<h1>Home</h1>')],
      ask: browse('HEAD'),
    },
    {
      name: 'website-error-page',
      rule: 'HEAD of what is missing is that of the error page',
      before: [open, put(ERROR), page('error.html', '<h1>Not here</h1>')],
      ask: browse('HEAD', 'missing.html'),
    },
  ],
};
