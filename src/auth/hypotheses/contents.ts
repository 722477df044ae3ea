import type { Draft } from './draft.ts';
import { type Hypothesis, quote, REQUESTS, type Variant, withHeader } from './hypothesis.ts';

export const SAME_HEADERS =
  'Sign Content-Type, Content-MD5 and all x-oss-* headers exactly as they are sent, after everything else that adds headers has run.';

/** What libraries add on their own, and what tools take for granted. */
const TYPES = [
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'application/json',
  'application/json; charset=utf-8',
  'application/xml',
  'text/xml',
  'text/plain',
  'text/plain; charset=utf-8',
  'text/plain;charset=UTF-8',
  'text/html',
  'image/jpeg',
  'image/jpg',
  'image/png',
  'image/gif',
  'image/webp',
  'video/mp4',
  'audio/mpeg',
  'application/pdf',
  'application/zip',
  'multipart/form-data',
  'binary/octet-stream',
  'null',
  'undefined',
];

/** The MD5 of nothing, in Base64. */
const EMPTY_MD5 = '1B2M2Y8AsgTpgAmY7PhCfg==';

/** Another Content-Type or Content-MD5 than was sent. */
export const CONTENTS: readonly Hypothesis[] = [
  {
    name: 'content-type-changed',
    of: REQUESTS,
    paired: 3,
    remedy: `${SAME_HEADERS} Many HTTP libraries add a Content-Type or its charset: set the header yourself, and sign what you set.`,
    *variants(draft) {
      const sent = draft.request.headers.get('content-type');
      if (sent !== undefined) {
        const says = `The request was signed without a Content-Type and sent with ${quote(sent)}.`;
        yield { says, draft: withHeader(draft, 'content-type', undefined) };
        const bare = sent.replace(/\s*;.*$/s, '');
        if (bare !== sent) yield typed(draft, sent, bare);
        for (const charset of ['; charset=utf-8', ';charset=utf-8', '; charset=UTF-8', ';charset=UTF-8']) {
          yield typed(draft, sent, bare + charset);
        }
        if (sent !== sent.toLowerCase()) yield typed(draft, sent, sent.toLowerCase());
      }
      for (const type of TYPES) if (type !== sent) yield typed(draft, sent, type);
    },
  },
  {
    name: 'content-md5-changed',
    of: REQUESTS,
    paired: 1,
    remedy: `${SAME_HEADERS} Content-MD5 is the Base64 of the 16 raw bytes.`,
    *variants(draft) {
      const sent = draft.request.headers.get('content-md5');
      const signed = (says: string, value: string | undefined) => ({
        says,
        draft: withHeader(draft, 'content-md5', value),
      });
      if (sent === undefined) {
        yield signed('The request was signed with the Content-MD5 of an empty body and sent without one.', EMPTY_MD5);
        return;
      }
      yield signed('The request was signed without a Content-MD5 and sent with one.', undefined);
      const raw = Buffer.from(sent, 'base64');
      yield signed('The Content-MD5 was signed in hexadecimal digits and sent in Base64.', raw.toString('hex'));
      yield signed(
        'The Content-MD5 was signed in hexadecimal digits and sent in Base64.',
        raw.toString('hex').toUpperCase(),
      );
      const again = Buffer.from(raw.toString('hex')).toString('base64');
      yield signed('The Base64 of the MD5’s hexadecimal digits was signed, and that of its raw bytes was sent.', again);
      const binary = Buffer.from(sent, 'hex');
      if (binary.length === 16) {
        yield signed('The Content-MD5 was signed in Base64 and sent in hexadecimal digits.', binary.toString('base64'));
      }
      if (sent !== EMPTY_MD5) yield signed('The Content-MD5 that was signed is that of an empty body.', EMPTY_MD5);
    },
  },
];

function typed(draft: Draft, sent: string | undefined, type: string): Variant {
  const was = sent === undefined ? 'without one' : `with ${quote(sent)}`;
  const says = `The request was signed with Content-Type ${quote(type)} and sent ${was}.`;
  return { says, draft: withHeader(draft, 'content-type', type) };
}
