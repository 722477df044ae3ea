import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepRuleState, ruleState } from '../../src/operations/bucket/replication/state.ts';
import { Replicator } from '../../src/replication/replicator.ts';
import { openStore } from '../../src/store/index.ts';
import type { BucketRecord, NewObject, Store } from '../../src/store/store.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const RULES =
  '<ReplicationConfiguration><Rule><ID>rule</ID><Action>ALL</Action><Destination><Bucket>target</Bucket><Location>oss-cn-hangzhou</Location></Destination></Rule></ReplicationConfiguration>';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ossmock-replication-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const open = async () => {
  const store = await openStore({ directory });
  const notices: string[] = [];
  const replicator = new Replicator({ store, clock: { now: () => NOW }, notice: (text) => notices.push(text) });
  return { store, replicator, notices };
};

function bucket(name: string, documents: Record<string, string> = {}): BucketRecord {
  const common = { owner: '1', createdAt: NOW, region: 'cn-hangzhou', storageClass: 'Standard', redundancy: 'LRS' };
  return { ...common, name, acl: 'private', documents };
}

async function write(store: Store, key: string, text: string, bucket = 'source'): Promise<void> {
  const writer = store.stage(text.length);
  await writer.write(Buffer.from(text));
  const content = await writer.finish();
  const object: NewObject = {
    bucket,
    key,
    type: 'Normal',
    etag: content.md5.toString('hex').toUpperCase(),
    acl: 'default',
    storageClass: 'Standard',
    lastModified: NOW,
    contentType: 'text/plain',
    headers: [],
    encryption: [],
    tagging: undefined,
    state: undefined,
  };
  await store.put(object, content);
}

async function texts(store: Store): Promise<Record<string, string>> {
  const { objects } = await store.list({ bucket: 'target', prefix: '', delimiter: '', after: '', limit: 1000 });
  const found: Record<string, string> = {};
  for (const object of objects) {
    let text = '';
    await store.read(object).pump(async (chunk) => {
      text += chunk.toString();
    });
    found[object.key] = text;
  }
  return found;
}

it('what a process had acknowledged and not copied is copied by the next one, in order', async () => {
  const first = await open();
  await first.store.createBucket(bucket('source', { replication: RULES }));
  await first.store.createBucket(bucket('target'));
  // Never started: everything is still to be copied when the store is closed.
  await write(first.store, 'kept', 'old');
  await write(first.store, 'gone', 'x');
  await write(first.store, 'kept', 'new');
  await first.store.deleteObject('source', 'gone');
  await first.store.close();

  const second = await open();
  second.replicator.start();
  await second.replicator.settled();
  expect(await texts(second.store)).toEqual({ kept: 'new' });
  await write(second.store, 'later', 'x');
  await second.replicator.stop();
  await second.store.close();

  const third = await open();
  third.replicator.start();
  await third.replicator.settled();
  expect(await texts(third.store)).toEqual({ kept: 'new', later: 'x' });
  expect([...first.notices, ...second.notices, ...third.notices]).toEqual([]);
  await third.store.close();
});

it('what was there before a rule is copied on from the last page that was done', async () => {
  const first = await open();
  await first.store.createBucket(bucket('source'));
  await first.store.createBucket(bucket('target'));
  for (let i = 100; i < 350; i++) await write(first.store, `key-${i}`, String(i));
  await keepRuleState(first.store, 'source', 'rule', {
    status: 'doing',
    seen: 100,
    total: 250,
    after: 'key-199',
    done: false,
  });
  await first.store.updateBucket(bucket('source', { replication: RULES }));
  await first.store.close();

  const second = await open();
  second.replicator.start();
  await second.replicator.settled();
  expect(Object.keys(await texts(second.store))).toHaveLength(150);
  expect(ruleState(second.store, 'source', 'rule')).toMatchObject({ seen: 250, done: true });
  await second.store.close();
});

it('rules of two buckets may have one id', async () => {
  const { store, replicator, notices } = await open();
  await store.createBucket(bucket('target'));
  replicator.start();
  for (const name of ['source', 'other']) {
    await store.createBucket(bucket(name));
    await write(store, `of-${name}`, name, name);
    await keepRuleState(store, name, 'rule', { status: 'starting', seen: 0, total: 1, after: '', done: false });
  }
  for (const name of ['source', 'other']) await store.updateBucket(bucket(name, { replication: RULES }));
  await replicator.settled();
  expect(await texts(store)).toEqual({ 'of-source': 'source', 'of-other': 'other' });
  expect(notices).toEqual([]);
  await store.close();
});

it('copying stops, and that is told, when the store keeps nothing any more', async () => {
  const { store, replicator, notices } = await open();
  await store.createBucket(bucket('source', { replication: RULES }));
  await store.createBucket(bucket('target'));
  replicator.start();
  store.setSetting = () => Promise.reject(new Error('the disk is full'));
  await write(store, 'key', 'text');
  await replicator.settled();
  await replicator.stop();
  expect(notices).toEqual(['replication stops: Error: the disk is full']);
  expect(await texts(store)).toEqual({});
  await store.close();
});
