import { expect, test } from 'vitest';
import { readXml } from '../../src/xml/read.ts';

test.each([
  ['&amp;&lt;&gt;&quot;&apos;', `&<>"'`],
  ['&#65;&#x41;&#x1F600;', 'AA\u{1f600}'],
  ['&#1;&#0;&#x1f;&#13;&#10;', '\x01\0\x1f\r\n'],
  ['&amp;lt;', '&lt;'],
  ['<![CDATA[&amp;<]]>&amp;', '&amp;<&'],
  ['&copy;', '&copy;'],
])('%s is read as %j', (written, read) => {
  expect(readXml(`<A>${written}</A>`)?.text).toBe(read);
});

test.each(['&#x110000;', '&#xD800;', '&#9999999;', '&'])('%s is not well-formed', (written) => {
  expect(readXml(`<A>${written}</A>`)).toBeUndefined();
});
