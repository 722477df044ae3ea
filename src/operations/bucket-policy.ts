import { type CompiledPolicy, compile } from '../policy/compile.ts';
import { parsePolicy } from '../policy/parse.ts';
import { PolicyFault } from '../policy/policy-fault.ts';
import { withoutPublic } from '../policy/public.ts';
import type { BucketRecord } from '../store/store.ts';

/** The sub-resource under which a bucket keeps its policy, as the text that was put. */
export const BUCKET_POLICY = 'policy';

interface Compiled {
  readonly whole: CompiledPolicy;
  readonly withoutPublic: CompiledPolicy;
}

/** Records are replaced and never changed, so a record's policy is compiled once. */
const compiled = new WeakMap<BucketRecord, Compiled>();

/**
 * The policy of a bucket, ready to be asked; undefined when it has none.
 * @param publicAccessBlocked leaves out the statements that are public (access.md BPA-2).
 * @throws TypeError when the stored text is not a bucket policy.
 */
export function bucketPolicyOf(bucket: BucketRecord, publicAccessBlocked = false): CompiledPolicy | undefined {
  const text = bucket.documents[BUCKET_POLICY];
  if (text === undefined) return undefined;
  let known = compiled.get(bucket);
  if (known === undefined) {
    const whole = compileText(bucket.name, text);
    known = { whole, withoutPublic: withoutPublic(whole) };
    compiled.set(bucket, known);
  }
  return publicAccessBlocked ? known.withoutPublic : known.whole;
}

function compileText(bucket: string, text: string): CompiledPolicy {
  const document = parsePolicy(text, 'bucket');
  if (document instanceof PolicyFault) throw new TypeError(`the policy of ${bucket} is not one: ${document.message}`);
  return compile(document, 'bucket', 'bucket policy');
}
