import type { Hit } from '../evidence.ts';
import { type Form, given, plain } from './form.ts';
import { S3_CLIENTS } from './s3-clients.ts';

/** The SDKs of OSS, the most telling first; where two match the same place, what the earlier one says counts. */
const OSS_CLIENTS: readonly Form[] = [
  {
    form: 'OSS SDK for Go, or ossutil',
    pattern:
      /oss: service returned error: StatusCode=(?<status>\d+), ErrorCode=(?<code>\S*), ErrorMessage="?(?<message>.*?)"?, RequestId=(?<id>[^\s,]*)(?:, Ec=(?<ec>[\d-]*))?/g,
    read: plain,
  },
  {
    form: 'OSS SDK V2, or ossutil 2',
    pattern:
      /Error returned by Service\.\s+Http Status Code: (?<status>\d+)(?<stop>\.?)\s+Error Code: (?<code>\S*?)\k<stop>\s+(?:Request Id: (?<id>\S*?)\k<stop>\s+)?Message: (?<message>[\s\S]*?)\k<stop>(?:\s+EC: (?<ec>[\d-]*)(?:\k<stop>\s+Timestamp: [^\n]*?\s+Request Endpoint: (?:(?<method>[A-Z]+) )?(?<url>\S+?)\.*(?=\s|$))?|\s*(?:\n|$))/g,
    read: (groups) => (groups.code === 'BadErrorResponse' ? undefined : plain(groups)),
  },
  {
    form: 'oss2 (Python)',
    pattern:
      /\{'status': (?<status>-?\d+), 'x-oss-request-id': '(?<id>[^']*)', (?:'x-oss-ec': '(?<ec>[^']*)', )?'details': \{(?<details>[\s\S]*?)\}\}/g,
    read({ status, id, ec, details = '' }) {
      const elements = pythonPairs(details);
      const of = (name: string): string | undefined => elements.find(([known]) => known === name)?.[1];
      if (Number(status) < 0 || of('Code') === undefined) return undefined;
      const found = { status: Number(status), code: of('Code'), message: of('Message'), requestId: given(id) };
      return { ...found, ec: of('EC')?.trim() ?? given(ec), elements };
    },
  },
  {
    form: 'OSS SDK for Java',
    pattern:
      /OSSException: (?<message>.*)\s+\[ErrorCode\]: (?<code>\S*)\s+\[RequestId\]: (?<id>\S*)(?:\s+\[HostId\]: \S*)?(?:\s+\[EC\]: (?<ec>[\d-]*))?(?:\s+\[ResponseError\]:\s+(?:<\?xml[\s\S]*?<\/Error>)?)?/g,
    read: (groups) => (groups.code === 'null' ? undefined : plain(groups)),
  },
  {
    form: 'OSS SDK for C#',
    pattern: /error code: (?<code>\w+); Error info: (?<message>.*?)\.? *\s+RequestID: ?(?<id>[0-9A-F]*)/g,
    read: plain,
  },
  {
    form: 'OSS SDK for C++',
    pattern: /\bcode ?: ?(?<code>[A-Z]\w+), ?message ?: ?(?<message>[^\n]*?), ?requestId ?: ?(?<id>[0-9A-F]{16,})/g,
    read: plain,
  },
  {
    form: 'OSS SDK for PHP',
    pattern: /\b(?<code>[A-Z]\w+):\s+(?<message>[^\n:{}<>]*?\.?)\s+RequestId: (?<id>[0-9A-F]{16,})/g,
    read: plain,
  },
  {
    // A HEAD request has no document, and the SDK leaves the places of its code and message empty.
    form: 'OSS SDK for PHP',
    pattern: /(?<=^|["'\s]): {1,2}RequestId: (?<id>[0-9A-F]{16,})/g,
    read: plain,
  },
  {
    form: 'OSS SDK for iOS',
    pattern: /Domain=com\.aliyun\.oss\.serverError Code=-?(?<status>\d{3})\b[^\n{]*\{(?<fields>[^{}]*)\}/g,
    read({ status, fields = '' }) {
      const of = (name: string): string | undefined =>
        new RegExp(`(?:^|[,;\\s])"?${name}"? ?= ?"?([^"\\n]*?)"?(?:[,;]\\s+"?\\w+"? ?=|[,;]?\\s*$)`).exec(fields)?.[1];
      return plain({ status, code: of('Code'), message: of('Message'), id: of('RequestId'), ec: of('EC') });
    },
  },
  {
    form: 'OSS SDK for Android',
    pattern:
      /\[StatusCode\]: (?<status>\d+), \[Code\]: (?<code>[^\s,]*), \[Message\]: (?<message>[^[\n]*?)(?:, \[Request[Ii]d\]: (?<id>[^\s,]*)|$)/gm,
    read: plain,
  },
  {
    form: 'ali-oss',
    pattern:
      /(?:Error \[(?<named>\w+?)Error\]|\b(?<name>[A-Z]\w+?)Error): (?<message>.*)\r?\n(?<rest>(?:[ \t]+.*\r?\n?|headers: .*\r?\n?|\}\r?\n?)*)/g,
    read({ named, name, message, rest = '' }) {
      const field = (key: string): string | undefined =>
        new RegExp(`\\b${key}: (?:'([^']*)'|(-?\\d+))`).exec(rest)?.slice(1).find(Boolean);
      const code = field('code') ?? named ?? name;
      const status = Number(field('status') ?? 0);
      if (status <= 0 || code === 'Unknown' || status === 200) return undefined;
      // Its HEAD requests say this whatever the service said.
      const own = message === 'Object not exists' ? undefined : message;
      return { status, code, message: own, ec: field('ecCode'), requestId: field('requestId') };
    },
  },
  {
    form: 'a client in Node.js',
    pattern: /\{ \[(?<named>[A-Z]\w*): (?<message>[^\n]*)\]\n(?<rest>(?:[^\n]*\n)*?[^\n]*\})/g,
    read({ named, message, rest = '' }) {
      const field = (names: string): string | undefined =>
        new RegExp(`(?:^|\\s)'?(?:${names})'?:\\s*(?:\\[ )?'?([\\w-]+)`, 'm').exec(rest)?.[1];
      const code = field('code') ?? (named === 'Error' ? undefined : named);
      const id = field('requestId|x-oss-request-id');
      return plain({ status: field('status|statusCode'), code, message, id, ec: field('ecCode|x-oss-ec') });
    },
  },
];

/** What SDKs print of errors of the service. */
export function exceptionHits(text: string): Hit[] {
  return [...OSS_CLIENTS, ...S3_CLIENTS].flatMap(({ form, pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const found = read(match.groups ?? {});
      return found === undefined
        ? []
        : [{ start: match.index, end: match.index + match[0].length, found: { form, ...found } }];
    }),
  );
}

/** Names and texts of a dictionary as Python prints it. */
function pythonPairs(text: string): [string, string][] {
  const pair = /'([\w-]+)': (?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
  return [...text.matchAll(pair)].map(([, name, single, double]) => [
    name as string,
    (single ?? double ?? '').replace(/\\(n|r|t|.)/g, (_, mark: string) => ESCAPES[mark] ?? mark),
  ]);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
