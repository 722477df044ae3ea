import type { Dice } from './fuzz-dice.ts';

/** A request that takes a document, and a document that is not as it should be. */
export function document(dice: Dice): { target: Target; body: string } {
  const target = dice.pick(TARGETS);
  return { target, body: damaged(dice, sound(dice, target.root)) };
}

interface Target {
  readonly method: string;
  readonly query: string;
  readonly key?: string;
  readonly root: string;
}

const TARGETS: readonly Target[] = [
  { method: 'PUT', query: '', root: 'CreateBucketConfiguration' },
  { method: 'POST', query: 'delete', root: 'Delete' },
  { method: 'POST', query: 'delete&encoding-type=url', root: 'Delete' },
  { method: 'PUT', query: 'publicAccessBlock', root: 'PublicAccessBlockConfiguration' },
  { method: 'POST', query: `uploadId=${'A'.repeat(32)}`, key: 'key', root: 'CompleteMultipartUpload' },
  { method: 'PUT', query: 'cors', root: 'CORSConfiguration' },
];

const NAMES = [
  'Delete',
  'Object',
  'Key',
  'Quiet',
  'VersionId',
  'Part',
  'PartNumber',
  'ETag',
  'StorageClass',
  'LocationConstraint',
  'BlockPublicAccess',
  'a:b',
  'A',
];

function sound(dice: Dice, root: string): string {
  const inside = dice.times(5, () => element(dice, 3)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${inside}</${root}>`;
}

function element(dice: Dice, depth: number): string {
  const name = dice.pick(NAMES);
  const inside = depth > 0 && dice.chance(60) ? dice.times(3, () => element(dice, depth - 1)).join('') : text(dice);
  return `<${name}>${inside}</${name}>`;
}

function text(dice: Dice): string {
  return dice.pick([
    '',
    '1',
    'true',
    'key',
    dice.word(20),
    '&amp;',
    '&#1;',
    '&#0;',
    '&#xD800;',
    '&#99999999;',
    '&nope;',
    '<![CDATA[<&]]>',
    '<!-- -->',
    '中\u{1f600}',
    'k'.repeat(2000),
  ]);
}

function damaged(dice: Dice, xml: string): string {
  const place = dice.roll(xml.length);
  return dice.pick([
    () => xml,
    () => '',
    () => xml.slice(0, place),
    () => xml.slice(place),
    () => xml.slice(0, place) + dice.printable(5) + xml.slice(place),
    () => xml.slice(0, place) + xml.slice(place + dice.roll(5)),
    () => `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(100)}">]>${xml}`,
    () => xml + xml,
    () => '<A>'.repeat(dice.roll(5000)),
    () => `${'<A>'.repeat(300)}${'</A>'.repeat(300)}`,
    () => `\uFEFF${xml}`,
    () => xml.replace('>', ` ${dice.word(5)}="${dice.printable(5)}">`),
    () => dice.printable(200),
  ])();
}
