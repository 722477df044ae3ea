import type { OssError } from '../errors/oss-error.ts';
import type { BucketRecord } from '../store/store.ts';
import { readXml, type XmlNode } from '../xml/read.ts';
import { type XmlElement, xmlDocument } from '../xml/write.ts';
import { putBucketDocument, putBucketDocuments } from './bucket/bucket-record.ts';
import { receiveDocument } from './document.ts';
import { answer, type Call, type Operation, operation, xmlAnswer } from './operation.ts';

/** A setting of a bucket that is one XML document: put as a whole, kept as the service prints it, and got back. */
export interface SettingRules<T> {
  /** What its operations are called after the verb: `BucketEncryption` gives PutBucketEncryption and so on. */
  readonly title: string;
  /** The query key that selects it. */
  readonly subResource: string;
  /** A further `key=value` of the query, where the sub-resource holds other settings too. */
  readonly when?: string;
  /** The name under which the bucket keeps the document, when that is not the sub-resource. */
  readonly document?: string;
  /** What policies call it after the verb, when that is not the title (access.md §10.4). */
  readonly action?: string;
  readonly support: 'works' | 'stored';
  /** False where the service has no DELETE for it. */
  readonly deletable: boolean;
  /** True where PUT is not refused for a missing bucket: `check` has to. */
  readonly bucketMayBeMissing?: true;
  /** Of the document put; 16 KiB unless said otherwise. */
  readonly maxBytes?: number;
  /** The setting's own MalformedXML, for a body that is not one document or is too long. */
  readonly malformed: () => OssError;
  /** What a longer document is refused with, when that is not `malformed`. */
  readonly tooLong?: () => OssError;
  /** @param root undefined for an empty body. @throws OssError what is wrong with the document. */
  read(root: XmlNode | undefined): T;
  /** The value with what the service fills in: ids that were left out. */
  complete?(call: Call, value: T): T;
  /** As the service prints it. */
  print(value: T): XmlElement;
  /** What GET shows of what is set, where that is more than the document kept. */
  show?(call: Call, value: T): Promise<XmlElement>;
  /** What the bucket keeps beside the document from then on, by name: what GET does not show. */
  beside?(call: Call, value: T): Readonly<Record<string, string>>;
  /** What the value is checked against beside itself: other buckets, other settings. @throws OssError */
  check?(call: Call, value: T): Promise<void> | void;
  /** What GET shows of a bucket where nothing is set. @throws OssError where that is an error. */
  unset(bucket: BucketRecord): XmlElement;
}

export interface Setting<T> {
  readonly operations: readonly Operation[];
  /** What is set, read once per record; undefined when nothing is. */
  of(bucket: BucketRecord): T | undefined;
}

/** The operations of a setting, and how the rest of the house reads it. */
export function setting<T>(rules: SettingRules<T>): Setting<T> {
  const {
    title,
    subResource,
    document: name = subResource,
    when,
    action = title,
    support,
    maxBytes = 16 * 1024,
    malformed,
    tooLong = malformed,
  } = rules;
  const limits = { limit: maxBytes, malformed, tooLong };
  const common = { resource: 'bucket', subResource, ...(when && { when }), access: 'manage', support } as const;
  const put = operation({
    ...common,
    name: `Put${title}`,
    method: 'PUT',
    action: `oss:Put${action}`,
    takesBody: true,
    ...(rules.bucketMayBeMissing && { bucketMayBeMissing: true }),
    async run(call) {
      const value = rules.read(await receiveDocument(call, limits));
      await rules.check?.(call, value);
      const whole = rules.complete?.(call, value) ?? value;
      await putBucketDocuments(call, { [name]: xmlDocument(rules.print(whole)), ...rules.beside?.(call, whole) });
      return answer(200);
    },
  });
  const get = operation({
    ...common,
    name: `Get${title}`,
    method: 'GET',
    action: `oss:Get${action}`,
    async run(call) {
      const document = call.bucket.documents[name];
      if (document === undefined) return xmlAnswer(xmlDocument(rules.unset(call.bucket)));
      const shown = await rules.show?.(call, of(call.bucket) as T);
      return xmlAnswer(shown === undefined ? document : xmlDocument(shown));
    },
  });
  const remove = operation({
    ...common,
    name: `Delete${title}`,
    method: 'DELETE',
    action: `oss:Delete${action}`,
    async run(call) {
      await putBucketDocument(call, name, undefined);
      return answer(204);
    },
  });
  const known = new WeakMap<BucketRecord, T>();
  function of(bucket: BucketRecord): T | undefined {
    const document = bucket.documents[name];
    if (document === undefined) return undefined;
    let value = known.get(bucket);
    if (value === undefined) {
      value = rules.read(readXml(document));
      known.set(bucket, value);
    }
    return value;
  }
  return { operations: rules.deletable ? [put, get, remove] : [put, get], of };
}
