// Holds the signatures of `ossmock sign` against those that oss2 makes for 1000 random requests.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROGRAMS, pythonOf, ROOT } from './sdks.mjs';

const COUNT = 1000;
const VERSIONS = ['v1', 'v2', 'v4'];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const ODD = [...LETTERS, ...`ABC _.~!'()*,;:@&=+$/?%"<>-äß§中文🙂`];
const SUB_RESOURCES = ['acl', 'uploadId', 'partNumber', 'response-content-type', 'x-oss-process'];
const KEYS = { id: 'LTAIoss2', secret: 'a-secret' };
const REGION = 'cn-hangzhou';

/** @returns what differs, one text per request; none when all agree. */
export async function compareSignatures() {
  const { runSign } = await import(join(ROOT, 'build', 'commands', 'sign.js'));
  const { seededRandom } = await import(join(ROOT, 'build', 'runtime', 'random.js'));
  const orders = randomOrders(seededRandom(5));
  const input = orders.map((order) => `${JSON.stringify(order)}\n`).join('');
  const program = join(PROGRAMS, 'python-oss2', 'sign.py');
  const options = { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 };
  const answers = execFileSync(pythonOf('python-oss2'), [program], options).trim().split('\n');
  if (answers.length !== orders.length) return [`oss2 signed ${answers.length} of ${orders.length} requests`];
  const differences = [];
  for (const [at, order] of orders.entries()) {
    const theirs = signed(order, JSON.parse(answers[at]));
    const { out } = await runSign([...argumentsOf(order), '--date', theirs.date, '--json'], {}, 0);
    const { signature, stringToSign } = JSON.parse(out);
    if (signature !== theirs.signature) differences.push(`${JSON.stringify(order)}: ${JSON.stringify(stringToSign)}`);
  }
  return differences;
}

function randomOrders(random) {
  const below = (n) => random.bytes(4).readUInt32LE() % n;
  const text = (from, length) => Array.from({ length }, () => from[below(from.length)]).join('');
  return Array.from({ length: COUNT }, (_, at) => {
    const query = {};
    for (const name of SUB_RESOURCES) if (below(4) === 0) query[name] = below(3) === 0 ? '' : `v${text(ODD, below(7))}`;
    const headers = below(2) === 0 ? {} : { 'Content-Type': `text/${text(LETTERS, 5)}` };
    for (let i = below(4); i > 0; i--) headers[`x-oss-meta-${text(LETTERS, 4)}${i}`] = `v${text(ODD, below(8))}v`;
    const bucket = `b${text(LETTERS, 4)}`;
    return {
      ...KEYS,
      version: VERSIONS[at % VERSIONS.length],
      url_form: below(2) === 0,
      method: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'][below(5)],
      url: `http://${bucket}.oss-${REGION}.aliyuncs.com/`,
      bucket,
      key: `k${text(ODD, 1 + below(12))}`,
      query,
      headers,
      region: REGION,
      expires: 60 + below(1000),
    };
  });
}

function argumentsOf({ version, url_form, method, bucket, key, query, headers, expires }) {
  const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return [
    ...[method, `oss://${bucket}/${key}`, '--query', search.join('&')],
    ...['--endpoint', `http://oss-${REGION}.aliyuncs.com`, '--key', KEYS.id, '--secret', KEYS.secret],
    ...['--signature', version],
    ...(url_form ? ['--url', '--expires', `${expires}`] : []),
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
  ];
}

/** The signature that oss2 made, and the moment at which it did: it reads the clock itself. */
function signed({ version, url_form, expires }, { headers, params }) {
  if (url_form) {
    const until = params.Expires ?? params['x-oss-expires'];
    const signature = params.Signature ?? params['x-oss-signature'];
    if (version === 'v4') return { signature, date: params['x-oss-date'] };
    return { signature, date: new Date((Number(until) - expires) * 1000).toISOString() };
  }
  const signature = /(?::|Signature[=:]\s*)([^:=,\s]+=?)$/.exec(headers.authorization)[1];
  return { signature, date: headers['x-oss-date'] ?? headers.date };
}
