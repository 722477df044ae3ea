import { refuse } from '../../../errors/refuse.ts';
import { selectCsv } from '../../../select/csv/select.ts';
import type { Progress } from '../../../select/drive.ts';
import { selectJson } from '../../../select/json/select.ts';
import { type Part, partOf, readingOf, wholeOf } from '../../../select/meta.ts';
import type { ByteRange, ObjectRecord } from '../../../store/store.ts';
import { checkConditions } from '../../conditions.ts';
import { type Answer, type Call, operation } from '../../operation.ts';
import { requestedRanges } from '../../range.ts';
import { requestedVersion } from '../../version-id.ts';
import { readableObject } from '../existing.ts';
import { notModified } from '../not-modified.ts';
import { blocksOf, gunzipped } from './blocks.ts';
import { framedBody, rawBody } from './body.ts';
import { headersOf } from './headers.ts';
import { metaOf } from './kept-meta.ts';
import { receiveSelect, type SelectRequest } from './request.ts';

/** operations.md §11.2. */
export const selectCsvObject = declare('csv');
export const selectJsonObject = declare('json');

function declare(format: 'csv' | 'json') {
  return operation({
    name: 'SelectObject',
    method: 'POST',
    resource: 'object',
    subResource: 'x-oss-process',
    when: `x-oss-process=${format}/select`,
    action: 'oss:GetObject',
    access: 'read',
    support: 'works',
    takesBody: true,
    async run(call) {
      const versionId = requestedVersion(call);
      const request = await receiveSelect(call, format);
      const object = await readableObject(call, versionId);
      if (checkConditions(call.request.headers, object) === 'not-modified') return notModified(call, object);
      return answered(call, object, request);
    },
  });
}

/** The first block is read before anything is answered: what is wrong with it is refused as usual. */
async function answered(call: Call, object: ObjectRecord, request: SelectRequest): Promise<Answer> {
  const results = query(call, object, request);
  const first = await results.next();
  const headers = headersOf(call, object);
  headers.push(['x-oss-select-output-raw', String(request.raw)]);
  const body = request.raw ? rawBody(results, first) : framedBody(call, results, first, request.checksums);
  return { status: 206, headers, contentType: object.contentType, body, chunked: true };
}

function query(call: Call, object: ObjectRecord, request: SelectRequest): AsyncGenerator<Progress> {
  const part = partIn(call, object, request);
  const read = (start: number, stop: number) => {
    if (start >= stop) return none();
    const range = start === 0 && stop === object.size ? undefined : { first: start, last: stop - 1 };
    const source = call.store.read(object, range);
    return blocksOf(request.gzip ? gunzipped(source) : source);
  };
  if (request.format === 'json') return selectJson(request.select, read, part);
  const window = request.gzip || request.range !== undefined ? undefined : byteWindow(call, object);
  return selectCsv(request.select, read, part, window);
}

async function* none(): AsyncGenerator<Buffer> {}

/** Of a compressed object nothing but the whole can be read. */
function partIn(call: Call, object: ObjectRecord, { format, range, gzip, select }: SelectRequest): Part {
  if (range === undefined || gzip) return wholeOf(object.size);
  const meta = metaOf(call.store, object);
  if (meta === undefined) throw refuse('select-range-without-metadata').because({ etag: object.etag });
  if (meta.reading !== readingOf(format === 'csv' ? select.input : undefined)) {
    throw refuse('select-metadata-differs', {
      ArgumentName: 'Range',
      ArgumentValue: `${range.unit}-range=${range.text}`,
    });
  }
  return partOf(meta, range);
}

/** The Range header counts for CSV objects; of several ranges the first (EC page 0016-00000837). */
function byteWindow(call: Call, object: ObjectRecord): ByteRange | undefined {
  return requestedRanges(call.request.headers, object.size)?.[0];
}
