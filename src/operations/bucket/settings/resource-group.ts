import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import { type XmlElement, xmlDocument } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import type { Call, ServiceSettings } from '../../operation.ts';
import { setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';

/** The name under which a bucket keeps the document, when its group was ever set. */
export const RESOURCE_GROUP = 'resourceGroup';

/** Where buckets are that were put nowhere else. */
const DEFAULT_GROUP = 'rg-default-id';

/** The resource group of a bucket (operations.md §5.17). An empty id means the default group. */
export const resourceGroup = setting<string>({
  title: 'BucketResourceGroup',
  subResource: RESOURCE_GROUP,
  support: 'works',
  deletable: false,
  malformed: () => refuse('setting-malformed-xml'),
  read(root) {
    const id = root?.name === 'BucketResourceGroupConfiguration' ? texts(root, 'ResourceGroupId')[0] : undefined;
    if (id === undefined) throw refuse('setting-malformed-xml');
    return id === '' ? DEFAULT_GROUP : id;
  },
  check: ({ service }, id) => checkKnown(service, id),
  print: element,
  unset: () => element(DEFAULT_GROUP),
});

function element(id: string): XmlElement {
  return ['BucketResourceGroupConfiguration', [['ResourceGroupId', id]]];
}

/** The document of a bucket that is made in a group. */
export function resourceGroupDocument(id: string): string {
  return xmlDocument(element(id));
}

/** @throws OssError `resource-group-unknown` for a group that is neither the default one nor configured. */
function checkKnown({ resourceGroups }: ServiceSettings, id: string): void {
  if (id === DEFAULT_GROUP || resourceGroups.includes(id)) return;
  throw refuse('resource-group-unknown').because({ id, known: [DEFAULT_GROUP, ...resourceGroups] });
}

export function resourceGroupOf(bucket: BucketRecord): string {
  return resourceGroup.of(bucket) ?? DEFAULT_GROUP;
}

/**
 * The resource group that PutBucket asks for, if any.
 * @throws OssError `resource-group-invalid` for what is no id, `resource-group-unknown`.
 */
export function requestedResourceGroup({ request, service }: Call): string | undefined {
  const bytes = request.headers.get('x-oss-resource-group-id');
  if (bytes === undefined) return undefined;
  const id = utf8FromBytes(bytes) ?? bytes;
  if (!/^rg-[A-Za-z0-9-]+$/.test(id))
    throw refuse('resource-group-invalid', argument('x-oss-resource-group-id', bytes));
  checkKnown(service, id);
  return id;
}
