import { v1Signature, v1StringToSign } from '../sts/sign.ts';
import { bytesFromUtf8, encodePercentBytes } from '../wire/percent.ts';
import { givenTexts } from './content.ts';
import type { Pairs } from './format.ts';
import { keysOf, type World } from './request.ts';

/**
 * The query of a call of the token service, signed by V1 (services.md §1.3). Parameters given override those that every
 * call has; null leaves one out. `AccessKeySecret` signs instead of the key's own and is not sent.
 */
export function stsQuery(given: Pairs, method: string, world: World): string {
  const { AccessKeySecret, ...parameters } = given;
  const { AccessKeyId: as, AccessKeySecret: secret } = Object.fromEntries(givenTexts(given));
  const keys = keysOf({ as, secret }, world);
  const all: Pairs = {
    Format: 'XML',
    Version: '2015-04-01',
    AccessKeyId: keys.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: `nonce-${world.now}`,
    Timestamp: new Date(world.now).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...parameters,
  };
  const sent = new Map<string, string>();
  for (const [name, value] of givenTexts(all)) sent.set(name, bytesFromUtf8(value));
  if (!('Signature' in all)) sent.set('Signature', v1Signature(keys.accessKeySecret, v1StringToSign(method, sent)));
  return [...sent].map(([name, value]) => `${encodePercentBytes(name)}=${encodePercentBytes(value)}`).join('&');
}
