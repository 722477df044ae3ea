import { refuse } from '../../../errors/refuse.ts';
import type { ObjectRecord } from '../../../store/store.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import { xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { receiveDocument } from '../../document.ts';
import { type Call, operation, xmlAnswer } from '../../operation.ts';
import { texts } from '../../setting-values.ts';
import { aggregationElement, readAggregation } from './aggregation.ts';
import { readCondition } from './condition.ts';
import { fieldOf } from './fields.ts';
import { fileElement } from './file.ts';
import { openedAt } from './state.ts';

const MAX_BYTES = 64 * 1024;
const MAX_RESULTS = 100;

/** operations.md §11.6: objects by their metadata, or what is calculated from those found. */
export const doMetaQuery = operation({
  name: 'DoMetaQuery',
  method: 'POST',
  resource: 'bucket',
  subResource: 'metaQuery',
  when: 'comp=query',
  action: 'oss:DoMetaQuery',
  access: 'manage',
  support: 'works',
  takesBody: true,
  async run(call) {
    openedAt(call.bucket);
    const malformed = () => refuse('meta-query-malformed');
    const root = await receiveDocument(call, { limit: MAX_BYTES, malformed });
    const query = root?.name === 'MetaQuery' ? texts(root, 'Query')[0] : undefined;
    if (root === undefined || query === undefined) throw malformed();
    const holds = readCondition(query);
    const limit = maxResults(root);
    const order = readOrder(root);
    const start = readToken(root);
    const list = child(root, 'Aggregations');
    const aggregations = (list?.children ?? []).filter(({ name }) => name === 'Aggregation').map(readAggregation);

    const found = await objectsThat(holds, call);
    if (aggregations.length > 0) {
      const results = aggregations.map((one) => aggregationElement(one, found));
      return xmlAnswer(
        xmlDocument([
          'MetaQuery',
          [
            ['NextToken', ''],
            ['Aggregations', results],
          ],
        ]),
      );
    }
    if (order !== undefined) found.sort(order);
    const end = start + limit;
    return xmlAnswer(
      xmlDocument([
        'MetaQuery',
        [
          ['NextToken', end < found.length ? token(end) : ''],
          ['Files', found.slice(start, end).map(fileElement)],
        ],
      ]),
    );
  },
});

async function objectsThat(
  holds: (object: ObjectRecord) => boolean,
  { store, bucketName: bucket }: Call,
): Promise<ObjectRecord[]> {
  const found: ObjectRecord[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await store.list({ bucket, prefix: '', delimiter: '', after, limit: 1000 });
    for (const object of page.objects) if (holds(object)) found.push(object);
    after = page.next;
  }
  return found;
}

/** 0 and nothing mean 100. */
function maxResults(root: XmlNode): number {
  const text = texts(root, 'MaxResults')[0] || '0';
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number <= MAX_RESULTS) return number || MAX_RESULTS;
  throw refuse('meta-query-invalid', argument('MaxResults', text));
}

/** Without Sort, by key; with it the greatest first, unless said otherwise. Objects without the value come last. */
function readOrder(root: XmlNode): ((a: ObjectRecord, b: ObjectRecord) => number) | undefined {
  const name = texts(root, 'Sort')[0];
  const direction = texts(root, 'Order')[0] || 'desc';
  if (direction !== 'asc' && direction !== 'desc') throw refuse('meta-query-invalid', argument('Order', direction));
  if (!name) return undefined;
  const field = fieldOf(name);
  if (field === undefined) throw refuse('meta-query-invalid', argument('Sort', name));
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) => {
    const [x, y] = [field.of(a), field.of(b)];
    if (x === y) return 0;
    if (x === undefined) return 1;
    if (y === undefined) return -1;
    return x < y ? -sign : sign;
  };
}

/** How many objects come before a page, in Base64. */
function token(start: number): string {
  return Buffer.from(`${start}`).toString('base64');
}

function readToken(root: XmlNode): number {
  const text = texts(root, 'NextToken')[0] ?? '';
  if (text === '') return 0;
  const start = Buffer.from(text, 'base64').toString();
  if (/^\d{1,9}$/.test(start)) return Number(start);
  throw refuse('meta-query-invalid', argument('NextToken', text));
}
