import { useId } from 'preact/hooks';
import { get } from './api.ts';
import { Choice, Field } from './parts.tsx';
import type { Signer } from './sign.ts';
import { Cell, useCell, useLoaded } from './store.ts';
import { useText } from './text.ts';
import type { Account } from './types.ts';

/** The key that every ossmock has unless it is configured otherwise. */
const DEFAULT: Signer = { id: 'ossmock', secret: 'ossmock-secret' };

/** Secrets that the page has been told, by AccessKeyId: in memory, gone with the page. */
const secrets = new Map<string, string>([[DEFAULT.id, DEFAULT.secret]]);

export function remember({ id, secret }: Signer): void {
  secrets.set(id, secret);
}

const ANONYMOUS = '(nobody)';
const OTHER = '(other)';

interface Choosing {
  /** One of the keys, `(nobody)` or `(other)`. */
  readonly choice: string;
  readonly id: string;
  readonly secret: string;
}

const choosing = new Cell<Choosing>({ choice: DEFAULT.id, ...DEFAULT });

/** Who signs the page's own requests to the storage service; undefined for nobody. */
export function chosenSigner(): Signer | undefined {
  const { choice, id, secret } = choosing.value;
  return choice === ANONYMOUS ? undefined : { id, secret };
}

export async function accounts(): Promise<readonly Account[]> {
  return (await get<{ accounts: Account[] }>('accounts')).accounts;
}

export function SignerChoice() {
  const say = useText();
  const id = useId();
  const { choice, id: keyId, secret } = useCell(choosing);
  const { value = [] } = useLoaded(accounts, 'accounts');
  const keys = value.flatMap((account) => [
    ...account.keys.map((key) => [key.id, `${key.id} (${account.id})`] as const),
    ...account.users.flatMap(({ name, keys }) => keys.map((key) => [key.id, `${key.id} (${name})`] as const)),
  ]);
  const choose = (to: string) => {
    if (to === OTHER) choosing.value = { choice: to, id: '', secret: '' };
    else choosing.value = { choice: to, id: to, secret: secrets.get(to) ?? '' };
  };
  const setSecret = (text: string) => {
    remember({ id: keyId, secret: text });
    choosing.value = { ...choosing.value, secret: text };
  };
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <fieldset aria-describedby={`${id}-hint`}>
        <legend>{say('signAs')}</legend>
        <div class="bar">
          <Choice
            quiet
            label={say('signAs')}
            value={choice}
            onChoice={choose}
            options={[...keys, [OTHER, say('otherKey')], [ANONYMOUS, say('anonymous')]]}
          />
          {choice === OTHER && (
            <Field
              label={say('accessKeyId')}
              value={keyId}
              onText={(text) => {
                choosing.value = { choice, id: text, secret: secrets.get(text) ?? secret };
              }}
            />
          )}
          {choice !== ANONYMOUS && (
            <Field label={say('accessKeySecret')} type="password" value={secret} onText={setSecret} />
          )}
        </div>
        <small id={`${id}-hint`} class="muted">
          {say('secretHint')}
        </small>
      </fieldset>
    </form>
  );
}
