import { refuse } from '../../../errors/refuse.ts';
import type { Change, ObjectRecord, Retention } from '../../../store/store.ts';
import type { XmlNode } from '../../../xml/read.ts';
import { readMode } from '../../bucket/object-worm/configuration.ts';
import { receiveDocument } from '../../document.ts';
import { bypassesGovernance } from '../../immutable.ts';
import { answer, operation } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../../version-id.ts';
import { existingObject } from '../existing.ts';
import { checkObjectWorm, readUntil } from './lock.ts';

const MAX_BYTES = 4096;

/** operations.md §11.7; the rules are those of the PutObjectRetention page. */
export const putObjectRetention = operation({
  name: 'PutObjectRetention',
  method: 'PUT',
  resource: 'object',
  subResource: 'retention',
  action: 'oss:PutObjectRetention',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    const versionId = requestedVersion(call);
    const malformed = () => refuse('retention-malformed-xml');
    const retention = readRetention(await receiveDocument(call, { limit: MAX_BYTES, malformed }));
    checkObjectWorm(call.bucket);
    const now = call.runtime.clock.now();
    if (retention.until <= now) {
      const ArgumentValue = new Date(retention.until).toISOString();
      throw refuse('retention-date-past', { ArgumentName: 'RetainUntilDate', ArgumentValue });
    }
    const bypass = await bypassesGovernance(call);
    const found = await existingObject(call, versionId);
    const change: Change = (object) => {
      checkRetention(object, retention, now, bypass);
      return { state: { ...object.state, retention } };
    };
    await call.store.updateObject(call.bucketName, call.key, change, found.versionId);
    return answer(200, versionHeader(versionIdOf(call.bucket, found)));
  },
});

/** @throws OssError `retention-malformed-xml`. */
function readRetention(root: XmlNode | undefined): Retention {
  const named = root?.name === 'Retention' ? root : undefined;
  const mode = named && readMode(texts(named, 'Mode')[0]);
  const until = named && readUntil(texts(named, 'RetainUntilDate')[0]);
  if (mode === undefined || until === undefined) throw refuse('retention-malformed-xml');
  return { mode, until };
}

/** A retention that counts can be made longer by anybody, anything else only in governance mode by those who may bypass it. */
function checkRetention({ type, state }: ObjectRecord, { mode, until }: Retention, now: number, bypass: boolean): void {
  if (type === 'Appendable') {
    throw refuse('retention-appendable', { Detail: 'PutObjectRetention operation does not support this object type' });
  }
  const before = state?.retention;
  if (before === undefined || now >= before.until) return;
  const weaker = until < before.until || (before.mode === 'COMPLIANCE' && mode === 'GOVERNANCE');
  if (!weaker || (before.mode === 'GOVERNANCE' && bypass)) return;
  throw refuse('retention-shortened').because({ mode: before.mode, until: before.until, asked: { mode, until } });
}
