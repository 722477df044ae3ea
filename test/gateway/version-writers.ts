import { createHash } from 'node:crypto';
import type { seededRandom } from '../../src/runtime/random.ts';
import { decodeEntities } from '../../src/xml/entities.ts';
import { type SignedCall, signedBytes } from '../support/signed.ts';
import { type Answered, ConnectionTo } from './connection-to.ts';
import type { Listed, VersionModel } from './version-model.ts';

export const BUCKETS = ['versions-a', 'versions-b'];
const KEYS = Array.from({ length: 20 }, (_, i) => `key-${i + 10}`);
const PAGE = 10;

type Ask = Omit<SignedCall, 'at'>;
type Asker = (call: Ask) => Promise<Answered>;

const askerOn =
  (connection: ConnectionTo): Asker =>
  (call) =>
    connection.ask(signedBytes({ at: Date.now(), keepAlive: true, ...call }));

/** Makes the buckets, with versioning. */
export async function makeBuckets(port: number): Promise<void> {
  const connection = new ConnectionTo(port);
  const ask = askerOn(connection);
  const body = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
  for (const bucket of BUCKETS) {
    for (const call of [{ bucket }, { bucket, query: 'versioning', body }]) {
      const { status } = await ask({ method: 'PUT', ...call });
      if (status !== 200) throw new Error(`${bucket}: ${status}`);
    }
  }
  connection.end();
}

/** Every version of every bucket, page by page, and the keys that lists of objects show beside their ETags. */
export async function listAll(port: number): Promise<{ versions: Listed[]; objects: string[] }> {
  const connection = new ConnectionTo(port);
  const ask = askerOn(connection);
  const versions: Listed[] = [];
  const objects: string[] = [];
  for (const bucket of BUCKETS) {
    let from = '';
    do {
      const { body } = await ask({ method: 'GET', bucket, query: `versions&max-keys=1000${from}` });
      versions.push(...read(bucket, body));
      const [key, version] = ['NextKeyMarker', 'NextVersionIdMarker'].map((name) => text(body, name));
      from = key === undefined ? '' : `&key-marker=${key}&version-id-marker=${version}`;
    } while (from !== '');
    const { body } = await ask({ method: 'GET', bucket, query: 'max-keys=1000' });
    for (const entry of body.split('<Contents>').slice(1)) {
      objects.push(`${bucket}/${text(entry, 'Key')} ${etagIn(entry)}`);
    }
  }
  connection.end();
  return { versions, objects };
}

interface Work {
  readonly port: number;
  readonly model: VersionModel;
  readonly random: ReturnType<typeof seededRandom>;
  readonly operations: number;
  readonly connections: number;
  /** Called before each operation with the number of those begun. */
  readonly onOperation?: (begun: number) => void;
}

/**
 * Puts, deletes, lists and copies from many connections at once until the operations are used up or the server is gone.
 * @returns what no server with versions does.
 */
export async function writeVersions(work: Work): Promise<string[]> {
  const writers = Array.from({ length: work.connections }, () => new Writer(work));
  let begun = 0;
  const write = async (writer: Writer) => {
    while (begun < work.operations) {
      begun++;
      work.onOperation?.(begun);
      if (!(await writer.step())) break;
    }
    writer.end();
  };
  await Promise.all(writers.map(write));
  return writers.flatMap(({ faults }) => faults);
}

let bodies = 0;

class Writer {
  readonly faults: string[] = [];
  private readonly model: VersionModel;
  private readonly random: Work['random'];
  private readonly connection: ConnectionTo;
  private readonly ask: Asker;

  constructor({ port, model, random }: Work) {
    this.model = model;
    this.random = random;
    this.connection = new ConnectionTo(port);
    this.ask = askerOn(this.connection);
  }

  end(): void {
    this.connection.end();
  }

  /** Does one thing. @returns false when the server is gone. */
  async step(): Promise<boolean> {
    const where = { bucket: this.oneOf(BUCKETS), key: this.oneOf(KEYS) };
    const roll = this.below(100);
    if (roll < 40) return this.put(where);
    if (roll < 52) return this.write(where, { method: 'DELETE', ...where }, undefined, 204);
    if (roll < 66) return this.remove(where);
    if (roll < 82) return this.copy(where);
    return this.list(where);
  }

  private put(where: Where): Promise<boolean> {
    const body = `${where.bucket}/${where.key} ${++bodies}`;
    return this.write(where, { method: 'PUT', ...where, body }, etagOf(body), 200);
  }

  private copy(where: Where): Promise<boolean> {
    const from = { bucket: this.oneOf(BUCKETS), key: this.oneOf(KEYS) };
    const versions = this.model.kept(from.bucket, from.key).filter(({ etag }) => etag !== undefined);
    const version = this.below(2) === 0 || versions.length === 0 ? undefined : this.oneOf(versions);
    const source = `/${from.bucket}/${from.key}${version === undefined ? '' : `?versionId=${version.id}`}`;
    const call = { method: 'PUT', ...where, headers: { 'x-oss-copy-source': source } };
    return this.write(where, call, version === undefined ? 'any' : version.etag, 200, (answer) => {
      if (answer.status !== 404) return false;
      // The object may be behind a marker; a version goes only when somebody removes it.
      if (version !== undefined && version.removing === undefined) this.faults.push(`${version.id} cannot be copied`);
      return true;
    });
  }

  /** A request that makes a version of this content. @param fails whether an answer is a refusal that may happen. */
  private async write(
    where: Where,
    call: Ask,
    etag: string | undefined,
    status: number,
    fails: (answer: Answered) => boolean = () => false,
  ): Promise<boolean> {
    const sent = this.model.now();
    let answer: Answered;
    try {
      answer = await this.ask(call);
    } catch {
      this.model.lose({ ...where, etag, sent });
      return false;
    }
    if (fails(answer)) return true;
    const id = answer.header('x-oss-version-id');
    if (answer.status !== status || id === undefined) {
      this.faults.push(`${call.method} ${where.key} was answered ${answer.status} ${answer.body}`);
      return true;
    }
    const found = etag === 'any' ? etagIn(answer.body) : etag;
    const source = this.model.get(answer.header('x-oss-copy-source-version-id') ?? '');
    if (source !== undefined && source.etag !== found) this.faults.push(`${id} is a copy of another than ${source.id}`);
    this.model.make({ ...where, id, etag: found, sent, told: this.model.now() });
    return true;
  }

  private async remove({ bucket, key }: Where): Promise<boolean> {
    const versions = this.model.kept(bucket, key);
    if (versions.length === 0) return true;
    const version = this.oneOf(versions);
    version.removing = this.model.now();
    try {
      const { status, header } = await this.ask({ method: 'DELETE', bucket, key, query: `versionId=${version.id}` });
      const marker = header('x-oss-delete-marker') === 'true';
      if (status !== 204 || header('x-oss-version-id') !== version.id || marker !== (version.etag === undefined)) {
        this.faults.push(`the removal of ${version.id} was answered ${status}, marker ${marker}`);
      }
    } catch {
      return false;
    }
    version.removed = this.model.now();
    return true;
  }

  private async list(where: Where): Promise<boolean> {
    const sent = this.model.now();
    try {
      const query = `versions&prefix=${where.key}&max-keys=${PAGE}`;
      const { body } = await this.ask({ method: 'GET', bucket: where.bucket, query });
      const page = read(where.bucket, body);
      this.faults.push(...this.model.faultsOfPage(where, page, page.length === PAGE, sent));
    } catch {
      return false;
    }
    return true;
  }

  private below(limit: number): number {
    return this.random.bytes(4).readUInt32LE() % limit;
  }

  private oneOf<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

interface Where {
  readonly bucket: string;
  readonly key: string;
}

function etagOf(body: string): string {
  return createHash('md5').update(body).digest('hex').toUpperCase();
}

function text(document: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1];
  return found === undefined ? undefined : decodeEntities(found);
}

function etagIn(document: string): string | undefined {
  return text(document, 'ETag')?.replaceAll('"', '');
}

function read(bucket: string, document: string): Listed[] {
  return [...document.matchAll(/<(Version|DeleteMarker)>(.*?)<\/\1>/gs)].map(([, , entry = '']) => ({
    bucket,
    key: text(entry, 'Key') ?? '',
    id: text(entry, 'VersionId') ?? '',
    etag: etagIn(entry),
    latest: text(entry, 'IsLatest') === 'true',
  }));
}
