import { bytesFromUtf8 } from '../../wire/percent.ts';
import type { Draft } from './draft.ts';
import { type Hypothesis, quote, REQUESTS, withResource } from './hypothesis.ts';
import { withPath } from './paths.ts';

export const RESOURCE =
  'The resource that is signed is always /bucket/key, with the names as they are, whether the URL is in path style, has the bucket in its host, or is a custom domain.';
const ENDPOINT = `${RESOURCE} Give the SDK an endpoint without the bucket, without a path and without a slash at its end.`;

/** Another bucket or method than the service reads. */
export const BUCKETS: readonly Hypothesis[] = [
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
      const says = 'The resource was signed with the bucket twice.';
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
    paired: 1,
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
    paired: 0,
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
];

/** Hosts that may stand in a resource: as sent, without port, without bucket, of the cloud. */
function hostsOf({ around, request }: Draft): Set<string> {
  const bare = around.host.replace(/:\d+$/, '');
  const cloud = `oss-${around.region}.aliyuncs.com`;
  const { bucket } = request.resource;
  const own = bucket === undefined ? [] : [`${bucket}.${around.base}`, `${bucket}.${cloud}`];
  return new Set([...own, around.host, bare, around.base, cloud].filter((host) => host !== '' && host !== bucket));
}
