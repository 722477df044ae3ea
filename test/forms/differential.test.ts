import busboy from 'busboy';
import { describe, expect, it } from 'vitest';
import { bytesFromUtf8 } from '../../src/wire/percent.ts';
import { type GeneratedForm, generateForms } from './differential-forms.ts';
import { type Accepted, type Cutting, chunksOf, type Refused, read } from './reader-support.ts';

/** What busboy made of a form: names and values as byte strings; undefined when it gave up or never came to an end. */
type BusboyParts = [name: string, value: string][] | undefined;

interface Disagreement {
  readonly why: string;
  applies(form: GeneratedForm, ours: Accepted | Refused, theirs: BusboyParts): boolean;
}

/** Every way in which the two differ, and why ours is the answer of OSS. The first that applies counts. */
const DISAGREEMENTS: readonly Disagreement[] = [
  {
    why: 'a form without file, with two, or with an unknown line on it is a form to busboy; OSS refuses it',
    applies: (_, ours, theirs) => theirs !== undefined && /without-file|several-files|unrecognized/.test(causeOf(ours)),
  },
  {
    why: 'busboy leaves out a part without Content-Disposition: form-data; name=…, and says nothing; OSS refuses it',
    applies: (_, ours, theirs) => theirs !== undefined && causeOf(ours) === 'form-part-header-malformed',
  },
  {
    why: 'busboy takes a boundary with more behind it on the line for a boundary, and cuts the value there',
    applies: (form) =>
      new RegExp(`\\r\\n--${form.boundary}(?![ \\t]*\\r\\n|--[ \\t]*(?:\\r\\n|\\r?$))`).test(form.body),
  },
  {
    why: 'busboy takes a boundary at the begin of a value for a boundary, although no line ends before it',
    applies: (form) => form.body.includes(`\r\n\r\n--${form.boundary}`),
  },
  {
    why: 'busboy leaves out a part with a parameter that is not token=value, even beside a plain name, and says nothing',
    applies: ({ body }, ours, theirs) =>
      theirs !== undefined && !('cause' in ours) && !body.split('\r\n').every(isStrict),
  },
  {
    why: 'busboy loses the part behind a boundary with blanks behind it, which RFC 2046 allows',
    applies: (form) => new RegExp(`--${form.boundary}[ \\t]+\\r\\n`).test(form.body),
  },
];

const FORMS = 6000;
const forms = [...generateForms(FORMS, 4)];

describe('forms read here and by busboy', () => {
  it.each([
    ['whole', {}],
    ['split at every byte', { step: 1 }],
  ])('%s: say the same wherever both accept, but for the disagreements listed', async (_, cutting) => {
    const unexplained: unknown[] = [];
    const seen = new Set<string>();
    let same = 0;
    for (const form of forms) {
      const ours = await readHere(form, cutting);
      const theirs = await busboyReads(form, cutting);
      if ('cause' in ours ? theirs === undefined : agree(ours, theirs)) {
        same++;
        continue;
      }
      const known = DISAGREEMENTS.find(({ applies }) => applies(form, ours, theirs));
      if (known === undefined) unexplained.push({ body: form.body, ours, theirs });
      else seen.add(known.why);
    }
    expect(unexplained.slice(0, 12)).toEqual([]);
    expect([...seen].sort()).toEqual(DISAGREEMENTS.map(({ why }) => why).sort());
    expect(same).toBeGreaterThan(FORMS / 2);
  });
});

describe('generated forms', () => {
  it('are read as they were written', async () => {
    let undamaged = 0;
    for (const form of forms) {
      if (form.said === undefined) continue;
      undamaged++;
      const ours = await readHere(form, {});
      if ('cause' in ours) expect([ours.cause, form.body]).toEqual(['form-several-files', form.body]);
      else expect(partsOf(ours)).toEqual([...form.said.fields, ['file', form.said.file]]);
    }
    expect(undamaged).toBeGreaterThan(FORMS / 3);
  });

  it('give the same answer wherever they are cut in two', async () => {
    for (const form of forms.slice(0, 120)) {
      const whole = await readHere(form, {});
      for (let cut = 1; cut < form.body.length; cut++) expect(await readHere(form, { cut })).toEqual(whole);
    }
  });

  it('give the same answer byte by byte', async () => {
    for (const form of forms) expect(await readHere(form, { step: 1 })).toEqual(await readHere(form, {}));
  });
});

/** False for a Content-Disposition with a parameter that is not `token=token` or `token="text"`. */
function isStrict(line: string): boolean {
  if (!/^content-disposition:/i.test(line)) return true;
  return /^[^:]*:[ \t]*[\w-]+(?:;[ \t]*[\w*-]+=(?:[\w.-]+|"(?:[^"\\]|\\.)*"))*[ \t]*$/.test(line);
}

function readHere(form: GeneratedForm, cutting: Cutting): Promise<Accepted | Refused> {
  return read(form.body, { ...cutting, contentType: `multipart/form-data; boundary="${form.boundary}"` });
}

function causeOf(outcome: Accepted | Refused): string {
  return 'cause' in outcome ? outcome.cause : '';
}

function partsOf({ fields, bytes }: Accepted): [string, string][] {
  return [...fields.map(({ name, value }): [string, string] => [bytesFromUtf8(name), value]), ['file', bytes]];
}

/** True when busboy's parts begin with ours: what follows the file does not count. */
function agree(ours: Accepted, theirs: BusboyParts): boolean {
  const parts = partsOf(ours);
  return theirs !== undefined && JSON.stringify(theirs.slice(0, parts.length)) === JSON.stringify(parts);
}

function busboyReads(form: GeneratedForm, cutting: Cutting): Promise<BusboyParts> {
  return new Promise((resolve) => {
    const parts: [string, string][] = [];
    const parser = busboy({
      headers: { 'content-type': `multipart/form-data; boundary=${form.boundary}` },
      defCharset: 'latin1',
      defParamCharset: 'latin1',
      preservePath: true,
    });
    parser.on('field', (name, value) => parts.push([name, value]));
    parser.on('file', (name, stream) => {
      const part: [string, string] = [name, ''];
      parts.push(part);
      stream
        .on('error', () => {})
        .on('data', (chunk: Buffer) => {
          part[1] += chunk.toString('latin1');
        });
    });
    parser.on('error', () => resolve(undefined)).on('close', () => resolve(parts));
    for (const chunk of chunksOf(Buffer.from(form.body, 'latin1'), cutting)) parser.write(chunk);
    parser.end();
    // After some damages it never says that it is done.
    setImmediate(() => setImmediate(() => resolve(undefined)));
  });
}
