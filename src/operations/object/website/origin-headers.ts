import type { HeaderList, Headers } from '../../../wire/headers.ts';
import { bytesFromUtf8 } from '../../../wire/percent.ts';
import type { MirrorHeaders } from '../../bucket/website/mirror-rule.ts';

const USER_AGENT: HeaderList[number] = ['User-Agent', 'aliyun-oss-mirror'];

/** Headers that are about the client's own request or connection (PutBucketWebsite page, PassAll). */
const OWN: ReadonlySet<string> = new Set([
  'authorization',
  'authorization2',
  'connection',
  'content-length',
  'date',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'range',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
]);
const RESERVED = /^(?:oss-|x-oss-|x-drs-)/;

/** What an origin is sent: those headers of the request that the rule names, and the rule's own. */
export function headersForOrigin(asked: Headers, { passAll, pass, remove, set }: MirrorHeaders): HeaderList {
  const own = new Set(set.map(([name]) => name.toLowerCase()));
  const sent: HeaderList[number][] = own.has('user-agent') ? [] : [USER_AGENT];
  const { raw } = asked;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const [name, value] = [raw[i] as string, raw[i + 1] as string];
    const plain = name.toLowerCase();
    if (!passAll && !pass.has(plain)) continue;
    if (remove.has(plain) || own.has(plain) || OWN.has(plain) || RESERVED.test(plain)) continue;
    sent.push([name, value]);
  }
  for (const [name, value] of set) sent.push([name, bytesFromUtf8(value)]);
  return sent;
}
