import { decodeText, parseJsonObject } from '../../../callback/decode.ts';
import { readCallback } from '../../../callback/read.ts';
import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import type { XmlNode } from '../../../xml/read.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { setting } from '../../setting.ts';
import { texts } from '../../setting-values.ts';

/** A callback that uploads name instead of writing it out (operations.md §11.7). */
interface CallbackPolicy {
  readonly name: string;
  /** Base64 of the JSON, as in x-oss-callback. */
  readonly callback: string;
  /** As in x-oss-callback-var; empty for none. */
  readonly variables: string;
}

export const callbackPolicy = setting<readonly CallbackPolicy[]>({
  title: 'BucketCallbackPolicy',
  subResource: 'policy',
  when: 'comp=callback',
  document: 'callbackPolicy',
  support: 'works',
  deletable: true,
  maxBytes: 256 * 1024,
  malformed,
  read(root) {
    const items =
      root?.name === 'BucketCallbackPolicy' ? root.children.filter(({ name }) => name === 'PolicyItem') : [];
    const policies = items.map(readItem);
    const names = new Set(policies.map(({ name }) => name));
    if (policies.length === 0 || names.size < policies.length) throw malformed();
    return policies;
  },
  print: (policies): XmlElement => ['BucketCallbackPolicy', policies.map(itemElement)],
  unset({ name }) {
    throw refuse('no-callback-policy', { BucketName: name });
  },
});

function malformed() {
  return refuse('setting-malformed-xml');
}

/** A callback that could never be made is refused where it is put. @throws OssError what `readCallback` throws. */
function readItem(item: XmlNode): CallbackPolicy {
  const name = texts(item, 'PolicyName')[0];
  const callback = texts(item, 'Callback')[0];
  const variables = texts(item, 'CallbackVar')[0] ?? '';
  if (!name || !callback) throw malformed();
  readCallback({ header: callback, headerVar: variables });
  return { name, callback, variables };
}

function itemElement({ name, callback, variables }: CallbackPolicy): XmlElement {
  return [
    'PolicyItem',
    [
      ['PolicyName', name],
      ['Callback', callback],
      ['CallbackVar', variables],
    ],
  ];
}

/** A callback parameter with what its policy adds; both Base64. */
interface Followed {
  readonly callback: string;
  /** Empty for none. */
  readonly variables: string;
}

/**
 * Follows `{"callbackPolicy":"name"}` to the bucket's policy. What else the parameter says comes before what the policy says.
 * @returns undefined for a parameter that names no policy, or cannot be read at all.
 * @throws OssError `callback-policy-unknown`.
 */
export function followCallbackPolicy(bucket: BucketRecord, base64: string): Followed | undefined {
  const text = decodeText(base64);
  const sent = text?.includes('callbackPolicy') ? parseJsonObject(text) : undefined;
  if (sent?.callbackPolicy === undefined) return undefined;
  const { callbackPolicy: name, ...own } = sent;
  const found = callbackPolicy.of(bucket)?.find((policy) => policy.name === name);
  if (found === undefined) throw refuse('callback-policy-unknown', argument('callback', text ?? '')).because({ name });
  const settings = { ...parseJsonObject(decodeText(found.callback) ?? ''), ...own };
  return { callback: Buffer.from(JSON.stringify(settings)).toString('base64'), variables: found.variables };
}
