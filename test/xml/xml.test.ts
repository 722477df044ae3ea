import { describe, expect, it } from 'vitest';
import { childText, readXml } from '../../src/xml/read.ts';
import { xmlDocument } from '../../src/xml/write.ts';

describe('written XML', () => {
  it('has two blanks of indent, LF line ends, one LF at the end and no namespace', () => {
    expect(
      xmlDocument([
        'A',
        [
          ['B', 'text'],
          ['C', [['D', 1]]],
        ],
      ]),
    ).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<A>\n  <B>text</B>\n  <C>\n    <D>1</D>\n  </C>\n</A>\n');
  });

  it('writes an empty value as an open and a close tag', () => {
    expect(xmlDocument(['A', [['B', '']]])).toContain('  <B></B>\n');
    expect(xmlDocument(['A', []])).toContain('<A></A>\n');
  });

  it('leaves out what is undefined', () => {
    expect(xmlDocument(['A', [undefined, false, ['B', 'x']]])).toContain('<A>\n  <B>x</B>\n</A>');
  });

  it('keeps quotes and line feeds raw, escapes markup and control characters', () => {
    expect(xmlDocument(['A', `"'\n&<>\x01`])).toContain(`<A>"'\n&amp;&lt;&gt;&#1;</A>`);
  });

  it('is 96 bytes for a bucket location, as published', () => {
    expect(xmlDocument(['LocationConstraint', 'oss-cn-hangzhou'])).toHaveLength(96);
  });
});

describe('read XML', () => {
  it('drops namespaces, attributes and comments, and decodes entities once', () => {
    const root = readXml(
      '<?xml version="1.0"?><x:A xmlns:x="u" a="b"><!-- c --><x:B>a &amp;lt; &#x1F600; &quot;</x:B></x:A>',
    );
    expect(root?.name).toBe('A');
    expect(root && childText(root, 'B')).toBe('a &lt; 😀 "');
  });

  it('keeps white space inside text', () => {
    const root = readXml('<A><B> a\n b </B></A>');
    expect(root && childText(root, 'B')).toBe(' a\n b ');
  });

  it('reads numbers as text', () => {
    const root = readXml('<A><B>007</B></A>');
    expect(root && childText(root, 'B')).toBe('007');
  });

  it.each([
    '',
    'text',
    '<A>',
    '<A></B>',
    '<A/><B/>',
    '<!DOCTYPE A [<!ENTITY x "y">]><A>&x;</A>',
    '<A><__proto__>1</__proto__></A>',
    '<A>'.repeat(100) + '</A>'.repeat(100),
  ])('refuses %j', (text) => {
    expect(readXml(text)).toBeUndefined();
  });
});
