import type { Hit } from '../evidence.ts';

/** How one SDK prints an error of the service. */
interface Form {
  readonly form: string;
  readonly pattern: RegExp;
  read(groups: Readonly<Record<string, string | undefined>>, text: string): Omit<Hit['found'], 'form'> | undefined;
}

/** Every form, the most telling first; where two match the same place, what the earlier one says counts. */
const FORMS: readonly Form[] = [
  {
    form: 'OSS SDK for Go, or ossutil',
    pattern:
      /oss: service returned error: StatusCode=(?<status>\d+), ErrorCode=(?<code>\S*), ErrorMessage="?(?<message>.*?)"?, RequestId=(?<id>[^\s,]*)(?:, Ec=(?<ec>[\d-]*))?/g,
    read: plain,
  },
  {
    form: 'OSS SDK V2 for Go or Python, or ossutil 2',
    pattern:
      /Error returned by Service\.\s+Http Status Code: (?<status>\d+)\.\s+Error Code: (?<code>.*?)\.\s+Request Id: (?<id>.*?)\.\s+Message: (?<message>[\s\S]*?)\.\s*EC: (?<ec>[\d-]*)\.\s+Timestamp: .*\s+Request Endpoint: (?<method>[A-Z]+) (?<url>\S+?)\.?(?=\s|$)/g,
    read: (groups) => (groups.code === 'BadErrorResponse' ? undefined : plain(groups)),
  },
  {
    form: 'oss2 (Python)',
    pattern:
      /\{'status': (?<status>-?\d+), 'x-oss-request-id': '(?<id>[^']*)', (?:'x-oss-ec': '(?<ec>[^']*)', )?'details': \{(?<details>.*)\}\}/g,
    read({ status, id, ec, details = '' }) {
      const elements = pythonPairs(details);
      const of = (name: string): string | undefined => elements.find(([known]) => known === name)?.[1];
      if (Number(status) < 0 || of('Code') === undefined) return undefined;
      const found = { status: Number(status), code: of('Code'), message: of('Message'), requestId: given(id) };
      return { ...found, ec: of('EC') ?? given(ec), elements };
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
    form: 'OSS SDK for PHP',
    pattern: /\b(?<code>[A-Z]\w+): (?<message>[^\n:{}<>]*?\.?) RequestId: (?<id>[0-9A-F]{16,})/g,
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
];

/** What SDKs print of errors of the service. */
export function exceptionHits(text: string): Hit[] {
  return FORMS.flatMap(({ form, pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const found = read(match.groups ?? {}, text);
      return found === undefined
        ? []
        : [{ start: match.index, end: match.index + match[0].length, found: { form, ...found } }];
    }),
  );
}

function plain({ status, code, message, id, ec, method, url }: Readonly<Record<string, string | undefined>>) {
  const request = method && url ? { method, target: url, host: undefined, headers: [], body: undefined } : undefined;
  return {
    status: status === undefined ? undefined : Number(status),
    code: given(code),
    message: given(message),
    requestId: given(id),
    ec: given(ec),
    ...(request && { request }),
  };
}

function given(text: string | undefined): string | undefined {
  return text === '' || text === 'null' ? undefined : text;
}

/** Names and texts of a dictionary as Python prints it. */
function pythonPairs(text: string): [string, string][] {
  const pair = /'(\w+)': (?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
  return [...text.matchAll(pair)].map(([, name, single, double]) => [
    name as string,
    (single ?? double ?? '').replace(/\\(n|r|t|.)/g, (_, mark: string) => ESCAPES[mark] ?? mark),
  ]);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
