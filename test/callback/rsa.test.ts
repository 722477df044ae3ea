import { createPrivateKey, createPublicKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeRsaKey } from '../../src/callback/rsa.ts';
import { makeRuntime } from '../../src/runtime/index.ts';

it('keys have 512 bits, differ, and are the same for the same seed', () => {
  const make = (seed?: number) => makeRsaKey(makeRuntime({ seed }).random);
  for (let seed = 1; seed <= 20; seed++) {
    const key = createPrivateKey(make(seed));
    expect(key.asymmetricKeyDetails).toMatchObject({ modulusLength: 512, publicExponent: 65_537n });
    expect(createPublicKey(key).export({ format: 'der', type: 'spki' })).toHaveLength(94);
  }
  expect(make(7)).toBe(make(7));
  expect(make()).not.toBe(make());
});
