// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of callbacks look like those of JavaScript
import type { Dice } from './fuzz-dice.ts';

/** A text where another was expected: at its limits, of another kind, or one that readers trip over. */
export function oddText(dice: Dice, was: string): string {
  const hidden = fromBase64(was);
  if (hidden !== undefined && dice.chance(80)) return toBase64(oddInside(dice, hidden));
  return dice.pick([
    () => '',
    () => ' ',
    () => ` ${was} `,
    () => was + was,
    () => was.slice(0, dice.roll(was.length + 1)),
    () => was.toUpperCase(),
    () => was.toLowerCase(),
    () => dice.pick(ODD_NUMBERS),
    () => dice.pick(ODD_NUMBERS),
    () => dice.pick(ODD_DATES),
    () => dice.pick(ODD_WORDS),
    () => dice.pick(ENTITIES),
    () => dice.word(40),
    () => dice.printable(40).replace(/[<&]/g, '_'),
    () => 'k'.repeat(dice.pick([64, 129, 256, 1024, 5000, 70_000])),
    () => '中'.repeat(dice.roll(500)),
    () => '\u{1f600}\u202e\ufeff\u0301',
    () => String.fromCharCode(dice.roll(32)),
  ])();
}

const ODD_NUMBERS =
  '0 -0 -1 1 00 01 +1 1.5 1e3 1e999 0x10 NaN Infinity 255 256 65535 65536 2147483647 2147483648 4294967296 9007199254740993 9223372036854775807 9223372036854775808 18446744073709551616 99999999999999999999999999 １２'.split(
    ' ',
  );
const ODD_DATES = [
  '2024-02-30T00:00:00.000Z',
  '2024-10-31T00:00:00Z',
  '2024-10-31',
  '0000-00-00T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.000Z',
  '+275760-09-14T00:00:00.000Z',
  '1969-12-31T23:59:59.000Z',
  '2024-10-31T24:00:00.000Z',
  '2024-10-31T08:00:00.000+08:00',
];
const ODD_WORDS = [
  'true',
  'True',
  'TRUE',
  'yes',
  'Enabled',
  'enabled',
  'Disabled',
  'null',
  'undefined',
  '*',
  '**',
  '?',
  '/',
  '//',
  '\\',
  '..',
  '../..',
  '%',
  '%00',
  '%zz',
  '%E4%B8',
  '$',
  '${',
  '${etag}',
  '(',
  '[',
  '[a-',
  '(a+)+$',
  'http://',
  'http://[',
  'http://a b/',
  'https://user:pass@h:99999/',
  'oss://',
  'acs:oss:*:*:*',
  'examplebucket',
  'dir/hello.txt',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'Standard',
  'IA',
  'Archive',
  'GET',
  'private',
  'log/',
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  "' OR 1=1 --",
  ';',
  '|',
  '{}',
  '[]',
  '"',
  "'",
];
const ENTITIES = [
  '&amp;',
  '&lt;a&gt;',
  '&#0;',
  '&#1;',
  '&#10;',
  '&#xD800;',
  '&#xFFFE;',
  '&#x110000;',
  '&#99999999999;',
  '&nope;',
  '&',
  '&amp',
  '&__proto__;',
  '<![CDATA[<&]]>',
  '<![CDATA[',
  ']]>',
  '&#x41;&#66;',
  '&amp;amp;',
];

/** What a base64 text holds, when that is a text. */
export function fromBase64(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]{12,}={0,2}$/.test(text)) return undefined;
  const inside = Buffer.from(text, 'base64').toString('utf8');
  return /^[ -~\r\n\t\u00a0-\uffff]+$/.test(inside) && !inside.includes('\ufffd') ? inside : undefined;
}

export function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A text of a language of its own (SQL, JSON, image steps) with some of its words changed. */
export function oddInside(dice: Dice, text: string): string {
  const words = text.match(/[\p{L}\p{N}_.-]+|[^\p{L}\p{N}_.-]/gu) ?? [''];
  for (let i = dice.roll(3); i >= 0; i--) {
    const place = dice.roll(words.length);
    const word = words[place] ?? '';
    dice.pick([
      () => words.splice(place, 1),
      () => words.splice(place, 1, oddText(dice, word)),
      () => words.splice(place, 1, dice.pick(ODD_NUMBERS)),
      () => words.splice(place, 0, dice.pick(words)),
      () => words.splice(place, 1, dice.pick(words)),
      () => words.splice(place, 0, ...words.slice(place, place + dice.roll(12))),
      () =>
        words.splice(
          place,
          0,
          dice.pick(['(', ')', '"', "'", '[', ']', '{', '}', ',', ':', '/', '|', ';', '\\', '*', '_', '\n', '\u0000']),
        ),
      () => words.splice(place),
      () =>
        words.splice(place, 0, dice.pick(['(', '[', '{"a":', '-', 'NOT ', 'a_']).repeat(dice.pick([10, 100, 5000]))),
    ])();
  }
  return words.join('');
}

/** The text with its bytes changed: cut, mixed, in another encoding, or no text at all. */
export function damagedBytes(dice: Dice, text: string): Buffer {
  const place = dice.roll(text.length + 1);
  const other = dice.pick([
    () => text,
    () => '',
    () => ' ',
    () => text.slice(0, place),
    () => text.slice(place),
    () => text.slice(0, place) + dice.printable(5) + text.slice(place),
    () => text.slice(0, place) + String.fromCharCode(dice.roll(32)) + text.slice(place),
    () => text.slice(0, place) + text.slice(place + dice.roll(5)),
    () => `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(100)}">]>${text}`,
    () => `<?xml version="1.1" encoding="${dice.pick(['UTF-16', 'GBK', 'x', ''])}" standalone="maybe"?>${text}`,
    () => ` \n${text}`,
    () => text + text,
    () => `\uFEFF${text}`,
    () => `<A>`.repeat(dice.roll(5000)),
    () => dice.printable(200),
    () => 'x'.repeat(dice.pick([70_000, 300_000, 1_048_577])),
    () => `${text}${' '.repeat(dice.pick([1000, 70_000, 1_048_577]))}`,
    () => '[]',
    () => '{}',
    () => 'null',
  ])();
  return dice.pick([
    () => Buffer.from(other),
    () => Buffer.from(other),
    () => Buffer.from(other),
    () => Buffer.from(other, 'latin1'),
    () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(other, 'utf16le')]),
    () => Buffer.from(other, 'utf16le').swap16(),
    () => Buffer.concat([Buffer.from(other), dice.bytes(8)]),
  ])();
}
