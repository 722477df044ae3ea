import { bytesFromUtf8, decodePercent, encodePercent, encodePercentBytes, utf8FromBytes } from '../../wire/percent.ts';
import { encodedResourcePath, resourcePath } from '../canonical/resource.ts';
import type { Draft } from './draft.ts';
import { type Hypothesis, quote, REQUESTS, type Variant, withEdit, withResource } from './hypothesis.ts';

const RESOURCE =
  'The resource that is signed is always /bucket/key, with the names as they are, whether the URL is in path style, has the bucket in its host, or is a custom domain.';
const ENDPOINT = `${RESOURCE} Give the SDK an endpoint without the bucket, without a path and without a slash at its end.`;

/** Another bucket, key or method than the service reads. */
export const RESOURCES: readonly Hypothesis[] = [
  {
    name: 'other-method',
    of: REQUESTS,
    paired: 1,
    remedy:
      'Sign the method that is sent. A URL is good for one method only; clients that follow redirects or ask with HEAD first change it.',
    *variants(draft) {
      const sent = draft.request.method;
      for (const method of ['GET', 'PUT', 'POST', 'HEAD', 'DELETE', 'OPTIONS', sent.toLowerCase()]) {
        if (method === sent) continue;
        const says = `The request was signed for ${method} and sent as ${sent}.`;
        yield { says, draft: { ...draft, request: { ...draft.request, method } } };
      }
    },
  },
  {
    name: 'bucket-missing',
    of: REQUESTS,
    paired: 2,
    remedy: RESOURCE,
    *variants(draft) {
      const { bucket, key } = draft.request.resource;
      if (bucket === undefined) return;
      const says = 'The resource was signed without the bucket.';
      const path = `/${bytesFromUtf8(key ?? '')}`;
      yield { says, draft: withPath(draft, path) };
      if (key !== undefined)
        yield { says: `${says} Nor has it a slash before the key.`, draft: withPath(draft, path.slice(1)) };
    },
  },
  {
    name: 'bucket-twice',
    of: REQUESTS,
    paired: 1,
    remedy: ENDPOINT,
    *variants(draft) {
      const { bucket, key } = draft.request.resource;
      if (bucket === undefined) return;
      const says = 'The resource was signed with the bucket twice: the endpoint of the client contains it already.';
      yield { says, draft: withResource(draft, bucket, key === undefined ? bucket : `${bucket}/${key}`) };
      if (key?.startsWith(`${bucket}/`)) {
        const once = 'The path has the bucket twice, and the resource was signed with it once.';
        yield { says: once, draft: withResource(draft, bucket, key.slice(bucket.length + 1)) };
      }
    },
  },
  {
    name: 'host-in-resource',
    of: REQUESTS,
    paired: 2,
    remedy: ENDPOINT,
    *variants(draft) {
      const { bucket, key } = draft.request.resource;
      for (const host of hostsOf(draft)) {
        const says = `The resource was signed with the host ${quote(host)} in the place of the bucket.`;
        yield { says, draft: withResource(draft, host, key) };
        if (bucket === undefined) continue;
        const both = `The resource was signed with the host ${quote(host)} before the bucket.`;
        yield { says: both, draft: withResource(draft, host, key === undefined ? `${bucket}/` : `${bucket}/${key}`) };
        const url = `${host}/${bucket}/${bytesFromUtf8(key ?? '')}`;
        for (const whole of [url, url.replace(`/${bucket}/`, '/')]) {
          const says = 'A URL with its host was signed where the resource belongs.';
          for (const scheme of ['http://', 'https://']) yield { says, draft: withPath(draft, scheme + whole) };
        }
      }
    },
  },
  {
    name: 'bucket-case',
    of: REQUESTS,
    paired: 1,
    remedy: 'Names of buckets are lower-case, and hosts are read in lower case: write the bucket so everywhere.',
    *variants(draft) {
      const { bucket, key } = draft.request.resource;
      if (bucket === undefined) return;
      const label = draft.around.host.slice(0, bucket.length);
      const asSent = label.toLowerCase() === bucket ? [label] : [];
      for (const name of new Set([...asSent, bucket.toUpperCase(), `${bucket[0]?.toUpperCase()}${bucket.slice(1)}`])) {
        if (name === bucket) continue;
        yield { says: `The bucket was signed as ${quote(name)}.`, draft: withResource(draft, name, key) };
      }
    },
  },
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
    paired: 3,
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
    paired: 2,
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
    paired: 1,
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

/** Hosts that may stand in a resource: as sent, without port, without bucket, of the cloud. */
function hostsOf({ around, request }: Draft): Set<string> {
  const bare = around.host.replace(/:\d+$/, '');
  const cloud = `oss-${around.region}.aliyuncs.com`;
  const { bucket } = request.resource;
  const own = bucket === undefined ? [] : [`${bucket}.${around.base}`, `${bucket}.${cloud}`];
  return new Set([...own, around.host, bare, around.base, cloud].filter((host) => host !== '' && host !== bucket));
}

function pathOf({ request, text }: Draft): string {
  return text === 'v1' ? resourcePath(request.resource) : encodedResourcePath(request.resource, text === 'v4', false);
}

/** Signs another path, encoded as the version wants it. */
function withPath(draft: Draft, path: string): Draft {
  return withLine(draft, draft.text === 'v1' ? path : encodePercentBytes(path, draft.text === 'v4'));
}

/** Puts another text where the path of the resource stands: at the beginning of its line. */
function withLine(draft: Draft, path: string): Draft {
  return withEdit(draft, (text, now) => {
    const own = pathOf(now);
    // V4 has the resource on its second line, the others on their last.
    const line = now.text === 'v4' ? text.indexOf('\n') : text.lastIndexOf('\n');
    return text.startsWith(own, line + 1) ? text.slice(0, line + 1) + path + text.slice(line + 1 + own.length) : text;
  });
}
