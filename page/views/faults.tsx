import { useEffect, useRef, useState } from 'preact/hooks';
import { get, send } from '../api.ts';
import { requests } from '../live.ts';
import { Choice, Field, Problem, timeText } from '../parts.tsx';
import { useCell, useLoaded } from '../store.ts';
import { useText } from '../text.ts';
import type { Fault } from '../types.ts';

/** Effects, each with a value to begin with (docs/decisions/faults.md). */
const EFFECTS: Readonly<Record<string, unknown>> = {
  error: 'internal-error',
  delay: '5s',
  status: 503,
  badGateway: true,
  noAnswer: true,
  loseAnswer: 'reset',
  resetUpload: 1024,
  stallUpload: 1024,
  throttleUpload: 65536,
  throttleDownload: 65536,
  truncate: 100,
  resetDownload: 100,
  corrupt: 0,
  wrongHeader: 'x-oss-hash-crc64ecma',
  garbage: true,
};

const OPERATIONS = [
  'PutObject',
  'GetObject',
  'PostObject',
  'AppendObject',
  'UploadPart',
  'CompleteMultipartUpload',
  'DeleteObject',
  'ListObjectsV2',
];

const LATELY = 3;
const AGAIN_MS = 200;

/** The faults that are filed, what each has done, and a form for another. */
export function FaultsView() {
  const say = useText();
  const all = useCell(requests);
  const { value, error, reload } = useLoaded(() => get<{ faults: Fault[] }>('faults'), 'faults');
  const pending = useRef(false);
  useEffect(() => {
    // Every request may have counted; in a stream of them it is enough to look now and then.
    if (pending.current) return;
    pending.current = true;
    setTimeout(() => {
      pending.current = false;
      reload();
    }, AGAIN_MS);
  }, [all]);
  const remove = async (path: string) => {
    await send('DELETE', path);
    reload();
  };
  return (
    <main class="page" id="content">
      <h1>{say('faults')}</h1>
      <Problem text={error} />
      {value?.faults.length === 0 && <p class="nothing">{say('noFaults')}</p>}
      <ul class="cards">
        {value?.faults.map((fault) => (
          <FaultCard key={fault.name} fault={fault} onRemove={() => remove(`faults/${fault.name}`)} />
        ))}
      </ul>
      {value !== undefined && value.faults.length > 1 && (
        <button type="button" onClick={() => remove('faults')}>
          {say('clearFaults')}
        </button>
      )}
      <FaultForm onAdded={reload} />
    </main>
  );
}

interface CardProps {
  readonly fault: Fault;
  readonly onRemove: () => void;
}

function FaultCard({ fault, onRemove }: CardProps) {
  const say = useText();
  const all = useCell(requests);
  const [flash, setFlash] = useState(false);
  const known = useRef(fault.fired);
  useEffect(() => {
    if (fault.fired === known.current) return;
    known.current = fault.fired;
    setFlash(true);
    const timer = setTimeout(setFlash, 1200, false);
    return () => clearTimeout(timer);
  }, [fault.fired]);
  const hit = all.filter((request) => request.fault === fault.name).slice(-LATELY);
  return (
    <li class="panel" data-flash={flash} data-fault={fault.name}>
      <h2>{fault.name}</h2>
      <p>{fault.explanation}</p>
      <p class="counts" role="status">
        <span>
          {say('fired')} <b>{fault.fired}</b>
        </span>{' '}
        <span>
          {say('matched')} <b>{fault.matched}</b>
        </span>
        {fault.remaining !== undefined && (
          <span>
            {' '}
            {say('remaining')} <b>{fault.remaining}</b>
          </span>
        )}
      </p>
      {hit.length > 0 && (
        <p class="small">
          {say('lately')}:{' '}
          {hit.reverse().map(({ requestId, time, operation }) => (
            <a key={requestId} href={`#/requests/${requestId}`}>
              {timeText(time).slice(11, 19)} {operation}
            </a>
          ))}
        </p>
      )}
      <button type="button" aria-label={`${say('delete')} ${fault.name}`} onClick={onRemove}>
        {say('delete')}
      </button>
    </li>
  );
}

/** Fields for the usual, and the rule itself as JSON for everything. */
function FaultForm({ onAdded }: { readonly onAdded: () => void }) {
  const say = useText();
  const [operation, setOperation] = useState('PutObject');
  const [key, setKey] = useState('');
  const [effect, setEffect] = useState('error');
  const [value, setValue] = useState(String(EFFECTS.error));
  const [times, setTimes] = useState('1');
  const [written, setWritten] = useState<string>();
  const [problem, setProblem] = useState('');
  const rule = {
    match: { ...(operation !== '' && { operation }), ...(key !== '' && { key }) },
    effect: { [effect]: asValue(effect, value) },
    ...(times !== '' && { times: Number(times) }),
  };
  const text = written ?? JSON.stringify(rule, null, 2);
  const change =
    <T,>(set: (value: T) => void) =>
    (to: T) => {
      set(to);
      setWritten(undefined);
    };
  const add = async (event: Event) => {
    event.preventDefault();
    setProblem('');
    try {
      await send('POST', 'faults', text);
      setWritten(undefined);
      onAdded();
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <form class="panel" onSubmit={add} aria-labelledby="add-fault">
      <h2 id="add-fault">{say('addFault')}</h2>
      <div class="bar">
        <Choice
          label={say('whichRequests')}
          value={operation}
          onChoice={change(setOperation)}
          options={[['', say('anyOperation')], ...OPERATIONS.map((name) => [name, name] as const)]}
        />
        <Field label={say('keyPattern')} value={key} onText={change(setKey)} placeholder="*" />
        <Choice
          label={say('whatHappens')}
          value={effect}
          onChoice={(name) => {
            change(setEffect)(name);
            setValue(String(EFFECTS[name]));
          }}
          options={Object.keys(EFFECTS).map((name) => [name, name])}
        />
        <Field label={say('value')} value={value} onText={change(setValue)} />
        <Field
          label={say('times')}
          type="number"
          min={1}
          value={times}
          onText={change(setTimes)}
          placeholder={say('anyTimes')}
        />
      </div>
      <div class="field">
        <label for="fault-json">{say('asJson')}</label>
        <textarea
          id="fault-json"
          rows={10}
          spellcheck={false}
          value={text}
          onInput={(event) => setWritten(event.currentTarget.value)}
        />
      </div>
      <Problem text={problem} />
      <button type="submit" class="main">
        {say('add')}
      </button>
    </form>
  );
}

/** A text as the kind of value that the effect takes. */
function asValue(effect: string, text: string): unknown {
  const kind = typeof EFFECTS[effect];
  if (kind === 'boolean') return text === 'true';
  return kind === 'number' && /^\d+$/.test(text) ? Number(text) : text;
}
