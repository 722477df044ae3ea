import { bytesFromUtf8, decodePercent, encodePercent, utf8FromBytes } from '../../wire/percent.ts';
import { encodedResourcePath, resourcePath } from '../canonical/resource.ts';
import { RESOURCE } from './buckets.ts';
import type { Draft } from './draft.ts';
import { type Hypothesis, REQUESTS, type Variant, withEdit, withResource } from './hypothesis.ts';
import { pathOf, withLine, withPath } from './paths.ts';

/** Another key than the service reads, or the same in another writing. */
export const KEYS: readonly Hypothesis[] = [
  {
    name: 'key-plus',
    of: REQUESTS,
    paired: 2,
    remedy: 'A blank in a path is %20 and a plus is %2B: only forms write a blank as +.',
    *variants(draft) {
      const { bucket, key } = draft.request.resource;
      if (key?.includes('+')) {
        const says = 'The key was signed with a blank where the path has a plus.';
        yield { says, draft: withResource(draft, bucket, key.replaceAll('+', ' ')) };
      }
      if (key?.includes(' ')) {
        const says = 'The key was signed with a plus where the path has a blank.';
        yield { says, draft: withResource(draft, bucket, key.replaceAll(' ', '+')) };
      }
    },
  },
  {
    name: 'key-encoding',
    of: REQUESTS,
    paired: 2,
    remedy:
      'V1 signs the key as it is, V4 percent-encoded once with its slashes kept, V2 percent-encoded once with its slashes too; the URL has it percent-encoded once.',
    *variants(draft) {
      const { bucket, key } = draft.request.resource;
      if (bucket === undefined || key === undefined) return;
      for (const [what, text] of encodings(key, draft)) {
        if (text !== key) yield { says: `The key was signed ${what}.`, draft: withResource(draft, bucket, text) };
      }
      if (draft.text === 'v1') return;
      const plain = resourcePath(draft.request.resource);
      yield { says: 'The resource was signed without percent-encoding.', draft: withLine(draft, plain) };
      const slashes = encodedResourcePath(draft.request.resource, draft.text === 'v2', false);
      const says = `The slashes of the resource were signed ${draft.text === 'v4' ? 'as %2F' : 'as they are'}.`;
      yield { says, draft: withLine(draft, slashes) };
      for (const [what, write] of LIKE_OTHERS) {
        yield {
          says: `The resource was signed ${what}.`,
          draft: withEdit(draft, (text, now) => text.replace(pathOf(now), write)),
        };
      }
    },
  },
  {
    name: 'slashes',
    of: REQUESTS,
    paired: 1,
    remedy: `${RESOURCE} There is a slash before the bucket, one behind it, and none more than the key has.`,
    *variants(draft) {
      const { bucket, key } = draft.request.resource;
      if (bucket === undefined) return;
      const signed = (how: string, text: string | undefined): Variant => ({
        says: `The resource was signed ${how}.`,
        draft: withResource(draft, bucket, text),
      });
      if (key === undefined)
        yield { says: 'The bucket was signed without the slash behind it.', draft: withPath(draft, `/${bucket}`) };
      else {
        if (key.endsWith('/')) yield signed('without the slash at the end of the key', key.replace(/\/+$/, ''));
        yield signed('with a slash behind the key', `${key}/`);
        yield signed('with two slashes before the key', `/${key}`);
        if (key.startsWith('/')) yield signed('without the slash at the beginning of the key', key.replace(/^\/+/, ''));
        if (key.includes('//')) yield signed('with one slash where the key has more', key.replace(/\/{2,}/g, '/'));
        yield signed('without the key', undefined);
      }
      const says = 'The resource was signed without the slash at its beginning.';
      yield { says, draft: withPath(draft, `${bucket}/${bytesFromUtf8(key ?? '')}`) };
    },
  },
  {
    name: 'key-text',
    of: REQUESTS,
    paired: 0,
    remedy: 'Make the key once, and use the same text for the URL and for the signature.',
    *variants(draft) {
      const { bucket, key } = draft.request.resource;
      if (key === undefined) return;
      for (const [what, text] of [
        ['without the blanks around it', key.trim()],
        ['with a blank behind it', `${key} `],
        ['with a blank before it', ` ${key}`],
        ['in lower case', key.toLowerCase()],
        ['in upper case', key.toUpperCase()],
        ['in the Unicode form NFC', key.normalize('NFC')],
        ['in the Unicode form NFD', key.normalize('NFD')],
        ['with UTF-8 encoded twice', bytesFromUtf8(key)],
      ] as const) {
        if (text !== key) yield { says: `The key was signed ${what}.`, draft: withResource(draft, bucket, text) };
      }
    },
  },
];

/** The key as others write it. Later ones that equal an earlier one are harmless. */
function encodings(key: string, { around }: Draft): [what: string, text: string][] {
  const decoded = decodePercent(bytesFromUtf8(key));
  const path = around.path.slice(1);
  // In path style the bucket stands before the key.
  const inPath = decodePercent(path) === bytesFromUtf8(key) ? path : path.slice(path.indexOf('/') + 1);
  return [
    ['percent-encoded once too often', encodePercent(key, true)],
    ['percent-encoded once too often, its slashes too', encodePercent(key)],
    ['percent-encoded as by encodeURIComponent', encodeURIComponent(key)],
    ['percent-encoded as by encodeURI', encodeURI(key)],
    ['percent-encoded as the path has it', inPath],
    ['percent-encoded with lower-case digits', encodePercent(key, true).replace(/%../g, (code) => code.toLowerCase())],
    ['encoded as forms are, with + for a blank', encodePercent(key, true).replaceAll('%20', '+')],
    ['percent-encoded twice too often', encodePercent(encodePercent(key, true), true)],
    ['decoded once more than the URL was encoded', decoded === undefined ? key : (utf8FromBytes(decoded) ?? key)],
  ];
}

const LIKE_OTHERS: readonly (readonly [what: string, write: (path: string) => string])[] = [
  ['with lower-case digits in its percent-encoding', (path) => path.replace(/%../g, (code) => code.toLowerCase())],
  ["with ! ' ( ) * not encoded", (path) => path.replace(/%(?:21|27|28|29|2A)/g, (code) => decodeURIComponent(code))],
  ['with + for a blank', (path) => path.replaceAll('%20', '+')],
];
