import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Directory, Tokens } from '../../../src/identity/index.ts';
import { type RunningServer, startServer } from '../../../src/index.ts';
import type { PolicyDocument } from '../../../src/policy/document.ts';
import { parsePolicy } from '../../../src/policy/parse.ts';
import { makeRuntime } from '../../../src/runtime/index.ts';
import { openStore } from '../../../src/store/index.ts';
import { type SignedCall, signed } from '../../support/signed.ts';
import { accounts, CAST, COMPANY, type Person, permanentKey, type Who } from './cast.ts';
import type { BucketSetup, Section, Statement } from './section.ts';

/** Thu, 20 Nov 2025 12:00:00 GMT, where the clock of every section stands. */
export const NOON = Date.UTC(2025, 10, 20, 12);

type Keys = SignedCall['keys'];

/** A running server in which a section's world has been set up. */
export interface World {
  readonly server: RunningServer;
  /** Undefined for the anonymous. */
  readonly keys: Readonly<Record<string, Keys>>;
  close(): Promise<void>;
}

const document = (statements: readonly Statement[]) => ({ Version: '1', Statement: statements });

export async function makeWorld(section: Section): Promise<World> {
  const { policies = {}, holds = {}, status, wire = 'current' } = section;
  const people = accounts(
    Object.fromEntries(Object.entries(policies).map(([name, statements]) => [name, document(statements)])),
    holds,
    status,
  );
  const buckets: Record<string, BucketSetup> = { docs: {}, spare: {}, ...section.buckets };
  const data = mkdtempSync(join(tmpdir(), 'ossmock-access-'));
  const keys = await makeKeys(data, people, section);
  // Set up by the owners, who need accounts in good standing for it.
  const setUp = await startServer({
    ...{ data, clock: NOON, accounts: accounts({}, {}) },
    buckets: Object.entries(buckets).map(([name, { owner, acl = 'private', region }]) => {
      return { name, owner: owner ?? COMPANY, acl, region, storageClass: 'Standard' };
    }),
  });
  try {
    await furnish(setUp, buckets, section);
  } finally {
    await setUp.close();
  }
  const server = await startServer({ data, wire, clock: NOON, accounts: people, buckets: [] });
  return {
    server,
    keys,
    async close() {
      await server.close();
      rmSync(data, { recursive: true });
    },
  };
}

/** Permanent keys as configured; temporary ones are issued into the data directory before the server opens it. */
async function makeKeys(directory: string, people: ReturnType<typeof accounts>, { session }: Section) {
  const settings = await openStore({ directory, durability: 'normal' });
  const runtime = makeRuntime({ clock: NOON, seed: 1 });
  const known = new Directory(people, settings, runtime.random);
  const tokens = new Tokens({ directory: known, settings, runtime, profile: 'current' });
  const keys: Record<string, Keys> = { anonymous: undefined };
  for (const [name, { account, role }] of Object.entries<Person>(CAST)) {
    if (name === 'anonymous') continue;
    keys[name] = permanentKey(name);
    if (role === undefined) continue;
    const { accessKeyId, accessKeySecret, token } = await tokens.issue({
      account,
      role: role.name,
      roleId: role.id,
      sessionName: role.session,
      sessionPolicy: role.narrowed
        ? (parsePolicy(JSON.stringify(document(session ?? [])), 'session') as PolicyDocument)
        : undefined,
      duration: 3600,
    });
    keys[name] = { accessKeyId, accessKeySecret, securityToken: token } as Keys;
  }
  await settings.close();
  return keys;
}

async function furnish(server: RunningServer, buckets: Record<string, BucketSetup>, section: Section): Promise<void> {
  const put = async (who: Who, call: Partial<SignedCall>) => {
    const answer = await signed(server.port, { method: 'PUT', keys: permanentKey(who), at: NOON, ...call });
    if (answer.status !== 200) throw new Error(`the world cannot be made: ${answer.body}`);
  };
  for (const [bucket, { owner = COMPANY, objects, policy, blocked, requesterPays }] of Object.entries(buckets)) {
    const who = owner === COMPANY ? 'owner' : 'stranger';
    for (const [key, acl] of Object.entries({ k: 'default', ...objects })) {
      await put(who, { bucket, key, body: key, headers: { 'x-oss-object-acl': acl } });
    }
    const payer = '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>';
    if (requesterPays) await put(who, { bucket, query: 'requestPayment', body: payer });
    if (policy) await put(who, { bucket, query: 'policy', body: JSON.stringify(document(policy)) });
    if (blocked) await put(who, { bucket, query: 'publicAccessBlock', body: BLOCK });
  }
  if (section.accountBlocked) await put('owner', { query: 'publicAccessBlock', body: BLOCK });
}

const BLOCK =
  '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>';
