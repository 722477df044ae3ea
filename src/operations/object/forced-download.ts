import type { Answer, Call } from '../operation.ts';

/** Browsers are to download what one of these rows names; the first that fits counts. */
interface Rule {
  /** Buckets created at or after this moment, in milliseconds. */
  readonly since: number;
  /** Undefined: all. */
  readonly regions?: readonly string[];
  readonly type: (contentType: string, key: string) => boolean;
  readonly ec?: string;
}

const IMAGES: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/gif',
  'image/tiff',
  'image/png',
  'image/webp',
  'image/svg+xml',
  'image/bmp',
  'image/x-ms-bmp',
  'image/x-cmu-raster',
  'image/exr',
  'image/x-icon',
  'image/heic',
]);

const anything = (): boolean => true;
const isImage = (type: string): boolean => IMAGES.has(type);
const isPage = (type: string, key: string): boolean => type === 'text/html' || /\.html?$/.test(key);
const isImageOrPage = (type: string, key: string): boolean => isImage(type) || isPage(type, key);
const isXml = (type: string, key: string): boolean =>
  type === 'application/xml' || type === 'text/xml' || key.endsWith('.xml');

/** Beijing time. */
const at = (text: string): number => Date.parse(`${text}+08:00`);
const among = (text: string): string[] => text.split(' ');

const OLD_CHINA = among(
  'cn-hangzhou cn-shanghai cn-qingdao cn-beijing cn-zhangjiakou cn-huhehaote cn-shenzhen cn-chengdu',
);
const LATER = among(
  'cn-nanjing cn-wulanchabu cn-heyuan cn-guangzhou us-west-1 us-east-1 ap-northeast-2 ap-southeast-1 ap-southeast-3 ap-southeast-5 ap-southeast-6 ap-southeast-7 eu-west-1 me-east-1',
);

/** The endpoints of regions: the appendix of "Configure object preview behavior in OSS", without accounts since 2022. */
const ENDPOINTS: readonly Rule[] = [
  { since: at('2018-09-28T08:00:00'), regions: OLD_CHINA, type: isPage, ec: '0048-00000001' },
  { since: at('2019-09-25T12:00:00'), regions: LATER, type: isPage, ec: '0048-00000001' },
  { since: at('2019-11-25T14:00:00'), regions: ['cn-hongkong'], type: isPage, ec: '0048-00000001' },
  { since: at('2019-09-23T17:00:00'), regions: ['cn-huhehaote'], type: isImageOrPage, ec: '0048-00000100' },
  {
    since: at('2019-09-24T11:00:00'),
    regions: among('cn-qingdao cn-chengdu'),
    type: isImageOrPage,
    ec: '0048-00000101',
  },
  { since: at('2019-09-24T17:00:00'), regions: ['cn-zhangjiakou'], type: isImageOrPage, ec: '0048-00000102' },
  {
    since: at('2019-09-29T17:00:00'),
    regions: among('cn-shanghai cn-shenzhen'),
    type: isImageOrPage,
    ec: '0048-00000103',
  },
  { since: at('2019-09-29T18:00:00'), regions: ['cn-beijing'], type: isImageOrPage, ec: '0048-00000104' },
  { since: at('2019-09-30T15:00:00'), regions: ['cn-hangzhou'], type: isImageOrPage, ec: '0048-00000105' },
  {
    since: at('2025-12-22T10:00:00'),
    regions: among('cn-wulanchabu cn-heyuan cn-guangzhou cn-nanjing'),
    type: isImage,
    ec: '0048-00000114',
  },
  { since: at('2026-03-25T10:00:00'), type: isXml },
];

/** Acceleration, by when the bucket was created: no later than acceleration was enabled on it. */
const ACCELERATION: readonly Rule[] = [
  { since: at('2020-12-31T00:00:00'), type: isPage, ec: '0048-00000002' },
  { since: at('2021-01-07T12:00:00'), regions: ['me-east-1'], type: anything, ec: '0048-00000107' },
  { since: at('2021-01-07T18:00:00'), regions: among('ap-southeast-3 eu-west-1'), type: anything, ec: '0048-00000108' },
  {
    since: at('2021-01-08T18:00:00'),
    regions: among('ap-northeast-1 ap-southeast-5 eu-central-1'),
    type: anything,
    ec: '0048-00000109',
  },
  {
    since: at('2021-01-14T12:00:00'),
    regions: among('us-west-1 us-east-1 ap-southeast-1'),
    type: anything,
    ec: '0048-00000110',
  },
  { since: at('2021-01-16T00:00:00'), regions: ['cn-hongkong'], type: anything, ec: '0048-00000111' },
  {
    since: at('2023-02-01T00:00:00'),
    regions: among('ap-northeast-2 ap-southeast-6 ap-southeast-7'),
    type: anything,
    ec: '0048-00000112',
  },
];

const ENDPOINT = /\.oss-(accelerate(?:-overseas)?|[a-z0-9-]+(?<!-internal))\.aliyuncs\.com$/i;

/**
 * What a browser gets that opens a URL of the service's own domains: pages and pictures to download, not to look at
 * (operations.md §10.3; cap-120). A download's own name stays, `inline` does not, stored or asked for. Requests signed in
 * their headers are no browser's address. Hot.
 */
export function forBrowsers(call: Call, answer: Promise<Answer>): Promise<Answer> {
  const { style, hostName, headers } = call.request;
  if (style !== 'virtual' || headers.has('authorization')) return answer;
  const endpoint = ENDPOINT.exec(hostName)?.[1];
  if (endpoint === undefined) return answer;
  const rules = endpoint.toLowerCase().startsWith('accelerate') ? ACCELERATION : ENDPOINTS;
  return answer.then((given) => toDownload(call, given, rules));
}

function toDownload(call: Call, answer: Answer, rules: readonly Rule[]): Answer {
  const { bucket, key, service } = call;
  if (answer.status !== 200 && answer.status !== 206) return answer;
  const type = (answer.contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() as string;
  const rule = rules.find(
    ({ since, regions, type: names }) =>
      bucket.createdAt >= since && (regions === undefined || regions.includes(bucket.region)) && names(type, key),
  );
  if (rule === undefined) return answer;
  call.note('forced-download', { contentType: type, ...(rule.ec && { ec: rule.ec }) });
  const headers = answer.headers.filter(
    ([name, value]) => name !== 'Content-Disposition' || /^attachment/i.test(value),
  );
  const digest = headers.findIndex(([name]) => name === 'Content-MD5');
  const added: [string, string][] = [['x-oss-force-download', 'true']];
  if (!headers.some(([name]) => name === 'Content-Disposition')) added.unshift(['Content-Disposition', 'attachment']);
  if (rule.ec !== undefined && service.wire === 'current') added.push(['x-oss-ec', rule.ec]);
  headers.splice(digest === -1 ? headers.length : digest, 0, ...added);
  return { ...answer, headers };
}
