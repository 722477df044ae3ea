import { useState } from 'preact/hooks';
import { send } from '../api.ts';
import { accounts, remember } from '../keys.tsx';
import { Choice, Problem, Scrolled, Secret } from '../parts.tsx';
import { useLoaded } from '../store.ts';
import { useText } from '../text.ts';
import type { Account, Key } from '../types.ts';

/** What accounts can be in (docs/http-api.md). */
const STATES = ['active', 'overdue', 'arrears', 'banned', 'indebted', 'indebted-overdue', 'frozen', 'not-sold-here'];

interface NewKey {
  readonly id: string;
  readonly secret: string;
}

/** Accounts, users and keys: states can be changed, keys made and taken away. */
export function AccountsView() {
  const say = useText();
  const { value, error, reload } = useLoaded(accounts, 'accounts');
  return (
    <main class="page" id="content">
      <h1>{say('accounts')}</h1>
      <Problem text={error} />
      {value?.map((account) => (
        <AccountView key={account.id} account={account} onChange={reload} />
      ))}
    </main>
  );
}

interface AccountProps {
  readonly account: Account;
  readonly onChange: () => void;
}

function AccountView({ account, onChange }: AccountProps) {
  const say = useText();
  const [problem, setProblem] = useState('');
  const [made, setMade] = useState<NewKey>();
  const change = async (act: () => Promise<unknown>) => {
    setProblem('');
    try {
      await act();
    } catch (error) {
      setProblem((error as Error).message);
    }
    onChange();
  };
  const path = `accounts/${account.id}`;
  const add = (user?: string) =>
    change(async () => {
      const key = await send<NewKey>('POST', `${path}/keys`, user === undefined ? {} : { user });
      remember(key);
      setMade(key);
    });
  return (
    <section class="panel" aria-labelledby={`account-${account.id}`}>
      <h2 id={`account-${account.id}`}>
        {say('account')} <span class="mono">{account.id}</span>
      </h2>
      <Problem text={problem} />
      <Choice
        label={say('accountStatus')}
        value={account.status}
        options={STATES.map((state) => [state, state])}
        onChoice={(status) => change(() => send('PATCH', path, { status }))}
      />
      {made && (
        <p class="made" role="status">
          {say('newKeyMade', made.id)} <Secret value={made.secret} />
        </p>
      )}
      <h3>{say('keys')}</h3>
      <Keys list={account.keys} path={path} onChange={change} />
      <button type="button" onClick={() => add()}>
        {say('newKey')}
      </button>
      {account.users.length > 0 && <h3>{say('users')}</h3>}
      {account.users.map((user) => (
        <div class="user" key={user.name}>
          <h4>{user.name}</h4>
          <p class="muted small">
            {user.groups.length > 0 && `${say('groups')}: ${user.groups.join(', ')} · `}
            {say('policies')}: {user.policies.join(', ') || say('none')}
          </p>
          <Keys list={user.keys} path={path} onChange={change} />
          <button type="button" aria-label={`${say('newKey')}, ${user.name}`} onClick={() => add(user.name)}>
            {say('newKey')}
          </button>
        </div>
      ))}
      {account.roles.length > 0 && (
        <>
          <h3>{say('roles')}</h3>
          <ul>
            {account.roles.map((role) => (
              <li key={role.arn}>
                <span class="mono">{role.arn}</span> <span class="muted">{role.policies.join(', ')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface KeysProps {
  readonly list: readonly Key[];
  /** Of the account. */
  readonly path: string;
  readonly onChange: (act: () => Promise<unknown>) => void;
}

function Keys({ list, path, onChange }: KeysProps) {
  const say = useText();
  if (list.length === 0) return null;
  const toggle = ({ id, status }: Key) => {
    onChange(() => send('PATCH', `${path}/keys/${id}`, { status: status === 'active' ? 'disabled' : 'active' }));
  };
  const remove = ({ id }: Key) => {
    if (confirm(say('deleteSure', id))) onChange(() => send('DELETE', `${path}/keys/${id}`));
  };
  return (
    <Scrolled label={say('keys')}>
      <table>
        <tbody>
          {list.map((key) => (
            <tr key={key.id}>
              <th scope="row" class="mono">
                {key.id}
              </th>
              <td>{say(key.status)}</td>
              <td class="buttons">
                <button
                  type="button"
                  aria-label={`${say(key.status === 'active' ? 'disable' : 'enable')} ${key.id}`}
                  onClick={() => toggle(key)}
                >
                  {say(key.status === 'active' ? 'disable' : 'enable')}
                </button>
                <button type="button" aria-label={`${say('delete')} ${key.id}`} onClick={() => remove(key)}>
                  {say('delete')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
