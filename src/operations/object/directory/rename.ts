import { refuse } from '../../../errors/refuse.ts';
import { decodePercent, utf8FromBytes } from '../../../wire/percent.ts';
import { argument } from '../../argument.ts';
import { removalGuard } from '../../immutable.ts';
import { answer, type Call, operation } from '../../operation.ts';
import { directoryKey, hasDirectory, parentOf, requireHierarchy } from './hierarchy.ts';

const SOURCE = 'x-oss-rename-source';

/** operations.md §11.4: an object, or a directory with all that is in it, in one step. */
export const rename = operation({
  name: 'Rename',
  method: 'POST',
  resource: 'object',
  subResource: 'x-oss-rename',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  async run(call) {
    requireHierarchy(call);
    const { store, bucket, bucketName } = call;
    const source = requestedSource(call);
    const object = source.endsWith('/') ? undefined : await store.object(bucketName, source);
    const from = object === undefined ? directoryKey(source) : source;
    const to = object === undefined ? directoryKey(call.key) : call.key;
    await call.permit({ action: 'oss:DeleteObject', access: 'write', bucket, key: source });
    if (object === undefined && !(await hasDirectory(call, from))) throw refuse('no-such-key', { Key: source });
    if (object === undefined && to.startsWith(from)) throw refuse('rename-source-invalid', argument(SOURCE, source));
    const parent = parentOf(to);
    if (parent !== undefined && !(await hasDirectory(call, parent))) throw refuse('no-such-key', { Key: parent });
    if (await taken(call)) throw refuse('rename-target-exists', { Key: call.key });
    if (object !== undefined) (await removalGuard(call))?.(object);
    const outcome = await store.rename(bucketName, from, to);
    if (outcome === 'missing') throw refuse('no-such-key', { Key: source });
    if (outcome === 'taken') throw refuse('rename-target-exists', { Key: call.key });
    return answer(200);
  },
});

/** Encoded or not: SDKs do both. @throws OssError `rename-source-invalid`. */
function requestedSource({ request }: Call): string {
  const sent = request.headers.get(SOURCE) ?? '';
  const source = utf8FromBytes(decodePercent(sent) ?? sent);
  if (source === undefined || /^\/*$/.test(source)) throw refuse('rename-source-invalid', argument(SOURCE, sent));
  return source;
}

/** An object of that name, or a directory. */
async function taken(call: Call): Promise<boolean> {
  const name = call.key.replace(/\/$/, '');
  return (await call.store.object(call.bucketName, name)) !== undefined || hasDirectory(call, name);
}
