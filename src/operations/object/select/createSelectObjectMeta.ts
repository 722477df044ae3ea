import { Frames } from '../../../select/frames.ts';
import { csvMeta, jsonMeta, readingOf, type SelectMeta } from '../../../select/meta.ts';
import type { ObjectRecord } from '../../../store/store.ts';
import { type Call, operation } from '../../operation.ts';
import { requestedVersion } from '../../version-id.ts';
import { readableObject } from '../existing.ts';
import { blocksOf } from './blocks.ts';
import { headersOf } from './headers.ts';
import { keepMeta, metaOf } from './kept-meta.ts';
import { type MetaRequest, receiveMetaRequest } from './request.ts';

/** operations.md §11.2. The CreateSelectObjectMeta page asks for the right to write. */
export const createCsvMeta = declare('csv');
export const createJsonMeta = declare('json');

function declare(format: 'csv' | 'json') {
  return operation({
    name: 'CreateSelectObjectMeta',
    method: 'POST',
    resource: 'object',
    subResource: 'x-oss-process',
    when: `x-oss-process=${format}/meta`,
    action: 'oss:PutObject',
    access: 'write',
    support: 'works',
    takesBody: true,
    async run(call) {
      const versionId = requestedVersion(call);
      const request = await receiveMetaRequest(call, format);
      const object = await readableObject(call, versionId);
      const { rows, columns, splits, size } = await metaFor(call, object, request);
      return {
        status: 200,
        headers: headersOf(call, object),
        contentType: object.contentType,
        body: new Frames(true).metaEnd(size, 200, { splits: splits.length, rows, columns }),
      };
    },
  });
}

/** What is kept is returned as it is, unless it is to be overwritten or was read in another way. */
async function metaFor(call: Call, object: ObjectRecord, { csv, overwrite }: MetaRequest): Promise<SelectMeta> {
  const known = metaOf(call.store, object);
  if (known !== undefined && !overwrite && known.reading === readingOf(csv)) return known;
  const blocks = blocksOf(call.store.read(object));
  const meta = await (csv === undefined ? jsonMeta(blocks) : csvMeta(blocks, csv));
  keepMeta(call.store, object, meta);
  return meta;
}
