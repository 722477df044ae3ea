import type { Hit } from '../evidence.ts';
import type { KindName } from './kinds.ts';

/** A text that a client prints, and what may have happened; several where the client cannot tell. */
interface Print {
  readonly client: string;
  readonly pattern: RegExp;
  readonly kinds: readonly KindName[];
}

const ANSWER_LATE: readonly KindName[] = ['no-answer', 'upload-not-read', 'stalled-download'];
const ENDED: readonly KindName[] = ['reset', 'closed-without-answer'];

/** services.md §4.3, and the texts of the SDKs as they ran. The most telling first. */
const PRINTS: readonly Print[] = [
  {
    client: 'ali-oss in a browser',
    pattern: /Connect timeout for \d+ms, [A-Z]+ \S+ -2 \(connected: false, keepalive socket: false\)/,
    kinds: ['no-answer', 'upload-not-read', 'connect-timeout'],
  },
  {
    client: 'ali-oss in Node.js',
    pattern: /Connect timeout for \d+ms(?:, please increase|.*agent status)/,
    kinds: ['connect-timeout'],
  },
  {
    client: 'ali-oss',
    pattern: /Connect timeout for \d+ms/,
    kinds: ['connect-timeout', 'no-answer', 'upload-not-read'],
  },
  { client: 'ali-oss in Node.js', pattern: /Response timeout for \d+ms/, kinds: ANSWER_LATE },
  {
    client: 'ali-oss in a browser',
    pattern: /XHR error \(req "error"\)|Failed to fetch \(req "error"\)/,
    kinds: ['blocked-by-browser', 'connection-refused', 'name-not-found', 'reset'],
  },
  {
    client: 'ali-oss in Node.js',
    pattern: /Non-whitespace before first tag\.[\s\S]{0,200}?raw xml:/,
    kinds: ['truncated'],
  },
  { client: 'ali-oss', pattern: /unknow request error, status: 5\d\d/, kinds: ['bad-gateway'] },
  { client: 'Node.js', pattern: /connect ECONNREFUSED/, kinds: ['connection-refused'] },
  { client: 'Node.js', pattern: /getaddrinfo (?:ENOTFOUND|EAI_AGAIN)/, kinds: ['name-not-found'] },
  { client: 'Node.js', pattern: /connect ETIMEDOUT/, kinds: ['connect-timeout'] },
  { client: 'Node.js', pattern: /read ECONNRESET|write EPIPE|write ECONNRESET/, kinds: ['reset'] },
  { client: 'Node.js', pattern: /socket hang up/, kinds: ENDED },
  { client: 'Node.js', pattern: /Parse Error: Expected HTTP\//, kinds: ['not-http'] },
  { client: 'Python', pattern: /ConnectTimeoutError|ConnectTimeout\b/, kinds: ['connect-timeout'] },
  {
    client: 'Python',
    pattern: /NewConnectionError[\s\S]{0,200}?Connection refused|\[Errno 111\] Connection refused/,
    kinds: ['connection-refused'],
  },
  {
    client: 'Python',
    pattern: /NameResolutionError|Failed to resolve|\[Errno -\d\] Name or service/,
    kinds: ['name-not-found'],
  },
  { client: 'Python', pattern: /Read timed out\. \(read timeout=/, kinds: ANSWER_LATE },
  { client: 'Python', pattern: /HTTPConnectionPool\(.*\): Read timed out\.(?! \()/, kinds: ['stalled-download'] },
  { client: 'Python', pattern: /ConnectionResetError|Connection reset by peer'/, kinds: ['reset'] },
  { client: 'Python', pattern: /RemoteDisconnected/, kinds: ENDED },
  { client: 'Python', pattern: /IncompleteRead\(/, kinds: ['truncated'] },
  { client: 'Python', pattern: /BadStatusLine/, kinds: ['not-http'] },
  {
    client: 'oss2 (Python)',
    pattern: /ServerError: \{'status': 5\d\d, 'x-oss-request-id': '', 'details': \{\}\}/,
    kinds: ['bad-gateway'],
  },
  { client: 'OSS SDK V2 for Python', pattern: /Invalid HTTP datetime None/, kinds: ['bad-gateway'] },
  { client: 'Go', pattern: /dial tcp [^\n]*i\/o timeout/, kinds: ['connect-timeout'] },
  { client: 'Go', pattern: /dial tcp [^\n]*connection refused/, kinds: ['connection-refused'] },
  { client: 'Go', pattern: /no such host/, kinds: ['name-not-found'] },
  { client: 'Go', pattern: /timeout awaiting response headers/, kinds: ['no-answer', 'upload-not-read'] },
  {
    client: 'Go',
    pattern: /(?:Put|Post|Get|Head|Delete) "[^"\n]*": read tcp [^\n]*i\/o timeout/,
    kinds: ['no-answer', 'upload-not-read'],
  },
  { client: 'Go', pattern: /read tcp [^\n]*i\/o timeout/, kinds: ['stalled-download'] },
  { client: 'Go', pattern: /read: connection reset by peer|write: broken pipe/, kinds: ['reset'] },
  { client: 'Go', pattern: /(?:Put|Post|Get|Head|Delete) "[^"\n]*": EOF/, kinds: ENDED },
  { client: 'Go', pattern: /unexpected EOF/, kinds: ['truncated'] },
  { client: 'Go', pattern: /malformed HTTP (?:status code|response|version)/, kinds: ['not-http'] },
  {
    client: 'OSS SDK for Go',
    pattern: /service returned invalid response body, status = 5\d\d/,
    kinds: ['bad-gateway'],
  },
  { client: 'OSS SDK V2', pattern: /Error Code: BadErrorResponse/, kinds: ['bad-gateway'] },
  { client: 'Java', pattern: /NoHttpResponseException|failed to respond(?! with)/, kinds: ENDED },
  {
    client: 'Java',
    pattern: /ConnectTimeoutException|connect timed out/i,
    kinds: ['connect-timeout'],
  },
  {
    client: 'Java',
    pattern: /HttpHostConnectException|java\.net\.ConnectException: Connection refused/,
    kinds: ['connection-refused'],
  },
  { client: 'Java', pattern: /UnknownHostException|\[ErrorCode\]: UnknownHost/, kinds: ['name-not-found'] },
  { client: 'Java', pattern: /ClientException: Read timed out/, kinds: ['no-answer', 'upload-not-read'] },
  { client: 'Java', pattern: /SocketTimeoutException: Read timed out/, kinds: ANSWER_LATE },
  { client: 'Java', pattern: /SocketException: (?:Connection reset|Broken pipe)/, kinds: ['reset'] },
  { client: 'Java', pattern: /Premature end of Content-Length delimited message body/, kinds: ['truncated'] },
  { client: 'Java', pattern: /failed to respond with a valid HTTP response/, kinds: ['not-http'] },
  // The Java SDK's own codes, where the exception behind them is not shown.
  { client: 'Java', pattern: /\[ErrorCode\]: ConnectionTimeout/, kinds: ['connect-timeout', 'closed-without-answer'] },
  { client: 'Java', pattern: /\[ErrorCode\]: SocketTimeout/, kinds: ANSWER_LATE },
  { client: 'Java', pattern: /\[ErrorCode\]: SocketException/, kinds: ['connection-refused', 'reset'] },
  {
    client: 'a client',
    pattern:
      /certificate verify failed|[Ss]elf[- ]signed certificate|unable to verify the first certificate|x509: certificate|PKIX path building failed|SSL certificate problem|net::ERR_CERT_/,
    kinds: ['certificate-not-trusted'],
  },
  { client: 'a client', pattern: /wrong version number|EPROTO|HTTP response to HTTPS client/, kinds: ['not-http'] },
  { client: 'curl', pattern: /curl: \(6\)|Could not resolve host/, kinds: ['name-not-found'] },
  { client: 'curl', pattern: /curl: \(7\)|Couldn't connect to server/, kinds: ['connection-refused'] },
  {
    client: 'curl',
    pattern: /Connection timed out after|Connection timeout after|Failed to connect[^\n]*[Tt]imed? ?out/,
    kinds: ['connect-timeout'],
  },
  {
    client: 'curl',
    pattern: /Operation timed out after \d+ milliseconds with 0 (?:out of 0 )?bytes received/,
    kinds: ['no-answer', 'upload-not-read'],
  },
  {
    client: 'curl',
    pattern: /Operation timed out after \d+ milliseconds with \d+ (?:out of \d+ )?bytes received/,
    kinds: ['stalled-download'],
  },
  { client: 'curl', pattern: /curl: \(52\)|Empty reply from server/, kinds: ['closed-without-answer'] },
  { client: 'curl', pattern: /Recv failure: Connection reset by peer|Send failure:/, kinds: ['reset'] },
  { client: 'curl', pattern: /curl: \(18\)|transfer closed with \d+ bytes remaining/, kinds: ['truncated'] },
  { client: 'curl', pattern: /curl: \((?:1|8)\)|Received HTTP\/0\.9 when not allowed/, kinds: ['not-http'] },
  { client: 'ossfs', pattern: /CURLE_COULDNT_RESOLVE_HOST/, kinds: ['name-not-found'] },
  { client: 'ossfs', pattern: /CURLE_COULDNT_CONNECT/, kinds: ['connection-refused', 'connect-timeout'] },
  { client: 'ossfs', pattern: /CURLE_OPERATION_TIMEDOUT/, kinds: ANSWER_LATE },
  { client: 'ossfs', pattern: /CURLE_(?:RECV|SEND)_ERROR/, kinds: ['reset'] },
  { client: 'ossfs', pattern: /CURLE_GOT_NOTHING/, kinds: ['closed-without-answer'] },
  { client: 'ossfs', pattern: /CURLE_PARTIAL_FILE/, kinds: ['truncated'] },
  {
    client: 'OSS SDK for Android',
    pattern: /sdk\.android\.oss\.ClientException: timeout|okhttp[\s\S]{0,4000}SocketTimeoutException: timeout/,
    kinds: ANSWER_LATE,
  },
  {
    client: 'OSS SDK for Android',
    pattern: /sdk\.android\.oss\.ClientException: (?:failed to connect|Failed to connect)/,
    kinds: ['connect-timeout', 'connection-refused'],
  },
  {
    client: 'OSS SDK for Android',
    pattern: /sdk\.android\.oss\.ClientException: Unable to resolve host/,
    kinds: ['name-not-found'],
  },
  { client: 'a browser', pattern: /net::ERR_CONNECTION_REFUSED/, kinds: ['connection-refused'] },
  { client: 'a browser', pattern: /net::ERR_NAME_NOT_RESOLVED/, kinds: ['name-not-found'] },
  { client: 'a browser', pattern: /net::ERR_CONNECTION_RESET/, kinds: ['reset'] },
  {
    client: 'a browser',
    pattern: /net::ERR_EMPTY_RESPONSE|net::ERR_CONNECTION_CLOSED/,
    kinds: ['closed-without-answer'],
  },
  { client: 'a browser', pattern: /net::ERR_(?:CONNECTION_)?TIMED_OUT/, kinds: ['connect-timeout', 'no-answer'] },
  { client: 'a browser', pattern: /net::ERR_CONTENT_LENGTH_MISMATCH/, kinds: ['truncated'] },
  { client: 'a browser', pattern: /net::ERR_INVALID_HTTP_RESPONSE/, kinds: ['not-http'] },
  { client: 'a browser', pattern: /net::ERR_FAILED|blocked by CORS policy|^no answer$/, kinds: ['blocked-by-browser'] },
  { client: 'a client', pattern: /<(?:title|h1)>\s*50[234]\b/i, kinds: ['bad-gateway'] },
];

/** What may have happened by what a client printed: the kinds, and whose print it is. */
export function recognise(text: string): { readonly client: string; readonly kinds: readonly KindName[] } | undefined {
  return PRINTS.find(({ pattern }) => pattern.test(text));
}

/** Lines that go on with what the line before began: of stack traces, of causes, of what SDKs print below their message. */
const GOES_ON =
  /^(?:\s+\S|\* |\}|\[|Caused by|headers: |Line: |Column: |Char: |raw xml: |<|\.\.$|EC: |Error Code: |Http Status|Request (?:Id|Endpoint): |Message: |Timestamp: |curl: )/;

/** Failures without an answer in a text: one for each run of lines that belong together and that some client prints. */
export function networkHits(text: string): Hit[] {
  return runsOfLines(text).flatMap(([start, end]) => {
    const network = text.slice(start, end);
    const recognised = recognise(network);
    return recognised === undefined ? [] : [{ start, end, found: { form: recognised.client, network } }];
  });
}

function runsOfLines(text: string): [start: number, end: number][] {
  const runs: [number, number][] = [];
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const last = runs.at(-1);
    if (last !== undefined && GOES_ON.test(line)) last[1] = index + line.length;
    else runs.push([index, index + line.length]);
  }
  return runs;
}
