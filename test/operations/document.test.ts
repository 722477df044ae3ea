import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuse } from '../../src/errors/refuse.ts';
import { type DocumentRules, receiveDocument } from '../../src/operations/document.ts';
import { answer, operation } from '../../src/operations/operation.ts';
import type { XmlNode } from '../../src/xml/read.ts';
import { errorDocument, expectGolden, type Harness, openHarness, type Sent } from './harness.ts';

const rules: DocumentRules = { limit: 40, malformed: () => refuse('bucket-configuration-malformed') };
let received: XmlNode | undefined;
const receiving = operation({
  name: 'Receiving',
  method: 'PUT',
  resource: 'service',
  action: 'oss:Receiving',
  access: 'manage',
  support: 'works',
  async run(call) {
    received = await receiveDocument(call, rules);
    return answer(200);
  },
});

let oss: Harness;
beforeEach(async () => {
  oss = await openHarness();
  received = undefined;
});
afterEach(() => oss.store.close());

const md5 = (body: string): string => createHash('md5').update(body).digest('base64');
const cause = async (sent: Sent): Promise<string> => (await oss.refusal(receiving, '/', sent)).cause;

test('a document with its digest is read, namespaces and byte order mark dropped', async () => {
  const body = '\ufeff<o:A xmlns:o="u"><o:B>é</o:B></o:A>';
  await oss.run(receiving, '/', { body, headers: { 'Content-MD5': md5(body) } });
  expect(received).toEqual({ name: 'A', text: '', children: [{ name: 'B', text: 'é', children: [] }] });
});

test('a body without bytes is no document, whether announced or not', async () => {
  await oss.run(receiving, '/', { headers: { 'Content-MD5': md5('') } });
  expect(received).toBeUndefined();
  await oss.run(receiving, '/', { body: '' });
  expect(received).toBeUndefined();
});

test.each(['eB5eJF1ptWaXm4bijS==', 'xxxx', '', '1B2M2Y8AsgTpgAmY7PhCfg'])(
  'Content-MD5 %j is malformed, whatever the body',
  async (value) => {
    expect(await cause({ body: '<A/>', headers: { 'Content-MD5': value } })).toBe('content-md5-malformed');
  },
);

test.each(['d41d8cd98f00b204e9800998ecf8427e', '1B2M2Y8AsgTpgAmY7PhCfgAA'])(
  'Content-MD5 %j is Base64 of more bytes than a digest has, and differs from any',
  async (value) => {
    expect(await cause({ body: '<A/>', headers: { 'Content-MD5': value } })).toBe('content-md5-mismatch');
  },
);

test('a digest of other bytes is refused before the body is parsed', async () => {
  const refused = await oss.refusal(receiving, '/', { body: '<A', headers: { 'Content-MD5': md5('<A/>') } });
  expect(refused.cause).toBe('content-md5-mismatch');
  expect(refused.facts).toEqual({ announced: md5('<A/>'), received: md5('<A') });
  await expectGolden(errorDocument(refused), 'bucket/content-md5-mismatch.xml');
});

test.each(['<A/><A/>', '<?xml version="1.0"?>\n<A></A>\n<B/>'])(
  'more than one root is a cause of its own: %j',
  async (body) => {
    expect(await cause({ body })).toBe('xml-several-roots');
  },
);

test.each<[string, Sent]>([
  ['not well-formed', { body: '<A><B></A>' }],
  ['with a DOCTYPE', { body: '<!DOCTYPE a><a/>' }],
  ['longer than the limit', { body: `<A>${' '.repeat(40)}</A>`, chunked: true }],
  ['not UTF-8', { body: Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]) }],
])('a body that is %s is refused as the operation says', async (_, sent) => {
  expect(await cause(sent)).toBe('bucket-configuration-malformed');
});
