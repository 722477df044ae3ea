import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { RawAnswer } from './raw.ts';
import type { SignedCall } from './signed.ts';

export interface Storage {
  /** @throws Error when no whole answer comes. */
  ask(call: Omit<SignedCall, 'at'>): Promise<RawAnswer>;
}

/** One kind of writes, and what the server has acknowledged of them. */
export interface Family {
  open(): Promise<void>;
  /** The next write. @returns whether it was acknowledged. */
  write(): Promise<boolean>;
  /** Holds what is there against what was acknowledged. */
  check(): Promise<void>;
}

/** Everything that a bucket keeps beside plain objects, each in a bucket of its own. */
export function families(storage: Storage): readonly Family[] {
  return [versions, replication, uploads, settings, appending, retention].map((family) => family(storage));
}

/** Small ones are kept in the database, large ones in files. */
const body = (n: number): string => `${n} `.repeat(n % 3 === 0 ? 20_000 : 10);

async function done({ ask }: Storage, call: Omit<SignedCall, 'at'>): Promise<RawAnswer> {
  const answer = await ask(call);
  expect(
    answer.status,
    `${call.method} ${call.bucket}/${call.key ?? ''}?${call.query ?? ''}: ${answer.body}`,
  ).toBeLessThan(300);
  return answer;
}

const element = (text: string, name: string): string => new RegExp(`<${name}>([^<]*)<`).exec(text)?.[1] ?? '';

/** Versions and delete markers. */
function versions(storage: Storage): Family {
  const bucket = 'killed-versions';
  const known = new Map<string, string>();
  let n = 0;
  return {
    async open() {
      await done(storage, { method: 'PUT', bucket });
      const status = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
      await done(storage, { method: 'PUT', bucket, query: 'versioning', body: status });
    },
    async write() {
      const key = `key-${++n % 3}`;
      const marker = n % 4 === 0;
      const text = body(n);
      const answer = await storage.ask(
        marker ? { method: 'DELETE', bucket, key } : { method: 'PUT', bucket, key, body: text },
      );
      const version = answer.header('x-oss-version-id');
      if (version === undefined) return false;
      known.set(`${key} ${version}`, marker ? '' : text);
      return true;
    },
    async check() {
      const { body: list } = await done(storage, { method: 'GET', bucket, query: 'versions&max-keys=1000' });
      for (const [name, text] of known) {
        const [key, version] = name.split(' ') as [string, string];
        expect(list).toContain(`<VersionId>${version}</VersionId>`);
        if (text === '') continue;
        const got = await done(storage, { method: 'GET', bucket, key, query: `versionId=${version}` });
        expect(got.body === text, name).toBe(true);
      }
    },
  };
}

/** What waits to be copied to another bucket. */
function replication(storage: Storage): Family {
  const [bucket, target] = ['killed-source', 'killed-target'];
  const known: string[] = [];
  let n = 0;
  return {
    async open() {
      await done(storage, { method: 'PUT', bucket });
      await done(storage, { method: 'PUT', bucket: target });
      const to = `<Destination><Bucket>${target}</Bucket><Location>oss-cn-hangzhou</Location></Destination>`;
      const rule = `<ReplicationConfiguration><Rule>${to}</Rule></ReplicationConfiguration>`;
      await done(storage, { method: 'POST', bucket, query: 'replication&comp=add', body: rule });
    },
    async write() {
      const key = `key-${++n}`;
      const { status } = await storage.ask({ method: 'PUT', bucket, key, body: body(n) });
      if (status === 200) known.push(key);
      return status === 200;
    },
    async check() {
      for (const key of known) {
        const copied = async (): Promise<number> => (await storage.ask({ method: 'HEAD', bucket: target, key })).status;
        await expect.poll(copied, { timeout: 10_000, message: key }).toBe(200);
      }
      known.length = 0;
    },
  };
}

/** Multipart uploads that are not complete. */
function uploads(storage: Storage): Family {
  const bucket = 'killed-uploads';
  const known = new Map<string, number>();
  let n = 0;
  return {
    async open() {
      await done(storage, { method: 'PUT', bucket });
    },
    async write() {
      const key = `key-${++n}`;
      const initiated = await storage.ask({ method: 'POST', bucket, key, query: 'uploads' });
      const id = element(initiated.body, 'UploadId');
      const query = `partNumber=1&uploadId=${id}`;
      const { status } = await storage.ask({ method: 'PUT', bucket, key, query, body: body(n) });
      if (status === 200) known.set(id, n);
      return status === 200;
    },
    async check() {
      for (const [id, number] of known) {
        const key = `key-${number}`;
        const etag = createHash('md5').update(body(number)).digest('hex').toUpperCase();
        const parts = `<Part><PartNumber>1</PartNumber><ETag>"${etag}"</ETag></Part>`;
        const list = `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`;
        await done(storage, { method: 'POST', bucket, key, query: `uploadId=${id}`, body: list });
        const got = await done(storage, { method: 'GET', bucket, key });
        expect(got.body === body(number), key).toBe(true);
      }
      known.clear();
    },
  };
}

/** Settings of a bucket: one that is replaced, and one that grows. */
function settings(storage: Storage): Family {
  const bucket = 'killed-settings';
  const styles: string[] = [];
  let [n, latest] = [0, 0];
  return {
    async open() {
      await done(storage, { method: 'PUT', bucket });
    },
    async write() {
      const style = `style-${++n}`;
      const days = `<Rule><ID>rule</ID><Prefix/><Status>Enabled</Status><Expiration><Days>${n}</Days></Expiration></Rule>`;
      const rules = `<LifecycleConfiguration>${days}</LifecycleConfiguration>`;
      const put = await storage.ask({ method: 'PUT', bucket, query: 'lifecycle', body: rules });
      if (put.status === 200) latest = n;
      const content = '<Style><Content>image/resize,p_50</Content></Style>';
      const query = `style&styleName=${style}`;
      const { status } = n > 50 ? put : await storage.ask({ method: 'PUT', bucket, query, body: content });
      if (status === 200 && n <= 50) styles.push(style);
      return status === 200;
    },
    async check() {
      const { body: rules } = await done(storage, { method: 'GET', bucket, query: 'lifecycle' });
      expect(Number(element(rules, 'Days'))).toBeGreaterThanOrEqual(latest);
      const { body: list } = await done(storage, { method: 'GET', bucket, query: 'style' });
      for (const style of styles) expect(list).toContain(`<Name>${style}</Name>`);
    },
  };
}

/** An object that grows, and its tags. */
function appending(storage: Storage): Family {
  const bucket = 'killed-appending';
  const key = 'log';
  const line = 'a line of the log\n'.repeat(500);
  let [length, tag] = [0, 0];
  return {
    async open() {
      await done(storage, { method: 'PUT', bucket });
      await done(storage, { method: 'POST', bucket, key, query: 'append&position=0', body: '' });
    },
    async write() {
      const query = `append&position=${length}`;
      const appended = await storage.ask({ method: 'POST', bucket, key, query, body: line });
      const next = appended.header('x-oss-next-append-position');
      if (appended.status === 200) length = Number(next);
      const tags = `<Tagging><TagSet><Tag><Key>n</Key><Value>${tag + 1}</Value></Tag></TagSet></Tagging>`;
      const tagged = await storage.ask({ method: 'PUT', bucket, key, query: 'tagging', body: tags });
      if (tagged.status === 200) tag++;
      return appended.status === 200 && tagged.status === 200;
    },
    async check() {
      const { body: all } = await done(storage, { method: 'GET', bucket, key });
      expect(all.length).toBeGreaterThanOrEqual(length);
      expect(all === line.repeat(all.length / line.length)).toBe(true);
      length = all.length;
      const { body: tags } = await done(storage, { method: 'GET', bucket, key, query: 'tagging' });
      expect(Number(element(tags, 'Value'))).toBeGreaterThanOrEqual(tag);
      tag = Number(element(tags, 'Value'));
    },
  };
}

/** What a locked retention policy protects. */
function retention(storage: Storage): Family {
  const bucket = 'killed-retention';
  const known: string[] = [];
  let n = 0;
  let id = '';
  return {
    async open() {
      await done(storage, { method: 'PUT', bucket });
      const days =
        '<InitiateWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></InitiateWormConfiguration>';
      const initiated = await done(storage, { method: 'POST', bucket, query: 'worm', body: days });
      id = initiated.header('x-oss-worm-id') ?? '';
      await done(storage, { method: 'POST', bucket, query: `wormId=${id}` });
    },
    async write() {
      const key = `key-${++n}`;
      const { status } = await storage.ask({ method: 'PUT', bucket, key, body: body(n) });
      if (status === 200) known.push(key);
      return status === 200;
    },
    async check() {
      const { body: policy } = await done(storage, { method: 'GET', bucket, query: 'worm' });
      expect([element(policy, 'WormId'), element(policy, 'State')]).toEqual([id, 'Locked']);
      for (const key of known) {
        expect((await storage.ask({ method: 'DELETE', bucket, key })).status, key).toBe(409);
      }
    },
  };
}
