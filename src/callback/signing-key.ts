import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Random } from '../runtime/index.ts';
import type { Store } from '../store/store.ts';
import { makeRsaKey } from './rsa.ts';

const SETTING = 'callback-key';

/** The key that signs callbacks: the one given, else one made at first use, which the store keeps from then on. */
export class SigningKey {
  private readonly store: Store;
  private readonly random: Random;
  private pem: string | undefined;
  private key: KeyObject | undefined;

  /** @param given PEM. @throws Error for a PEM that is no private key. */
  constructor(given: string | undefined, store: Store, random: Random) {
    this.store = store;
    this.random = random;
    if (given !== undefined) this.key = createPrivateKey(given);
  }

  async get(): Promise<KeyObject> {
    if (this.key !== undefined && this.pem === undefined) return this.key;
    this.pem ??= this.store.setting(SETTING) ?? makeRsaKey(this.random);
    this.key ??= createPrivateKey(this.pem);
    // A store that was reset forgets its settings, and receivers hold on to the key they know.
    if (this.store.setting(SETTING) !== this.pem) await this.store.setSetting(SETTING, this.pem);
    return this.key;
  }
}
