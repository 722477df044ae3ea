import { refuse } from '../../../errors/refuse.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { continuationToken, keyOfToken } from '../../bucket/continuation-token.ts';
import { removalGuard } from '../../immutable.ts';
import { type Call, operation, xmlAnswer } from '../../operation.ts';
import { directoryKey, hasDirectory, requireHierarchy } from './hierarchy.ts';

const RECURSIVE = 'x-oss-delete-recursive';
const TOKEN = 'x-oss-delete-token';
/** Objects and directories that one call deletes. */
const PAGE = 100;

/** operations.md §11.4: an empty directory, or one with all that is in it, a hundred at a time and itself at last. */
export const deleteDirectory = operation({
  name: 'DeleteDirectory',
  method: 'POST',
  resource: 'object',
  subResource: 'x-oss-delete',
  action: 'oss:DeleteObject',
  access: 'write',
  support: 'works',
  async run(call) {
    requireHierarchy(call);
    const path = directoryKey(call.key);
    const recursive = requested(call, RECURSIVE) === 'true';
    const after = (recursive && requestedKey(call, path)) || path;
    if (!(await hasDirectory(call, path))) throw refuse('no-such-key', { Key: call.key });

    const inside = await listed(call, path, after);
    if (inside.length > 0 && !recursive) throw refuse('directory-not-empty', { Key: call.key });
    const page = inside.slice(0, PAGE);
    const last = page.length < PAGE;
    await remove(call, last ? [...page, path] : page);
    return xmlAnswer(
      xmlDocument([
        'DeleteDirectoryResult',
        [
          ['DirectoryName', path.slice(0, -1)],
          ['DeleteNumber', page.length + (last ? 1 : 0)],
          !last && ['NextDeleteToken', continuationToken(page.at(-1) as string)],
        ],
      ]),
    );
  },
});

/** The documentation has headers, Java's SDK query parameters. */
function requested({ request }: Call, name: string): string | undefined {
  return request.headers.get(name) ?? request.query.get(name);
}

/** The key behind which a page begins. @throws OssError `delete-token-invalid`. */
function requestedKey(call: Call, path: string): string | undefined {
  const token = requested(call, TOKEN);
  if (token === undefined || token === '') return undefined;
  const key = keyOfToken(token);
  if (key?.startsWith(path)) return key;
  throw refuse('delete-token-invalid', argument(TOKEN, token));
}

/** What the directory holds, itself aside; one more than a page where there is more. */
async function listed({ store, bucketName }: Call, path: string, after: string): Promise<string[]> {
  const query = { bucket: bucketName, prefix: path, delimiter: '', after, limit: PAGE + 1 };
  return (await store.list(query)).objects.map(({ key }) => key);
}

/** @throws OssError an AccessDenied: whoever deletes a directory has to have the right to delete all that is in it. */
async function remove(call: Call, keys: readonly string[]): Promise<void> {
  const { store, bucket, bucketName } = call;
  const guard = await removalGuard(call);
  for (const key of keys) await call.permit({ action: 'oss:DeleteObject', access: 'write', bucket, key });
  for (const key of keys) await store.deleteObject(bucketName, key, undefined, guard);
}
