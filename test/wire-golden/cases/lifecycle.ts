import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, type SignedAsk } from '../support/case.ts';

const get: SignedAsk = { method: 'GET', bucket: BUCKET, query: 'lifecycle' };
const put = (body: string, headers: SignedAsk['headers'] = {}): SignedAsk => ({
  method: 'PUT',
  bucket: BUCKET,
  query: 'lifecycle',
  body,
  headers,
});
const remove: SignedAsk = { method: 'DELETE', bucket: BUCKET, query: 'lifecycle' };
const monitor = (status: string): SignedAsk => ({
  method: 'PUT',
  bucket: BUCKET,
  query: 'accessmonitor',
  body: `<AccessMonitorConfiguration><Status>${status}</Status></AccessMonitorConfiguration>`,
});

const rules = (...inside: string[]): string =>
  `<LifecycleConfiguration>${inside.map((rule) => `<Rule>${rule}</Rule>`).join('')}</LifecycleConfiguration>`;
const HEAD = '<ID>rule</ID><Prefix>logs/</Prefix><Status>Enabled</Status>';
const EXPIRE = '<Expiration><Days>30</Days></Expiration>';
const ABORT = '<AbortMultipartUpload><Days>7</Days></AbortMultipartUpload>';
const MARKERS = '<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>';
const move = (storageClass: string, inside: string): string =>
  `<Transition>${inside}<StorageClass>${storageClass}</StorageClass></Transition>`;
const days = (count: number): string => `<Days>${count}</Days>`;
const before = (day: string): string => `<CreatedBeforeDate>${day}T00:00:00.000Z</CreatedBeforeDate>`;
const tag = (key: string, value: string): string => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
const under = (prefix: string, inside: string): string => `<Prefix>${prefix}</Prefix><Status>Enabled</Status>${inside}`;
const ACCESS = '<IsAccessTime>true</IsAccessTime>';
const RETURN = '<ReturnToStdWhenVisit>true</ReturnToStdWhenVisit>';

/** All that rules can hold, in another order than the service prints it. */
const EVERYTHING = rules(
  `<Status>Enabled</Status><Prefix>logs/</Prefix><ID>objects</ID>${EXPIRE}${move('Archive', days(20))}${move('IA', days(10))}${tag('team', 'a+b')}${tag('empty', '')}<Filter><ObjectSizeLessThan>1000000</ObjectSizeLessThan><ObjectSizeGreaterThan>100</ObjectSizeGreaterThan><Not><Prefix>logs/keep/</Prefix>${tag('keep', 'yes')}</Not></Filter>`,
  `<ID>uploads</ID>${under('', `${ABORT}${MARKERS}`)}`,
  `<ID>versions</ID>${under('old/', `<NoncurrentVersionTransition><NoncurrentDays>10</NoncurrentDays><StorageClass>ColdArchive</StorageClass></NoncurrentVersionTransition><NoncurrentVersionExpiration><NoncurrentDays>90</NoncurrentDays></NoncurrentVersionExpiration>`)}`,
  `<ID>off</ID><Prefix>off/</Prefix><Status>Disabled</Status><Expiration>${before('2024-01-01')}</Expiration>`,
);
const BY_ACCESS = rules(
  `<ID>cold</ID>${under('', move('IA', `${days(90)}${ACCESS}${RETURN}<AllowSmallFile>false</AllowSmallFile>`))}`,
);

const refused = (cause: Cause, rule: string, body: string, name: string = cause): Case => ({
  name,
  rule,
  cause,
  ask: put(body),
  after: { ask: get, status: 404 },
});
/** A rule that is refused for what stands in it behind ID, Prefix and Status. */
const wrong = (cause: Cause, rule: string, inside: string, name: string = cause): Case =>
  refused(cause, rule, rules(`${HEAD}${inside}`), name);
const filter = (inside: string): string => `<Filter>${inside}</Filter>${EXPIRE}`;

/** operations.md §5.1. */
export const lifecycleCases: Cases = {
  PutBucketLifecycle: [
    { name: 'set', rule: 'rules that are taken are answered without body', ask: put(EVERYTHING) },
    {
      name: 'overlap-allowed',
      rule: 'rules for the same objects may do the same when the request says so',
      ask: put(rules(under('a', EXPIRE), under('a/b', EXPIRE), under('a', move('IA', days(3)))), {
        'x-oss-allow-same-action-overlap': 'true',
      }),
    },
    {
      name: 'other-tag-value',
      rule: 'rules that ask for different values of a tag share no objects',
      ask: put(rules(under('', `${tag('k', '1')}${EXPIRE}`), under('', `${tag('k', '2')}${EXPIRE}`))),
    },
    refused('lifecycle-malformed-xml', 'the document has to be one', '<LifecycleConfiguration><Rule>'),
    refused('lifecycle-wrong-root', 'its root has its name', '<Lifecycle/>'),
    refused('lifecycle-without-rule', 'it holds a rule', '<LifecycleConfiguration/>'),
    refused(
      'lifecycle-too-many-rules',
      'it holds a thousand at most',
      rules(...Array.from({ length: 1001 }, (_, i) => under(`${i}/`, EXPIRE))),
    ),
    refused(
      'lifecycle-root-child-unknown',
      'it holds nothing else',
      `<LifecycleConfiguration><Policy/></LifecycleConfiguration>`,
    ),
    refused('lifecycle-unknown-element', 'a rule holds nothing unknown', rules(`${HEAD}${EXPIRE}<Owner>me</Owner>`)),
    refused(
      'lifecycle-id-too-long',
      'an ID has 255 characters at most',
      rules(`<ID>${'i'.repeat(256)}</ID>${under('a', EXPIRE)}`),
    ),
    refused(
      'lifecycle-id-repeated',
      'an ID stands once',
      rules(`<ID>r</ID>${under('a', EXPIRE)}`, `<ID>r</ID>${under('b', EXPIRE)}`),
    ),
    refused(
      'lifecycle-prefix-missing',
      'a rule has a Prefix, and be it empty',
      rules(`<Status>Enabled</Status>${EXPIRE}`),
    ),
    refused(
      'lifecycle-prefix-too-long',
      'a Prefix has 1023 characters at most',
      rules(under('p'.repeat(1024), EXPIRE)),
    ),
    refused(
      'lifecycle-status-invalid',
      'Status is Enabled or Disabled',
      rules(`<Prefix>a</Prefix><Status>On</Status>${EXPIRE}`),
    ),
    wrong('lifecycle-without-action', 'a rule does something', ''),
    wrong('lifecycle-element-repeated', 'what there is one of stands once', `${EXPIRE}${EXPIRE}`),
    wrong('lifecycle-element-missing', 'Filter/Not has a Prefix', filter(`<Not>${tag('a', 'b')}</Not>`)),
    wrong('lifecycle-element-missing', 'an abort has a time', '<AbortMultipartUpload/>', 'abort-without-time'),
    wrong('lifecycle-tag-incomplete', 'a tag has a Key and a Value', `<Tag><Key>k</Key></Tag>${EXPIRE}`),
    wrong('lifecycle-tag-repeated', 'the keys of tags differ', `${tag('k', '1')}${tag('k', '2')}${EXPIRE}`),
    wrong('lifecycle-tag-key-empty', 'a tag has a name', `${tag('', '1')}${EXPIRE}`),
    wrong('lifecycle-tag-key-characters', 'a key has the characters of tags', `${tag('k#', '1')}${EXPIRE}`),
    wrong('lifecycle-tag-value-characters', 'so has a value', `${tag('k', '1#')}${EXPIRE}`),
    wrong('lifecycle-tag-with-upload-action', 'uploads have no tags', `${tag('k', '1')}${ABORT}`),
    wrong(
      'lifecycle-not-with-upload-action',
      'delete markers are not excluded',
      `<Filter><Not><Prefix>logs/a</Prefix></Not></Filter>${MARKERS}`,
    ),
    wrong(
      'lifecycle-not-prefix-outside',
      'what is excluded lies under the prefix',
      filter('<Not><Prefix>other/</Prefix></Not>'),
    ),
    wrong(
      'lifecycle-not-tag-same',
      'a tag is not asked for and excluded',
      `${tag('k', '1')}${filter(`<Not><Prefix>logs/</Prefix>${tag('k', '1')}</Not>`)}`,
    ),
    wrong(
      'lifecycle-size-above-invalid',
      'a size is a number',
      filter('<ObjectSizeGreaterThan>abc</ObjectSizeGreaterThan>'),
    ),
    wrong(
      'lifecycle-size-below-invalid',
      'a size is not below 0',
      filter('<ObjectSizeLessThan>-100</ObjectSizeLessThan>'),
    ),
    wrong(
      'lifecycle-sizes-with-upload-action',
      'uploads have no size',
      `<Filter><ObjectSizeGreaterThan>1</ObjectSizeGreaterThan><ObjectSizeLessThan>9</ObjectSizeLessThan></Filter>${ABORT}`,
    ),
    {
      name: 'aborts-overlap',
      rule: 'uploads are aborted by one rule, whatever the request says',
      cause: 'lifecycle-same-action-overlap',
      ask: put(rules(under('a', ABORT), under('a/b', ABORT)), { 'x-oss-allow-same-action-overlap': 'true' }),
    },
    wrong(
      'lifecycle-sizes-crossed',
      'sizes leave room between them',
      filter('<ObjectSizeGreaterThan>200</ObjectSizeGreaterThan><ObjectSizeLessThan>100</ObjectSizeLessThan>'),
    ),
    wrong('lifecycle-class-unknown', 'a transition goes to a class', move('Frozen', days(1))),
    wrong('lifecycle-class-missing', 'it says to which', `<Transition>${days(1)}</Transition>`),
    wrong('lifecycle-transition-without-time', 'and when', move('IA', '')),
    wrong(
      'lifecycle-transition-days-and-date',
      'after days or by a date',
      move('IA', `${days(1)}${before('2024-01-01')}`),
    ),
    wrong(
      'lifecycle-access-time-with-date',
      'by access there are only days',
      move('IA', `${ACCESS}${RETURN}${before('2024-01-01')}`),
    ),
    wrong('lifecycle-access-time-class', 'and only two classes', move('ColdArchive', `${ACCESS}${RETURN}${days(1)}`)),
    wrong(
      'lifecycle-return-misplaced',
      'returning to Standard is a matter of access',
      move('IA', `${days(1)}${RETURN}`),
    ),
    wrong(
      'lifecycle-return-misplaced',
      'and has to be decided there',
      move('IA', `${days(1)}${ACCESS}`),
      'return-missing',
    ),
    wrong('lifecycle-return-class', 'only objects of class IA return', move('Archive', `${days(1)}${ACCESS}${RETURN}`)),
    wrong(
      'lifecycle-small-file-with-size',
      'small files are told by one means',
      `<Filter><ObjectSizeLessThan>9</ObjectSizeLessThan></Filter>${move('IA', `${days(1)}${ACCESS}${RETURN}<AllowSmallFile>true</AllowSmallFile>`)}`,
    ),
    wrong('lifecycle-access-monitor-off', 'access has to be recorded', move('IA', `${days(1)}${ACCESS}${RETURN}`)),
    wrong(
      'lifecycle-expiration-element-unknown',
      'an expiration has no class',
      '<Expiration><StorageClass>IA</StorageClass></Expiration>',
    ),
    wrong(
      'lifecycle-expiration-days-and-date',
      'it is after days or by a date',
      `<Expiration>${days(1)}${before('2024-01-01')}</Expiration>`,
    ),
    wrong(
      'lifecycle-delete-marker-with-time',
      'delete markers go at once',
      '<Expiration><Days>1</Days><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>',
    ),
    wrong('lifecycle-expiration-without-time', 'objects at a time', '<Expiration/>'),
    wrong(
      'lifecycle-noncurrent-class-unknown',
      'versions are moved to a class',
      '<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>x</StorageClass></NoncurrentVersionTransition>',
    ),
    wrong(
      'lifecycle-noncurrent-class-missing',
      'it has to be told',
      '<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionTransition>',
    ),
    wrong(
      'lifecycle-noncurrent-transition-without-days',
      'and when',
      '<NoncurrentVersionTransition><StorageClass>IA</StorageClass></NoncurrentVersionTransition>',
    ),
    wrong(
      'lifecycle-noncurrent-expiration-element-unknown',
      'versions go by NoncurrentDays',
      '<NoncurrentVersionExpiration><IsAccessTime>true</IsAccessTime><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>',
    ),
    wrong('lifecycle-noncurrent-expiration-without-days', 'which must be there', '<NoncurrentVersionExpiration/>'),
    wrong('lifecycle-days-invalid', 'days are a whole number above 0', '<Expiration><Days>0</Days></Expiration>'),
    wrong(
      'lifecycle-date-invalid',
      'a date is a midnight',
      '<Expiration><CreatedBeforeDate>2022-12-08</CreatedBeforeDate></Expiration>',
    ),
    wrong('lifecycle-days-conflict', 'objects are moved before they expire', `${move('IA', days(30))}${EXPIRE}`),
    wrong(
      'lifecycle-days-conflict',
      'to IA before Archive',
      `${move('IA', days(20))}${move('Archive', days(10))}`,
      'archive-before-ia',
    ),
    wrong('lifecycle-to-standard', 'and never to Standard', move('Standard', days(1))),
    wrong('lifecycle-mixed-times', 'days and dates do not mix', `${move('IA', before('2024-01-01'))}${EXPIRE}`),
    refused(
      'lifecycle-mixed-times',
      'nor do they between rules for the same objects',
      rules(under('test', EXPIRE), under('test/log', move('IA', before('2024-01-01')))),
      'mixed-between-rules',
    ),
    refused(
      'lifecycle-same-action-overlap',
      'one rule lets an object expire',
      rules(under('test', EXPIRE), under('test/log', EXPIRE)),
    ),
    refused(
      'lifecycle-same-transition-overlap',
      'one rule moves it to a class',
      rules(under('test', move('IA', days(3))), under('test/log', move('IA', days(4)))),
    ),
    refused(
      'lifecycle-same-prefix',
      'a prefix stands once',
      rules(under('test', EXPIRE), under('test', move('IA', days(3)))),
    ),
    refused(
      'lifecycle-order-conflict',
      'rules for the same objects keep the order of classes',
      rules(under('test', move('IA', days(120))), under('test/log', move('Archive', days(60)))),
    ),
  ],
  GetBucketLifecycle: [
    {
      name: 'set',
      rule: 'rules come back in their order, their parts in the order of the service',
      before: [put(EVERYTHING)],
      ask: get,
    },
    { name: 'id-made', rule: 'a rule without ID is given one', before: [put(rules(under('a', EXPIRE)))], ask: get },
    {
      name: 'by-access',
      rule: 'a rule by the time of the last access tells since when that is counted',
      before: [monitor('Enabled'), put(BY_ACCESS)],
      ask: get,
    },
    {
      name: 'no-lifecycle-configuration',
      rule: 'a bucket without rules has none to return',
      cause: 'no-lifecycle-configuration',
      ask: get,
    },
  ],
  HeadObject: [
    {
      name: 'lifecycle-expiration',
      rule: 'an object tells when it expires, and by which rule',
      before: [put(rules(`<ID>a rule</ID>${under('', EXPIRE)}`)), { method: 'PUT', key: 'a', body: 'hello' }],
      ask: { method: 'HEAD', key: 'a' },
    },
  ],
  DeleteBucketLifecycle: [
    {
      name: 'set',
      rule: 'rules go with a 204',
      before: [put(EVERYTHING)],
      ask: remove,
      after: { ask: get, status: 404 },
    },
    { name: 'never-set', rule: 'also when there were none', ask: remove },
  ],
  PutBucketAccessMonitor: [
    {
      name: 'access-monitor-in-use',
      rule: 'access stays recorded as long as a lifecycle rule goes by it',
      cause: 'access-monitor-in-use',
      before: [monitor('Enabled'), put(BY_ACCESS)],
      ask: monitor('Disabled'),
    },
  ],
};
