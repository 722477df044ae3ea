import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Runtime } from '../../../../runtime/index.ts';
import type { BucketRecord, StagedContent, Store } from '../../../../store/store.ts';
import type { HeaderList } from '../../../../wire/headers.ts';
import { child, childText, readXml, type XmlNode } from '../../../../xml/read.ts';
import { texts } from '../../../setting-values.ts';
import { documentName, inventoryIds } from '../stored.ts';
import { columnNames, csvLine } from './columns.ts';
import { type Selection, selectedVersions } from './selection.ts';

/** What reports are made with. */
export interface ReportParts {
  readonly store: Store;
  readonly runtime: Runtime;
}

/** A report that was written. */
export interface Report {
  readonly bucket: string;
  readonly id: string;
  readonly destination: string;
  /** The key of its manifest.json. */
  readonly manifest: string;
}

/**
 * Makes the report of every inventory that is enabled, at once; the service makes them by their schedules. What the
 * destination bucket no longer takes, because it was deleted, is left out.
 */
export async function makeReports(parts: ReportParts): Promise<Report[]> {
  const made: Report[] = [];
  for (const bucket of parts.store.buckets()) {
    for (const id of inventoryIds(bucket)) {
      const inventory = readXml(bucket.documents[documentName(id)] ?? '') as XmlNode;
      if (childText(inventory, 'IsEnabled') !== 'true') continue;
      const report = await makeReport(parts, bucket, inventory);
      if (report !== undefined) made.push(report);
    }
  }
  return made;
}

/** `<prefix><bucket>/<id>/data/<uuid>.csv.gz`, and what lists it under the time (inventory guide, "Inventory list files"). */
async function makeReport(parts: ReportParts, bucket: BucketRecord, inventory: XmlNode): Promise<Report | undefined> {
  const { store, runtime } = parts;
  const id = childText(inventory, 'Id') ?? '';
  const to = inside(inside(inventory, 'Destination'), 'OSSBucketDestination');
  const destination = (childText(to, 'Bucket') ?? '').replace(/^acs:oss:::/, '');
  if (store.bucket(destination) === undefined) return undefined;
  const versions = childText(inventory, 'IncludedObjectVersions') === 'All' && bucket.versioning !== undefined;
  const fields = child(inventory, 'OptionalFields');
  const names = columnNames(fields === undefined ? [] : texts(fields, 'Field'), versions);
  const selection = { bucket: bucket.name, filter: child(inventory, 'Filter'), versions };
  const now = runtime.clock.now();
  const folder = `${folderOf(childText(to, 'Prefix') ?? '')}${bucket.name}/${id}/`;
  const encryption = encryptionOf(child(to, 'Encryption'));
  const write = (key: string, contentType: string, content: StagedContent) =>
    store.put(newObject({ bucket: destination, key, contentType, encryption, content, now }), content);

  const data = `${folder}data/${runtime.ids.uuid().toLowerCase()}.csv.gz`;
  const listed = await stageListing(store, selection, names);
  await write(data, 'application/gzip', listed);
  const manifest = JSON.stringify({
    creationTimestamp: `${Math.floor(now / 1000)}`,
    destinationBucket: destination,
    fileSchema: names.join(', '),
    files: [{ MD5checksum: listed.md5.toString('hex').toUpperCase(), key: data, size: listed.size }],
    sourceBucket: bucket.name,
    version: '2019-09-01',
  });
  const at = `${folder}${new Date(now).toISOString().slice(0, 16).replace(':', '-')}Z/`;
  const key = `${at}manifest.json`;
  await write(key, 'application/json', await stageText(store, manifest));
  const checksum = createHash('md5').update(manifest).digest('hex').toUpperCase();
  await write(`${at}manifest.checksum`, 'application/octet-stream', await stageText(store, checksum));
  return { bucket: bucket.name, id, destination, manifest: key };
}

async function stageListing(store: Store, selection: Selection, names: readonly string[]): Promise<StagedContent> {
  const writer = store.stage(undefined);
  async function* lines() {
    for await (const listed of selectedVersions(store, selection)) yield csvLine(names, listed);
  }
  try {
    await pipeline(Readable.from(lines()), createGzip(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) await writer.write(chunk);
    });
    return await writer.finish();
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

async function stageText(store: Store, text: string): Promise<StagedContent> {
  const writer = store.stage(undefined);
  await writer.write(Buffer.from(text));
  return writer.finish();
}

interface ReportFile {
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
  readonly encryption: HeaderList;
  readonly content: StagedContent;
  readonly now: number;
}

function newObject({ bucket, key, contentType, encryption, content, now }: ReportFile) {
  return {
    bucket,
    key,
    type: 'Normal',
    etag: content.md5.toString('hex').toUpperCase(),
    lastModified: now,
    acl: 'default',
    storageClass: 'Standard',
    contentType,
    headers: [],
    encryption,
    tagging: undefined,
    state: undefined,
  } as const;
}

/** As headers that a request would have. */
function encryptionOf(node: XmlNode | undefined): HeaderList {
  const kms = node && child(node, 'SSE-KMS');
  if (kms !== undefined) {
    return [
      ['x-oss-server-side-encryption', 'KMS'],
      ['x-oss-server-side-encryption-key-id', childText(kms, 'KeyId') ?? ''],
    ];
  }
  return node !== undefined && child(node, 'SSE-OSS') !== undefined ? [['x-oss-server-side-encryption', 'AES256']] : [];
}

function folderOf(prefix: string): string {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
}

function inside(node: XmlNode, name: string): XmlNode {
  return child(node, name) as XmlNode;
}
