import type { WireProfile } from '../errors/cause.ts';
import type { PolicyDocument } from '../policy/document.ts';
import type { Runtime } from '../runtime/index.ts';
import type { Settings } from './changes.ts';
import type { Credential } from './credential.ts';
import type { Directory } from './directory.ts';
import { randomAlphanumeric } from './ids.ts';
import type { RoleSession } from './principal.ts';
import { SEAL_KEY_BYTES, seal, unseal } from './seal.ts';
import { isTemporaryId, makeTemporaryId } from './temporary-key.ts';

/** A session to be. */
export interface NewSession {
  readonly account: string;
  /** Name of the role. */
  readonly role: string;
  readonly roleId: string;
  readonly sessionName: string;
  readonly sessionPolicy: PolicyDocument | undefined;
  /** Seconds. */
  readonly duration: number;
}

export interface TemporaryKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly token: string;
  /** Unix seconds. */
  readonly expires: number;
}

/** What a token holds. */
interface Sealed {
  readonly id: string;
  readonly secret: string;
  readonly account: string;
  readonly role: string;
  readonly roleId: string;
  readonly session: string;
  readonly policy?: PolicyDocument | undefined;
  readonly expires: number;
}

interface Opened {
  readonly credential: Credential;
  readonly session: RoleSession;
  readonly expires: number;
}

const KEY_NAME = 'token-key';
const TOKENS_REMEMBERED = 1000;

/** What the issuer of tokens works with. */
export interface TokenParts {
  readonly directory: Directory;
  /** Keep the key, so that tokens survive a restart. */
  readonly settings: Settings;
  readonly runtime: Pick<Runtime, 'clock' | 'random'>;
  readonly profile: WireProfile;
}

/** Issues temporary keys and judges their tokens. A token holds all there is to know: nothing is remembered. */
export class Tokens {
  private readonly parts: TokenParts;
  private key: Buffer | undefined;
  /** Tokens opened before, because clients repeat them. */
  private readonly opened = new Map<string, Opened>();

  constructor(parts: TokenParts) {
    this.parts = parts;
    this.key = keptKey(parts.settings);
  }

  async issue(session: NewSession): Promise<TemporaryKey> {
    const { runtime } = this.parts;
    const key = await this.keyKept();
    const accessKeyId = makeTemporaryId(key, runtime.random);
    const accessKeySecret = randomAlphanumeric(runtime.random, 44);
    const expires = Math.floor(runtime.clock.now() / 1000) + session.duration;
    const sealed: Sealed = {
      id: accessKeyId,
      secret: accessKeySecret,
      account: session.account,
      role: session.role,
      roleId: session.roleId,
      session: session.sessionName,
      policy: session.sessionPolicy,
      expires,
    };
    return { accessKeyId, accessKeySecret, token: seal(JSON.stringify(sealed), key, runtime.random), expires };
  }

  /** Judges a token as auth's TokenChecker asks (access.md §4.7). */
  check(accessKeyId: string, token: string): Credential | 'unknown-id' | 'other-id' | 'undecodable' | 'expired' {
    const known = this.opened.get(token);
    // An id that stands in an opened token needs no further proof. Hot.
    if (known?.credential.accessKeyId === accessKeyId) return this.living(known);
    if (this.key === undefined || !isTemporaryId(this.key, accessKeyId)) return 'unknown-id';
    const opened = this.open(token, this.key);
    if (opened === undefined) return 'undecodable';
    return opened.credential.accessKeyId === accessKeyId ? this.living(opened) : 'other-id';
  }

  private living({ credential, session, expires }: Opened): Credential | 'unknown-id' | 'expired' {
    const { directory, runtime, profile } = this.parts;
    // The manuals of 2019 and 2022 name the expired key among those that do not exist (services.md §1.12).
    if (runtime.clock.now() >= expires * 1000) return profile === 'current' ? 'expired' : 'unknown-id';
    // A role that was made again under the same name is another role.
    return directory.roleOf(session)?.id === session.roleId ? credential : 'unknown-id';
  }

  /** Whether a temporary key was issued here. */
  issued(accessKeyId: string): boolean {
    return this.key !== undefined && isTemporaryId(this.key, accessKeyId);
  }

  /** Whether a token was issued here, for whichever key. */
  reads(token: string): boolean {
    return this.key !== undefined && this.open(token, this.key) !== undefined;
  }

  private open(token: string, key: Buffer): Opened | undefined {
    const known = this.opened.get(token);
    if (known) return known;
    const text = unseal(token, key);
    if (text === undefined) return undefined;
    const sealed: Sealed = JSON.parse(text);
    const session: RoleSession = {
      kind: 'session',
      account: sealed.account,
      accessKeyId: sealed.id,
      role: sealed.role,
      roleId: sealed.roleId,
      sessionName: sealed.session,
      sessionPolicy: sealed.policy,
    };
    const credential: Credential = {
      accessKeyId: sealed.id,
      accessKeySecret: sealed.secret,
      status: 'active',
      principal: session,
    };
    const opened = { credential, session, expires: sealed.expires };
    if (this.opened.size >= TOKENS_REMEMBERED) this.opened.delete(this.opened.keys().next().value as string);
    this.opened.set(token, opened);
    return opened;
  }

  /** The key, made on first use and written down again when the store was emptied meanwhile. */
  private async keyKept(): Promise<Buffer> {
    const { settings, runtime } = this.parts;
    const key = this.key ?? keptKey(settings) ?? runtime.random.bytes(SEAL_KEY_BYTES);
    this.key = key;
    if (settings.setting(KEY_NAME) === undefined) await settings.setSetting(KEY_NAME, key.toString('hex'));
    return key;
  }
}

function keptKey(settings: Settings): Buffer | undefined {
  const kept = settings.setting(KEY_NAME);
  return kept === undefined ? undefined : Buffer.from(kept, 'hex');
}
