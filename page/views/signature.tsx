import { useText } from '../text.ts';
import type { Proof } from '../types.ts';
import { Panel } from './panels.tsx';

/** Both texts beside each other, and where they part. */
export function SignaturePanel({ proof }: { readonly proof: Proof }) {
  const say = useText();
  const { proven, server, client, firstDifference, recomputations } = proof;
  return (
    <Panel title="signature">
      {proven === undefined ? (
        <p>{say('notProven', recomputations)}</p>
      ) : (
        <div class="proven">
          <p>
            <strong>{say('proven')}:</strong> {proven.statement}
          </p>
          <p>
            <strong>{say('remedy')}:</strong> {proven.remedy}
          </p>
        </div>
      )}
      {firstDifference !== undefined && <p>{say('firstDifference', firstDifference.offset, firstDifference.line)}</p>}
      {client !== undefined && firstDifference === undefined && <p>{say('sameText')}</p>}
      <div class="columns">
        <Marked label={say('signedByServer')} text={server.stringToSign} other={client?.stringToSign} />
        {client && <Marked label={say('signedByClient')} text={client.stringToSign} other={server.stringToSign} />}
      </div>
      {server.canonicalRequest !== undefined && (
        <div class="columns">
          <Marked label={say('canonicalByServer')} text={server.canonicalRequest} other={client?.canonicalRequest} />
          {client?.canonicalRequest !== undefined && (
            <Marked label={say('canonicalByClient')} text={client.canonicalRequest} other={server.canonicalRequest} />
          )}
        </div>
      )}
    </Panel>
  );
}

interface MarkedProps {
  readonly label: string;
  readonly text: string;
  /** What it is held against. */
  readonly other: string | undefined;
}

/** Line ends are shown; the first character that differs is marked. */
function Marked({ label, text, other }: MarkedProps) {
  const at = other === undefined ? -1 : firstDifference(text, other);
  const visible = (part: string) => part.replaceAll('\n', '↵\n');
  return (
    <div>
      <h3>{label}</h3>
      <pre tabIndex={0} role="region" aria-label={label}>
        {at === -1 ? (
          visible(text)
        ) : (
          <>
            {visible(text.slice(0, at))}
            <mark>{at < text.length ? visible(text.slice(at, at + 1)) : '∎'}</mark>
            {visible(text.slice(at + 1))}
          </>
        )}
      </pre>
    </div>
  );
}

/** -1 for equal texts. */
function firstDifference(one: string, other: string): number {
  if (one === other) return -1;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
