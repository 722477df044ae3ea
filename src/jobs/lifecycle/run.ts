import { isDue } from '../../operations/bucket/lifecycle/due.ts';
import { LIFECYCLE, lifecycle } from '../../operations/bucket/lifecycle/index.ts';
import type { Rule } from '../../operations/bucket/lifecycle/rule.ts';
import type {
  BucketRecord,
  ListedVersion,
  ListPage,
  UploadListPage,
  UploadRecord,
  VersionListPage,
} from '../../store/store.ts';
import { Actor } from './act.ts';
import { emptyReport, type LifecycleReport, PAGE, pause, roots, type World } from './world.ts';

/** Whether there is anything for a run to do. */
export function anyLifecycle({ store }: Pick<World, 'store'>): boolean {
  return store.buckets().some(({ documents }) => documents[LIFECYCLE] !== undefined);
}

/**
 * Carries out the lifecycle rules of all buckets as they are due now (docs/decisions/jobs.md). Goes through the buckets by
 * pages and lets others work in between.
 */
export async function runLifecycle(world: World): Promise<LifecycleReport> {
  const report = emptyReport();
  const now = world.clock.now();
  for (const bucket of world.store.buckets()) {
    const rules = lifecycle.of(bucket)?.filter(({ enabled }) => enabled) ?? [];
    if (rules.length === 0) continue;
    await abortUploads(world, bucket, now, rules, report);
    const actor = new Actor(world, bucket, now, report);
    const acting = rules.filter(actsOnObjects);
    for (const prefix of roots(acting.map((rule) => rule.prefix))) {
      const under = acting.filter((rule) => rule.prefix.startsWith(prefix));
      if (bucket.versioning === undefined) await throughObjects(world, bucket.name, prefix, under, actor);
      else await throughVersions(world, bucket.name, prefix, under, actor);
    }
  }
  return report;
}

function actsOnObjects({ expiration, transitions, noncurrentExpiration, noncurrentTransitions }: Rule): boolean {
  const noncurrent = noncurrentExpiration !== undefined || noncurrentTransitions.length > 0;
  return expiration !== undefined || transitions.length > 0 || noncurrent;
}

async function throughObjects(
  { store, stopped }: World,
  bucket: string,
  prefix: string,
  rules: readonly Rule[],
  actor: Actor,
): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined && !stopped(); await pause()) {
    const page: ListPage = await store.list({ bucket, prefix, delimiter: '', after, limit: PAGE });
    for (const object of page.objects) await actor.current(object, rules);
    after = page.next;
  }
}

/**
 * The page behind is read before anything of a page is removed: it begins behind the last version of it, and it says
 * whether a delete marker at its end is alone.
 */
async function throughVersions(
  { store, stopped }: World,
  bucket: string,
  prefix: string,
  rules: readonly Rule[],
  actor: Actor,
): Promise<void> {
  const read = (keyMarker: string, versionIdMarker: string) =>
    store.listVersions({ bucket, prefix, delimiter: '', keyMarker, versionIdMarker, limit: PAGE });
  let page: VersionListPage | undefined = await read('', '');
  let newer: ListedVersion | undefined;
  while (page !== undefined && !stopped()) {
    const { versions, next }: VersionListPage = page;
    const behind: VersionListPage | undefined = next && (await read(next.key, next.versionId ?? ''));
    for (const [i, entry] of versions.entries()) {
      const { version, latest } = entry;
      const since = latest ? undefined : newer?.version.lastModified;
      const follower = versions[i + 1] ?? behind?.versions[0];
      if (version.type === 'DeleteMarker') {
        const alone = latest && follower?.version.key !== version.key;
        await actor.marker(version.key, version.versionId, since, alone, rules);
      } else if (since === undefined) await actor.current(version, rules);
      else await actor.noncurrent(version, since, rules);
      newer = entry;
    }
    page = behind;
    await pause();
  }
}

async function abortUploads(
  { store, stopped }: World,
  { name: bucket }: BucketRecord,
  now: number,
  rules: readonly Rule[],
  report: LifecycleReport,
): Promise<void> {
  const aborting = rules.flatMap(({ prefix, abort }) => (abort === undefined ? [] : [{ prefix, abort }]));
  for (const prefix of roots(aborting.map((rule) => rule.prefix))) {
    const read = (keyMarker: string, uploadIdMarker: string) =>
      store.listUploads({ bucket, prefix, delimiter: '', keyMarker, uploadIdMarker, limit: PAGE });
    let page: UploadListPage | undefined = await read('', '');
    while (page !== undefined && !stopped()) {
      const { uploads, truncated }: UploadListPage = page;
      const last: UploadRecord | undefined = truncated ? uploads.at(-1) : undefined;
      const behind: UploadListPage | undefined = last && (await read(last.key, last.id));
      for (const { id, key, initiatedAt } of uploads) {
        const due = aborting.some((rule) => key.startsWith(rule.prefix) && isDue(rule.abort, initiatedAt, now));
        if (due && (await store.abortUpload(id))) report.uploadsAborted++;
      }
      page = behind;
      await pause();
    }
  }
}
