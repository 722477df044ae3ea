import type { FastifyInstance, FastifyReply } from 'fastify';
import { ACCOUNT_STATUSES, type AccountStatus } from '../../identity/account-status.ts';
import type { Credential, Directory } from '../../identity/index.ts';
import { BadBody, readFields, type TextForm } from './body.ts';
import { scoped } from './scope.ts';

/** Names of the account and of the key in a path. */
interface Place {
  readonly account: string;
  readonly key: string;
}

const STATUSES = Object.keys(ACCOUNT_STATUSES) as AccountStatus[];

const NEW_KEY = {
  id: { form: /^(?!STS\.)[0-9A-Za-z._=]{1,128}$/, wanted: 'letters, digits and ._= that do not begin with STS.' },
  secret: { form: /^[\x21-\x7e]{1,128}$/, wanted: '1 to 128 printable characters' },
  user: { form: /./s, wanted: 'the name of a RAM user' },
} as const satisfies Record<string, TextForm>;

const KEY_STATUS = { status: { form: /^(active|disabled)$/, wanted: 'active or disabled' } } as const;
const ACCOUNT_STATUS = {
  status: { form: new RegExp(`^(${STATUSES.join('|')})$`), wanted: STATUSES.join(', ') },
} as const;

/** Why a key cannot be added, by the directory's word for it. */
const NOT_ADDED = {
  'no-such-account': [404, 'there is no such account'],
  'no-such-user': [404, 'the account has no such user'],
  'id-taken': [409, 'another key has this id'],
  'two-keys': [409, 'the user has two keys already'],
} as const;

/** Who exists, without secrets; keys and states change here while the server runs. */
export function accountRoutes(app: FastifyInstance, directory: Directory): void {
  scoped(app, (scope) => routes(scope, directory));
}

function routes(app: FastifyInstance, directory: Directory): void {
  app.get('/_ossmock/accounts', () => ({ accounts: directory.accounts().map(({ id }) => present(directory, id)) }));

  app.get<{ Params: Place }>('/_ossmock/accounts/:account', ({ params }, reply) =>
    directory.account(params.account) ? present(directory, params.account) : missing(reply, 'account'),
  );

  app.patch<{ Params: Place }>('/_ossmock/accounts/:account', async ({ params, raw }, reply) => {
    const { status } = await readFields(raw, ACCOUNT_STATUS);
    if (status === undefined) throw new BadBody('status: expected, and not given');
    const known = await directory.setAccountStatus(params.account, status as AccountStatus);
    return known ? present(directory, params.account) : missing(reply, 'account');
  });

  app.post<{ Params: Place }>('/_ossmock/accounts/:account/keys', async ({ params, raw }, reply) => {
    const added = await directory.addKey({ account: params.account, ...(await readFields(raw, NEW_KEY)) });
    if (typeof added === 'string') {
      const [status, error] = NOT_ADDED[added];
      return reply.code(status).send({ error });
    }
    // The only time that a secret is shown: the caller may have left its making to us.
    return reply.code(201).send({ ...presentKey(added), secret: added.accessKeySecret });
  });

  app.patch<{ Params: Place }>('/_ossmock/accounts/:account/keys/:key', async ({ params, raw }, reply) => {
    const { status } = await readFields(raw, KEY_STATUS);
    if (status === undefined) throw new BadBody('status: expected, and not given');
    if (!keyOf(directory, params)) return missing(reply, 'key');
    await directory.setKeyStatus(params.key, status as Credential['status']);
    return presentKey(keyOf(directory, params) as Credential);
  });

  app.delete<{ Params: Place }>('/_ossmock/accounts/:account/keys/:key', async ({ params }, reply) => {
    if (!keyOf(directory, params)) return missing(reply, 'key');
    await directory.removeKey(params.key);
    return reply.code(204).send();
  });
}

function missing(reply: FastifyReply, what: string): FastifyReply {
  return reply.code(404).send({ error: `there is no such ${what}` });
}

/** The key of a path, if it belongs to the account of the path. */
function keyOf(directory: Directory, { account, key }: Place): Credential | undefined {
  const credential = directory.credential(key);
  if (credential === undefined || credential.principal.kind === 'anonymous') return undefined;
  return credential.principal.account === account ? credential : undefined;
}

function present(directory: Directory, id: string): object {
  const named = (policies: readonly { readonly name: string }[]) => policies.map(({ name }) => name);
  return {
    ...directory.account(id),
    keys: directory.keys(id).map(presentKey),
    users: directory.users(id).map((user) => ({
      name: user.name,
      id: user.id,
      groups: user.groups,
      policies: named(user.policies),
      keys: directory.keys(id, user.name).map(presentKey),
    })),
    roles: directory.roles(id).map((role) => ({
      name: role.name,
      id: role.id,
      arn: role.arn,
      policies: named(role.policies),
      maxSessionDuration: role.maxSessionDuration,
    })),
  };
}

function presentKey({ accessKeyId, status }: Credential): object {
  return { id: accessKeyId, status };
}
