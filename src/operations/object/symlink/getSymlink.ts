import { refuse } from '../../../errors/refuse.ts';
import { httpDate } from '../../../wire/dates.ts';
import { encodePercent } from '../../../wire/percent.ts';
import { operation } from '../../operation.ts';
import { requestedVersion, versionHeader, versionIdOf } from '../../version-id.ts';
import { existingObject } from '../existing.ts';
import { TARGET } from './target.ts';

/** operations.md §6.11: the link itself, without a body. */
export const getSymlink = operation({
  name: 'GetSymlink',
  method: 'GET',
  resource: 'object',
  subResource: 'symlink',
  action: 'oss:GetObject',
  access: 'read',
  support: 'works',
  async run(call) {
    const link = await existingObject(call, requestedVersion(call), 'delete-marker-read');
    const target = link.state?.symlinkTarget;
    if (target === undefined) throw refuse('not-a-symlink').because({ type: link.type });
    return {
      status: 200,
      headers: [
        ['Last-Modified', httpDate(link.lastModified)],
        ['ETag', `"${link.etag}"`],
        [TARGET, encodePercent(target)],
        ...link.headers,
        ...versionHeader(versionIdOf(call.bucket, link)),
      ],
      contentType: link.contentType,
    };
  },
});
