import type { Element } from '../evidence.ts';
import { type Form, type Groups, given, plain } from './form.ts';

/** What clients of Amazon S3 print when the service they talk to is OSS. */
export const S3_CLIENTS: readonly Form[] = [
  {
    form: 'AWS SDK for Go V2',
    pattern:
      /https? response error StatusCode: (?<status>\d+), RequestID: (?<id>[^,\s]*), HostID: [^,\s]*,(?: api error (?<code>\w+): (?<message>[^"\n]*)| (?<named>[A-Z]\w+): (?<text>[^"\n]*))?/g,
    read: ({ named, text, ...groups }) =>
      answered({ ...groups, code: groups.code ?? named, message: groups.message ?? text }),
  },
  {
    form: 'AWS SDK for Go',
    pattern:
      /\b(?<code>[A-Z]\w+): (?<message>[^\n]*?)\s+status code: (?<status>\d+), request id: (?<id>[^\s,]*)(?:, host id:)?/g,
    read: answered,
  },
  {
    form: 'AWS SDK for Java',
    pattern:
      /(?<message>[^\n]*?) \(Service: (?:Amazon )?S3[;,] Status Code: (?<status>\d+)[;,](?: Error Code: (?<code>\w+);)? Request ID: ?(?<id>[^\s;,)]*)/g,
    read: ({ message = '', ...groups }) =>
      answered({ ...groups, message: message.replace(/^.*(?:Exception|ERROR): /, '') }),
  },
  {
    form: 'boto3 or the AWS command line',
    pattern:
      /An error occurred \((?<code>\w+)\) when calling the \w+ operation(?: \(reached max retries: \d+\))?: (?<message>[^\n]*)/g,
    read: ({ code = '', message }) =>
      /^\d{3}$/.test(code) ? { status: Number(code) } : answered({ code, message: message?.trimEnd() }),
  },
  {
    form: 'AWS SDK for JavaScript V3',
    pattern:
      /(?:^|[^\w])\[?(?<code>[A-Z]\w+): (?<message>[^\n]*?)\]?(?<stack>(?:\n\s+at [^\n]*)*) \{\n(?<rest>(?:(?!\n\}).)*'\$metadata'.*?)\n\}/gs,
    read({ code, message, rest = '' }) {
      const fields = [...rest.matchAll(/^\s+'?([\w-]+)'?: (?:'([^'\n]*)'|"([^"\n]*)"|(\d+))/gm)].map(
        ([, name, single, double, number]): Element => [name as string, single ?? double ?? number ?? ''],
      );
      const of = (name: string): string | undefined => fields.find(([known]) => known === name)?.[1];
      const elements = fields.filter(([name]) => /^[A-Z]/.test(name));
      const shown = elements.some(([name]) => name === 'HostId')
        ? [['Message', message ?? ''] as const, ...elements]
        : undefined;
      const status = of('httpStatusCode');
      const known = { status, code: of('Code') ?? code, message, id: of('RequestId'), ec: of('EC') };
      return { ...answered(known), elements: shown };
    },
  },
  {
    form: 'OpenDAL or object_store (Rust)',
    pattern:
      /\b(?:Oss|S3)Error \{ code: "(?<code>\w*)", message: "(?<message>(?:[^"\\]|\\.)*)",(?: resource: "[^"]*",)? request_id: "(?<id>\w*)"/g,
    read: answered,
  },
];

/** HEAD has no document, so that clients put the reason phrase of the status line in its place. */
const REASON_PHRASE =
  /^(?:Forbidden|NotFound|Not Found|BadRequest|Bad Request|Conflict|PreconditionFailed|UnknownError|null)$/;

function answered(groups: Groups): ReturnType<typeof plain> {
  const named = groups.code === undefined || REASON_PHRASE.test(groups.code) ? undefined : groups.code;
  const told = given(groups.message)?.trim();
  const message = told === undefined || (named === undefined && REASON_PHRASE.test(told)) ? undefined : told;
  return plain({ ...groups, code: named, message });
}
