import type { LookupOptions } from 'node:dns';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import OSS from 'ali-oss';
import { expect } from 'vitest';
import type { RunningServer } from '../../src/index.ts';

/** One way of using ali-oss. */
export interface Way {
  readonly v4: boolean;
  /**
   * `ip`: an address as endpoint, so that the path has no bucket and Host names a bucket of aliyuncs.com.
   * `path`: `sldEnable`. `host`: the bucket as a label of localhost.
   */
  readonly style: 'ip' | 'path' | 'host';
}

const STYLES = ['ip', 'path', 'host'] as const;
export const WAYS: readonly (Way & { name: string })[] = [false, true].flatMap((v4) =>
  STYLES.map((style) => ({ v4, style, name: `${v4 ? 'V4' : 'V1'} ${style}` })),
);
/** ali-oss signs no URLs for an IP endpoint. */
export const URL_WAYS = WAYS.filter(({ style }) => style !== 'ip');

export const OWNER = '1234567890123456';

const { oddKeys } = JSON.parse(readFileSync(new URL('../sdk/scenarios.json', import.meta.url), 'utf8')) as {
  oddKeys: string[];
};
export const ODD_KEYS: readonly string[] = oddKeys;

/** Every name is this machine: `*.localhost` does not resolve everywhere. */
export const agent = new Agent({
  keepAlive: true,
  lookup: (_: string, { all }: LookupOptions, found: (error: null, address: never, family?: number) => void) => {
    const address = { address: '127.0.0.1', family: 4 };
    if (all) found(null, [address] as never);
    else found(null, address.address as never, 4);
  },
} as ConstructorParameters<typeof Agent>[0]);

/** A client of this server; nothing is sent. */
export function client(
  server: Pick<RunningServer, 'port'>,
  { v4, style }: Way,
  more: {
    accessKeyId?: string;
    accessKeySecret?: string;
    amendTimeSkewed?: number;
    bucket?: string;
    timeout?: number;
  } = {},
): OSS {
  return new OSS({
    accessKeyId: 'ossmock',
    accessKeySecret: 'ossmock-secret',
    region: 'oss-cn-hangzhou',
    endpoint: `http://${style === 'ip' ? '127.0.0.1' : 'localhost'}:${server.port}`,
    authorizationV4: v4,
    sldEnable: style === 'path',
    agent,
    ...more,
  });
}

let buckets = 0;

/** A client with a bucket of its own. */
export async function inBucket(server: RunningServer, way: Way): Promise<{ oss: OSS; bucket: string }> {
  const bucket = `node-sdk-${++buckets}`;
  const oss = client(server, way);
  await oss.putBucket(bucket);
  return { oss: oss.useBucket(bucket), bucket };
}

/** Expects ali-oss to reject with the class it maps this code to. */
export function refused(call: Promise<unknown>, status: number, code: string, more: object = {}): Promise<void> {
  return expect(call).rejects.toMatchObject({ name: `${code}Error`, code, status, ...more });
}

const PATTERN = Buffer.from(Uint8Array.from({ length: 251 }, (_, index) => index));

/** Bytes that repeat only every 251. */
export function content(size: number): Buffer {
  return Buffer.alloc(size, PATTERN);
}
