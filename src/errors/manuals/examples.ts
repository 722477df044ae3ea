import { BOTH, type Edition } from './row.ts';

/** Something that the manuals show beside their errors: a request, a setting, a rule with its examples. */
export interface ManualExample {
  /** Stable: `<chapter>/<name>`. */
  readonly id: string;
  readonly editions: readonly Edition[];
  /** In our words. */
  readonly shows: string;
  /** The file that shows it where it is no request to the service: a tool, or a program of the client's. */
  readonly elsewhere?: string;
}

type Listed = readonly [name: string, shows: string, elsewhere?: string];

function of(chapter: string, editions: readonly Edition[], ...listed: readonly Listed[]): ManualExample[] {
  return listed.map(([name, shows, elsewhere]) => ({
    id: `${chapter}/${name}`,
    editions,
    shows,
    ...(elsewhere !== undefined && { elsewhere }),
  }));
}

/** Every example of both manuals that is no row of errors. */
export const manualExamples: readonly ManualExample[] = [
  ...of(
    'network',
    BOTH,
    ['timeout-of-a-part', 'ConnectionTimeoutError of part 2 after 60,000 ms; the part is sent again'],
    ['connection-lost', 'The connection ends before a part is whole'],
    ['longer-timeout', 'A timeout of 120,000 ms'],
    ['part-size', 'Parts of less than 100 KB are not accepted'],
    ['checkpoint', 'The code that resumes multipartUpload of ali-oss', 'test/browser/timeouts.test.ts'],
  ),
  ...of(
    'post-object',
    BOTH,
    ['names', 'Names of fields are case-sensitive'],
    ['file-last', 'file is the last field'],
    ['request', 'A form to mingdi-hz'],
    ['policy', 'A policy with expiration and content-length-range'],
    ['conditions', 'The table of conditions'],
    ['escapes', 'The table of escapes'],
    ['signature', 'Signature = base64(hmac-sha1(AccessKeySecret, base64(policy)))'],
    ['public-read-write', 'A public-read-write bucket takes unsigned forms; one of three fields asks for the others'],
    ['faq-key', 'FAQ: key'],
    ['faq-content', 'FAQ: content of the object'],
    ['faq-content-type', 'FAQ: Content-Type of the object'],
    ['faq-conditions', 'FAQ: conditions on expiration, key, bucket and size'],
    ['faq-http-headers', 'FAQ: Cache-Control and other headers'],
  ),
  ...of(
    'post-object',
    ['2019'],
    ['faq-content-md5', 'FAQ: Content-MD5 of the body'],
    ['faq-signature', 'FAQ: signature'],
    ['faq-sts-token', 'FAQ: token of a temporary user'],
  ),
  ...of(
    'post-object',
    ['2022'],
    ['faq-callback', 'FAQ: callback'],
    ['faq-content-transfer-encoding', 'FAQ: Content-Transfer-Encoding'],
    ['faq-user-meta', 'FAQ: metadata of the user'],
  ),
  ...of('permission', BOTH, ['checks', 'Checking Action, Resource, Effect and Condition of a policy']),
  ...of(
    'referer',
    BOTH,
    ['blank', 'No referer, or an empty one'],
    ['wildcards', 'What * and ? stand for: a.aliyun.com, b.aliyun.com, domain.com'],
    ['without-scheme', 'b.aliyun.com as an entry, without http://'],
    ['empty-list', 'An empty list, and no blank referers'],
    ['typical-all', 'Typical configuration: all requests'],
    ['typical-listed', 'Typical configuration: requests of the list'],
    ['typical-listed-or-blank', 'Typical configuration: requests of the list and without referer'],
    ['authorization', 'The header Authorization lets a request pass'],
    ['every-acl', 'private, public-read and public-read-write buckets check the referer'],
    ['curl', 'curl gets the video although hotlink protection is on'],
  ),
  ...of(
    'callback',
    BOTH,
    ['success', 'Upload and callback succeed: 200'],
    ['complete', 'A callback at the end of an upload in parts'],
    ['json', 'CallbackJson with callbackHost and callbackBodyType'],
    ['form', 'CallbackJson as a form'],
    ['query', 'Parameters in the query instead of headers'],
    ['variables', 'The table of system variables'],
    ['custom-variables', 'CallbackVarJson'],
    ['only-200', 'Only 200 counts, not 20x'],
    ['escaping', 'callbackBody with escaped quotation marks'],
    ['body-not-json', 'An answer that lacks a brace'],
    ['body-with-bom', 'An answer of PHP with a byte order mark'],
    ['status-502', 'The web service is not enabled'],
    [
      'demo-server',
      'The callback server of oss-demo, and calling it with curl',
      'test/commands/callback-server.test.ts',
    ],
  ),
  ...of(
    'cors',
    BOTH,
    ['origins', 'Origins with port, with https, with a star'],
    ['max-age', 'The time for which a browser keeps the answer: 60 s'],
    ['browser', 'What the browser says of a refused preflight'],
    ['wrong-origin', 'Origin is wrong'],
    ['wrong-method', 'Method is wrong'],
    ['wrong-header', 'Allow Header is wrong'],
    ['expose-header', 'Expose Header is wrong'],
  ),
  ...of(
    'forbidden',
    BOTH,
    ['first-day', 'The first 24 hours of an unpaid bill'],
    ['time-zone', 'A clock in the zone +08:00'],
    ['regions', 'Buckets in Hangzhou, Singapore and the United States'],
    ['signature-endpoint', 'Endpoints with a bucket and with a slash'],
    ['signature-blanks', 'Blanks around AccessKeyId and AccessKeySecret'],
    ['signature-names', 'Rules for the names of buckets and objects'],
    ['signature-proxy', 'A proxy that adds headers'],
  ),
  ...of(
    'self-signing',
    ['2022'],
    ['put-object', 'The request of PutObject.py'],
    ['answer', 'The answer that it prints'],
    ['content-type', 'Content-Type has to be application/x-www-form-urlencoded in the signature'],
    ['signed-headers', 'All that is signed is in the headers'],
    ['expiry', 'A signature in a header has no expiration'],
    ['tool', 'PutObject.py itself: ossmock sign --send', 'test/commands/sign/command.test.ts'],
  ),
  ...of(
    'video',
    ['2022'],
    ['playing', 'A video is played from the bucket'],
    ['analysis', 'The tool that says which browsers play it: ossmock media', 'test/commands/media.test.ts'],
  ),
];
