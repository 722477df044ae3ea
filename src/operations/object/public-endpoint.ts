import type { Call } from '../operation.ts';

/** `examplebucket.oss-cn-hangzhou.aliyuncs.com`, but neither the internal endpoint of a region nor acceleration. */
const PUBLIC = /\.oss-(?!accelerate)[a-z0-9-]+(?<!-internal)\.aliyuncs\.com$/i;

/**
 * Whether the answer goes out as the service gives it to buckets of today: a strict server, and the words of now. What
 * the service took from older buckets and accounts stays allowed elsewhere, for tests and for those who have them.
 */
export function isOfToday({ service }: Call): boolean {
  return service.strict && service.wire === 'current';
}

/**
 * Whether a request came through a public endpoint of OSS as a URL that anybody may pass on: unsigned, or signed in the
 * query (EC pages 0048-00000203 and 0048-00000300).
 */
export function isPublicUrl({ request }: Call): boolean {
  return request.style === 'virtual' && PUBLIC.test(request.hostName) && !request.headers.has('authorization');
}
