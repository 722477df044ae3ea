import { refuse } from '../../../errors/refuse.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { readXml } from '../../../xml/read.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { operation, xmlAnswer } from '../../operation.ts';
import { readInventory } from './configuration.ts';
import { documentName, inventoryIds } from './stored.ts';

const PAGE = 100;

/** operations.md §5.11: a hundred at a time, by id; the token is the last id told. Without any it is an error. */
export const listBucketInventory = operation({
  name: 'ListBucketInventory',
  method: 'GET',
  resource: 'bucket',
  subResource: 'inventory',
  action: 'oss:GetBucketInventory',
  access: 'manage',
  support: 'works',
  run({ bucket, request }) {
    const all = inventoryIds(bucket);
    if (all.length === 0) throw refuse('no-inventory-configuration');
    const token = request.query.get('continuation-token') ?? '';
    const left = all.filter((id) => id > (utf8FromBytes(token) ?? token));
    const page = left.slice(0, PAGE);
    const truncated = left.length > PAGE;
    return xmlAnswer(
      xmlDocument([
        'ListInventoryConfigurationsResult',
        [
          ...page.map((id): XmlElement => readInventory(readXml(bucket.documents[documentName(id)] ?? '')).element),
          ['IsTruncated', truncated],
          truncated && ['NextContinuationToken', page.at(-1) as string],
        ],
      ]),
    );
  },
});
