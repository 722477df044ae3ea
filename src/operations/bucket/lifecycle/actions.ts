import { refuse } from '../../../errors/refuse.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import { texts } from '../../setting-values.ts';
import { checkChildren, readDate, readDays, readFlag } from './children.ts';
import { COLDER, type Expiration, type StorageClass, type Transition, type When } from './rule.ts';

/** Classes that objects are moved to by the time of their last access (EC page 0014-00000051). */
const BY_ACCESS: readonly StorageClass[] = ['IA', 'Archive'];

const TIMES = ['Days', 'CreatedBeforeDate'];
const ACCESS = ['StorageClass', 'IsAccessTime', 'ReturnToStdWhenVisit', 'AllowSmallFile'];

/**
 * Reads Expiration. `Date`, which the EC page 0014-00000056 counts as unknown, is what oss2 and Go v1 still send and read.
 * @throws OssError `lifecycle-expiration-…`, `lifecycle-delete-marker-with-time`.
 */
export function readExpiration(rule: XmlNode): Expiration | undefined {
  const node = child(rule, 'Expiration');
  if (node === undefined) return undefined;
  checkChildren(node, { one: [...TIMES, 'Date', 'ExpiredObjectDeleteMarker'] }, 'lifecycle-expiration-element-unknown');
  const when = readWhen(node, 'lifecycle-expiration-days-and-date');
  if (readFlag(node, 'ExpiredObjectDeleteMarker') === true) {
    if (when !== undefined) throw refuse('lifecycle-delete-marker-with-time');
    return 'delete-markers';
  }
  if (when === undefined) throw refuse('lifecycle-expiration-without-time');
  return when;
}

/** @throws OssError `lifecycle-element-missing`, `lifecycle-expiration-days-and-date`. */
export function readAbort(rule: XmlNode): When | undefined {
  const node = child(rule, 'AbortMultipartUpload');
  if (node === undefined) return undefined;
  checkChildren(node, { one: TIMES });
  const when = readWhen(node, 'lifecycle-expiration-days-and-date');
  if (when === undefined) throw refuse('lifecycle-element-missing').because({ in: node.name, element: 'Days' });
  return when;
}

/** @throws OssError `lifecycle-class-…`, `lifecycle-transition-…`, `lifecycle-access-time-…`, and as `readAccess`. */
export function readTransitions(rule: XmlNode): readonly Transition[] {
  return rule.children
    .filter(({ name }) => name === 'Transition')
    .map((node) => {
      checkChildren(node, { one: [...TIMES, ...ACCESS] });
      const storageClass = readClass(node, 'lifecycle-class-missing', 'lifecycle-class-unknown');
      if (readFlag(node, 'IsAccessTime') === true && texts(node, 'CreatedBeforeDate').length > 0) {
        throw refuse('lifecycle-access-time-with-date');
      }
      const when = readWhen(node, 'lifecycle-transition-days-and-date');
      if (when === undefined) throw refuse('lifecycle-transition-without-time');
      return { when, storageClass, ...readAccess(node, storageClass) };
    });
}

/** @throws OssError `lifecycle-noncurrent-…`, and as `readAccess`. */
export function readNoncurrentTransitions(rule: XmlNode): readonly Transition[] {
  return rule.children
    .filter(({ name }) => name === 'NoncurrentVersionTransition')
    .map((node) => {
      checkChildren(node, { one: ['NoncurrentDays', ...ACCESS] });
      const missing = 'lifecycle-noncurrent-class-missing';
      const storageClass = readClass(node, missing, 'lifecycle-noncurrent-class-unknown');
      const days = readDays(node, 'NoncurrentDays');
      if (days === undefined) throw refuse('lifecycle-noncurrent-transition-without-days');
      return { when: { days }, storageClass, ...readAccess(node, storageClass) };
    });
}

/** @throws OssError `lifecycle-noncurrent-expiration-…`. */
export function readNoncurrentExpiration(rule: XmlNode): number | undefined {
  const node = child(rule, 'NoncurrentVersionExpiration');
  if (node === undefined) return undefined;
  checkChildren(node, { one: ['NoncurrentDays'] }, 'lifecycle-noncurrent-expiration-element-unknown');
  const days = readDays(node, 'NoncurrentDays');
  if (days === undefined) throw refuse('lifecycle-noncurrent-expiration-without-days');
  return days;
}

function readWhen(
  node: XmlNode,
  both: 'lifecycle-expiration-days-and-date' | 'lifecycle-transition-days-and-date',
): When | undefined {
  const dated = ['CreatedBeforeDate', 'Date'].flatMap((name) => texts(node, name)).length;
  if (texts(node, 'Days').length + dated > 1) throw refuse(both);
  const days = readDays(node, 'Days');
  if (days !== undefined) return { days };
  const before = readDate(node, 'CreatedBeforeDate');
  if (before !== undefined) return { before };
  const from = readDate(node, 'Date');
  return from === undefined ? undefined : { from };
}

/** @throws OssError the causes given, `lifecycle-to-standard`. */
function readClass(
  node: XmlNode,
  missing: 'lifecycle-class-missing' | 'lifecycle-noncurrent-class-missing',
  unknown: 'lifecycle-class-unknown' | 'lifecycle-noncurrent-class-unknown',
): StorageClass {
  const text = texts(node, 'StorageClass')[0];
  if (text === undefined) throw refuse(missing);
  if (text === 'Standard') {
    throw refuse('lifecycle-to-standard', { ArgumentName: 'StorageClass', ArgumentValue: text });
  }
  const known = COLDER.find((name) => name === text);
  if (known === undefined) throw refuse(unknown).because({ storageClass: text });
  return known;
}

/** @throws OssError `lifecycle-access-time-class`, `lifecycle-return-…`. */
function readAccess(
  node: XmlNode,
  storageClass: StorageClass,
): Pick<Transition, 'byAccess' | 'returns' | 'smallFiles'> {
  const byAccess = readFlag(node, 'IsAccessTime') === true;
  const returns = readFlag(node, 'ReturnToStdWhenVisit');
  if (byAccess && !BY_ACCESS.includes(storageClass))
    throw refuse('lifecycle-access-time-class').because({ storageClass });
  if (byAccess !== (returns !== undefined)) throw refuse('lifecycle-return-misplaced').because({ byAccess });
  if (returns && storageClass !== 'IA') throw refuse('lifecycle-return-class').because({ storageClass });
  return { byAccess, returns, smallFiles: readFlag(node, 'AllowSmallFile') };
}
