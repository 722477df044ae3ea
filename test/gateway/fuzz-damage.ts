import { createHash } from 'node:crypto';
import type { SignedAsk } from '../wire-golden/support/case.ts';
import type { Vocabulary } from './fuzz-corpus.ts';
import type { Dice } from './fuzz-dice.ts';
import { damagedBytes, fromBase64, oddInside, oddText, toBase64 } from './fuzz-texts.ts';
import { damagedXml } from './fuzz-xml.ts';

/** The same request with one to three things wrong. */
export function damagedAsk(dice: Dice, sound: SignedAsk, words: Vocabulary): SignedAsk {
  let ask = sound;
  for (let i = dice.pick([0, 0, 1, 2]); i >= 0; i--) ask = damagedOnce(dice, ask, words);
  const md5 = Object.keys(ask.headers ?? {}).find((name) => name.toLowerCase() === 'content-md5');
  if (md5 === undefined || dice.chance(10)) return ask;
  const digest = createHash('md5')
    .update(ask.body ?? '')
    .digest('base64');
  return { ...ask, headers: { ...ask.headers, [md5]: digest } };
}

/** The bytes of a request, a form for example, with some of them changed, added or taken away. */
export function damagedRaw(dice: Dice, sound: Buffer): Buffer {
  let bytes = sound;
  for (let i = dice.roll(4); i >= 0; i--) {
    const place = dice.roll(bytes.length + 1);
    const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
    bytes = dice.pick([
      () => Buffer.concat([before, Buffer.from([dice.roll(256)]), after.subarray(1)]),
      () => Buffer.concat([before, Buffer.from(oddText(dice, '')), after]),
      () => Buffer.concat([before, after.subarray(dice.roll(40))]),
      () => Buffer.concat([before, after.subarray(0, dice.roll(60)), after]),
    ])();
  }
  return bytes;
}

function damagedOnce(dice: Dice, ask: SignedAsk, words: Vocabulary): SignedAsk {
  const kinds: (() => SignedAsk)[] = [
    () => ({ ...ask, query: damagedQuery(dice, ask.query ?? '', words) }),
    () => ({ ...ask, headers: damagedHeaders(dice, ask.headers ?? {}, words) }),
  ];
  if (ask.body !== undefined && ask.body.length > 0) {
    const body = (): SignedAsk => ({ ...ask, body: damagedBody(dice, ask.body ?? '') });
    kinds.push(body, body, body, body);
  }
  const rare: (() => SignedAsk)[] = [
    () => ({ ...ask, method: dice.pick(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'PATCH']) }),
    () => ({ ...ask, chunked: true, body: ask.body ?? '' }),
    () => ({ ...ask, noLength: true }),
    () => ({ ...ask, body: dice.bytes(3000) }),
    () => ({ ...ask, body: undefined }),
    () => ({ ...ask, version: ask.version === 'v4' ? 'v1' : 'v4' }),
    () => ({ ...ask, keys: undefined }),
    () => (ask.key === undefined ? ask : { ...ask, key: dice.pick(words.keys) }),
    () =>
      ask.key === undefined
        ? ask
        : {
            ...ask,
            key: dice.pick([
              'a\u0001b',
              '中/\u{1f600}',
              'k'.repeat(1023),
              'k'.repeat(1024),
              '../..',
              '/a',
              '\\a',
              'a//',
              ' ',
              '%zz',
              '<a>&\'"',
              '__proto__',
            ]),
          },
    () => (ask.key === undefined ? ask : { ...ask, key: undefined, bucket: ask.bucket ?? 'examplebucket' }),
  ];
  return dice.chance(15) ? dice.pick(rare)() : dice.pick(kinds)();
}

function damagedBody(dice: Dice, body: string | Buffer): string | Buffer {
  if (typeof body !== 'string') {
    const copy = Buffer.from(body);
    for (let i = dice.roll(8); i >= 0; i--) copy[dice.roll(copy.length)] = dice.roll(256);
    return dice.chance(30) ? copy.subarray(0, dice.roll(copy.length)) : copy;
  }
  if (/^\s*</.test(body)) return damagedXml(dice, body);
  return dice.chance(70) ? oddInside(dice, body) : damagedBytes(dice, body);
}

/** Values are encoded as they were, or as they must be. */
function damagedQuery(dice: Dice, query: string, words: Vocabulary): string {
  const parts = query.split('&').filter((part) => part !== '');
  const place = dice.roll(parts.length);
  const [name = '', value] = (parts[place] ?? '').split(/=(.*)/s);
  const with_ = (text: string): number => parts.splice(place, 1, `${name}=${encoded(text)}`).length;
  dice.pick([
    () => parts.splice(place, 1),
    () => parts.splice(place, 1, name),
    () => parts.splice(place, 1, `${name}=`),
    () => parts.splice(place, 0, parts[place] ?? ''),
    () => parts.splice(place, 0, `${name}=${encoded(oddText(dice, ''))}`),
    () => with_(oddValue(dice, decoded(value ?? ''))),
    () => with_(oddValue(dice, decoded(value ?? ''))),
    () => with_(oddValue(dice, decoded(value ?? ''))),
    () => parts.push(dice.pick(words.parameters)),
    () => parts.push(dice.pick(words.parameters)),
    () => parts.push(`${dice.pick(words.parameters).split('=', 1)[0]}=${encoded(oddText(dice, ''))}`),
  ])();
  return parts.join('&').slice(0, 12_000);
}

function damagedHeaders(
  dice: Dice,
  headers: Readonly<Record<string, string>>,
  words: Vocabulary,
): Record<string, string> {
  const list = Object.entries(headers);
  const place = dice.roll(Math.max(list.length, 1));
  const [name, value] = list[place] ?? dice.pick(words.headers);
  const [otherName, otherValue] = dice.pick(words.headers);
  dice.pick([
    () => list.splice(place, 1),
    () => list.splice(place, 1, [name, '']),
    () => list.splice(place, 1, [name, headerValue(oddValue(dice, value))]),
    () => list.splice(place, 1, [name, headerValue(oddValue(dice, value))]),
    () => list.splice(place, 1, [name, dice.latin1(30).trim()]),
    () => list.push([otherName, otherValue]),
    () => list.push([otherName, headerValue(oddValue(dice, otherValue))]),
    () => list.push([name.toUpperCase(), otherValue]),
  ])();
  return Object.fromEntries(list);
}

/** As the bytes of UTF-8; what would end the line is not sent. */
function headerValue(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replace(/[\r\n\0]/g, ' ')
    .trim()
    .slice(0, 9_000);
}

function oddValue(dice: Dice, value: string): string {
  const hidden = fromBase64(value);
  if (hidden !== undefined && dice.chance(80)) return toBase64(oddInside(dice, hidden));
  return dice.chance(50) ? oddInside(dice, value) : oddText(dice, value);
}

/** Halves of a pair, which have no bytes, become what stands for them. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
