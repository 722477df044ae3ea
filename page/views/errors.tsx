import { useState } from 'preact/hooks';
import { get } from '../api.ts';
import { Problem } from '../parts.tsx';
import { useLoaded } from '../store.ts';
import { useText } from '../text.ts';
import type { Cause } from '../types.ts';

const SHOWN = 50;

/** The catalogue of errors: why each comes, and what to do. */
export function ErrorsView({ asked }: { readonly asked: string }) {
  const say = useText();
  const [query, setQuery] = useState(asked);
  const find = () => get<{ errors: Cause[] }>(`errors?${new URLSearchParams({ q: query })}`);
  const { value, error } = useLoaded(find, query);
  const found = value?.errors ?? [];
  return (
    <main class="page" id="content">
      <h1>{say('errors')}</h1>
      <input
        type="search"
        class="wide"
        aria-label={say('lookUp')}
        placeholder={say('lookUp')}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      <Problem text={error} />
      <p class="muted" role="status">
        {value === undefined
          ? say('loading')
          : found.length === 0
            ? say('nothingFits')
            : found.length > SHOWN
              ? say('firstOf', SHOWN, found.length)
              : say('found', found.length)}
      </p>
      <ul class="cards">
        {found.slice(0, SHOWN).map((row) => (
          <CauseCard key={row.cause} row={row} />
        ))}
      </ul>
    </main>
  );
}

function CauseCard({ row }: { readonly row: Cause }) {
  const say = useText();
  const { cause, status, code, message, ec, earlier = {}, reason, remedy, evidence } = row;
  return (
    <li class="panel">
      <h2>
        <span class="status" data-tone="bad">
          {status}
        </span>{' '}
        {code} {ec && <span class="muted mono small">EC {ec}</span>}
      </h2>
      <p class="mono small">{message}</p>
      {Object.entries(earlier).map(([profile, then]) => (
        <p class="mono small muted" key={profile}>
          {profile}: {then.code ?? code}: {then.message ?? message}
        </p>
      ))}
      <p>{reason}</p>
      <p>
        <strong>{say('remedy')}:</strong> {remedy}
      </p>
      <p class="muted small">
        {say('cause')}: <span class="mono">{cause}</span> · {say('evidence')}: {evidence.grade}, {evidence.source}
      </p>
    </li>
  );
}
