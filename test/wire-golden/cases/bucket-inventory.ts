import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, DISTANT_BUCKET, FOREIGN_BUCKET, type SignedAsk } from '../support/case.ts';

const ask = (method: string, query: string, body?: string): SignedAsk => ({ method, bucket: BUCKET, query, body });
const one = (id: string): string => `inventory&inventoryId=${id}`;

/** The document with some of its parts replaced; an empty part is left out. */
interface Parts {
  readonly id?: string;
  readonly enabled?: string;
  readonly format?: string;
  readonly account?: string;
  readonly bucket?: string;
  readonly schedule?: string;
  readonly filter?: string;
  readonly fields?: string;
  readonly versions?: string;
}
const inventory = (parts: Parts = {}): string => {
  const {
    id = 'report1',
    enabled = '<IsEnabled>true</IsEnabled>',
    format = '<Format>CSV</Format>',
    account = '<AccountId>1234567890123456</AccountId>',
    bucket = `acs:oss:::${BUCKET}`,
    schedule = '<Frequency>Daily</Frequency>',
    filter = '<Prefix>logs/</Prefix>',
    fields = '<Field>Size</Field><Field>ETag</Field>',
    versions = 'All',
  } = parts;
  return `<InventoryConfiguration>${id && `<Id>${id}</Id>`}${enabled}<Filter>${filter}</Filter><Destination><OSSBucketDestination>${format}${account}<RoleArn>acs:ram::1234567890123456:role/AliyunOSSRole</RoleArn><Bucket>${bucket}</Bucket><Prefix>reports/</Prefix><Encryption><SSE-KMS><KeyId>my-key</KeyId></SSE-KMS></Encryption></OSSBucketDestination></Destination><Schedule>${schedule}</Schedule><IncludedObjectVersions>${versions}</IncludedObjectVersions><OptionalFields>${fields}</OptionalFields></InventoryConfiguration>`;
};
const put = (parts: Parts = {}): SignedAsk => ask('PUT', one(parts.id ?? 'report1'), inventory(parts));

const refused = (cause: Cause, rule: string, parts: Parts, name: string = cause): Case => ({
  name,
  rule,
  cause,
  ask: put(parts),
});

/** Inventories of a bucket (operations.md §5.11). */
export const bucketInventoryCases: Cases = {
  PutBucketInventory: [
    { name: 'set', rule: 'an inventory that is taken is answered without body', ask: put() },
    {
      name: 'inventory-id-missing',
      rule: 'the id is named in the query',
      cause: 'inventory-id-missing',
      ask: ask('PUT', 'inventory', inventory()),
    },
    {
      name: 'inventory-id-mismatch',
      rule: 'the id in the query is that of the document',
      cause: 'inventory-id-mismatch',
      ask: ask('PUT', one('report2'), inventory()),
    },
    {
      name: 'inventory-malformed-xml',
      rule: 'the document is an InventoryConfiguration',
      cause: 'inventory-malformed-xml',
      ask: ask('PUT', one('report1'), '<Inventory/>'),
    },
    {
      name: 'inventory-id-node-missing',
      rule: 'the document has the id, too',
      cause: 'inventory-id-node-missing',
      ask: ask('PUT', one('report1'), inventory({ id: '' })),
    },
    refused('inventory-field-invalid', 'a field is one of those inventories have', {
      fields: '<Field>Colour</Field>',
    }),
    refused('inventory-versions-invalid', 'the versions are All or Current', { versions: 'test' }),
    refused('inventory-prefix-too-long', 'a prefix has at most 1023 characters', {
      filter: `<Prefix>${'p'.repeat(1024)}</Prefix>`,
    }),
    refused('inventory-id-invalid', 'an id has at most 192 characters', { id: 'i'.repeat(193) }),
    refused('inventory-enabled-missing', 'IsEnabled is required', { enabled: '' }),
    refused('inventory-enabled-invalid', 'IsEnabled is true or false', { enabled: '<IsEnabled>yes</IsEnabled>' }),
    refused('inventory-format-missing', 'Format is required', { format: '' }),
    refused('inventory-format-invalid', 'Format is CSV', { format: '<Format>JSON</Format>' }),
    refused('inventory-account-missing', 'AccountId is required', { account: '' }),
    refused('inventory-account-invalid', 'AccountId is that of the owner', {
      account: '<AccountId>6543210987654321</AccountId>',
    }),
    refused('inventory-destination-malformed', 'the destination is written as a resource', { bucket: BUCKET }),
    refused('inventory-destination-name-length', 'the name of the destination is that of a bucket', {
      bucket: 'acs:oss:::ab',
    }),
    refused('inventory-destination-unknown', 'the destination exists', { bucket: 'acs:oss:::missingbucket' }),
    refused(
      'inventory-destination-unknown',
      'the destination lies in the same region',
      { bucket: `acs:oss:::${DISTANT_BUCKET}` },
      'destination-elsewhere',
    ),
    refused('inventory-destination-foreign', 'the destination belongs to the same account', {
      bucket: `acs:oss:::${FOREIGN_BUCKET}`,
    }),
    refused('inventory-frequency-missing', 'Frequency is required', { schedule: '' }),
    refused('inventory-frequency-invalid', 'Frequency is one of four', {
      schedule: '<Frequency>Hourly</Frequency>',
    }),
    refused('inventory-begin-not-a-number', 'times are numbers', {
      filter: '<LastModifyBeginTimeStamp>today</LastModifyBeginTimeStamp>',
    }),
    refused('inventory-begin-out-of-range', 'the begin is not after the end', {
      filter:
        '<LastModifyBeginTimeStamp>1700000001</LastModifyBeginTimeStamp><LastModifyEndTimeStamp>1700000000</LastModifyEndTimeStamp>',
    }),
    refused('inventory-end-out-of-range', 'the end is after 2009', {
      filter: '<LastModifyEndTimeStamp>1262275199</LastModifyEndTimeStamp>',
    }),
    refused('inventory-lower-size-not-a-number', 'a lower size is a number', {
      filter: '<LowerSizeBound>1K</LowerSizeBound>',
    }),
    refused('inventory-upper-size-not-a-number', 'an upper size is a number', {
      filter: '<UpperSizeBound>1K</UpperSizeBound>',
    }),
    refused('inventory-lower-size-out-of-range', 'the lower size is not above the upper', {
      filter: '<LowerSizeBound>2</LowerSizeBound><UpperSizeBound>1</UpperSizeBound>',
    }),
    refused('inventory-upper-size-out-of-range', 'the upper size is not zero', {
      filter: '<UpperSizeBound>0</UpperSizeBound>',
    }),
    {
      name: 'inventory-exists',
      rule: 'an id is used once',
      cause: 'inventory-exists',
      before: [put()],
      ask: put({ enabled: '<IsEnabled>false</IsEnabled>' }),
    },
  ],
  GetBucketInventory: [
    {
      name: 'set',
      rule: "an inventory comes back in the service's order, its booleans in lower case",
      before: [put({ enabled: '<IsEnabled>True</IsEnabled>' })],
      ask: ask('GET', one('report1')),
    },
    {
      name: 'no-inventory-configuration',
      rule: 'an inventory that was never put is not found',
      cause: 'no-inventory-configuration',
      before: [put()],
      ask: ask('GET', one('report2')),
    },
  ],
  ListBucketInventory: [
    {
      name: 'two',
      rule: 'inventories are listed by id',
      before: [put({ id: 'weekly', schedule: '<Frequency>Weekly</Frequency>' }), put()],
      ask: ask('GET', 'inventory'),
    },
    {
      name: 'after-token',
      rule: 'a token is the last id of the page before',
      before: [put({ id: 'weekly' }), put()],
      ask: ask('GET', 'inventory&continuation-token=report1'),
    },
    {
      name: 'no-inventory-configuration',
      rule: 'none at all is an error',
      cause: 'no-inventory-configuration',
      ask: ask('GET', 'inventory'),
    },
  ],
  DeleteBucketInventory: [
    {
      name: 'set',
      rule: 'an inventory goes with a 204',
      before: [put()],
      ask: ask('DELETE', one('report1')),
      after: { ask: ask('GET', one('report1')), status: 404 },
    },
    { name: 'never-set', rule: 'also when there was none', ask: ask('DELETE', one('report1')) },
  ],
};
