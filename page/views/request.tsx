import { useEffect, useRef, useState } from 'preact/hooks';
import { get } from '../api.ts';
import { factsOf, type Step, type StepOutcome, stepsOf } from '../ladder.ts';
import { Problem, timeText, toneOf } from '../parts.tsx';
import { useLoaded } from '../store.ts';
import { type TextName, useCheckText, useText } from '../text.ts';
import type { Explanation, Facts, Rung } from '../types.ts';
import { Copies } from './copies.tsx';
import { CallbackPanel, ClockPanel, CorsPanel, PermissionPanel, PolicyPanel, RefererPanel } from './panels.tsx';
import { SignaturePanel } from './signature.tsx';
import { WirePanel } from './wire.tsx';

let checks: Promise<readonly string[]> | undefined;

/** The names of the server's checks do not change while it runs. */
function serverChecks(): Promise<readonly string[]> {
  checks ??= get<{ checks: readonly string[] }>('checks').then((answer) => answer.checks);
  return checks;
}

/** One request: why it was answered so, every check, what was compared, and what went over the wire. */
export function RequestView({ id }: { readonly id: string }) {
  const say = useText();
  const back = useRef<HTMLAnchorElement>(null);
  const load = async () => {
    const [request, names] = await Promise.all([get<Explanation>(`requests/${id}`), serverChecks()]);
    return { request, names };
  };
  const { value, error } = useLoaded(load, id);
  useEffect(() => {
    // Where there is no room for both, the list is gone, and the focus with it.
    if (back.current?.offsetParent) back.current.focus();
  }, [value]);
  if (error !== undefined) return <Problem text={`${say('requestGone')} ${error}`} />;
  if (value === undefined) return <p class="nothing">{say('loading')}</p>;
  const { request, names } = value;
  const { status, code, method, host, target, operation, accessKeyId, time, durationMs, fault } = request;
  // Who asks is not known before the signature is read.
  const caller = accessKeyId ?? (hasPassed(request, 'authorization-form') ? say('anonymous') : '—');
  const refusing = request.rungs.find(({ outcome }) => outcome === 'refused')?.name;
  return (
    <article aria-labelledby="request-title">
      <a class="back" href="#/requests" ref={back}>
        ← {say('back')}
      </a>
      <header class="request-head" data-tone={toneOf(request)}>
        <h1 id="request-title">
          <span class="status">{status === 0 ? '—' : status}</span> {code ?? operation ?? ''}
        </h1>
        <p class="mono wrap">
          {method} {target.startsWith('/') ? `${host}${target}` : target}
        </p>
        <p class="muted">
          {operation ?? '—'} · {caller} · {timeText(time)} UTC · {durationMs} ms ·{' '}
          <span class="mono" data-testid="request-id">
            {id}
          </span>
        </p>
        <Copies request={request} />
      </header>
      {fault !== undefined && <p class="fault-note">⚡ {say('faultPanel', fault)}</p>}
      <WhyPanel request={request} />
      {request.signature && <SignaturePanel proof={request.signature} />}
      <PolicyPanel facts={policyFacts(request)} />
      <CallbackPanel request={request} />
      {refusing !== undefined && <CheckPanels request={request} only={refusing} />}
      <section class="panel" aria-labelledby="checks-title">
        <h2 id="checks-title">{say('checks')}</h2>
        <ol class="ladder">
          {stepsOf(request, names).map((step, index) => (
            <StepView key={index} step={step} />
          ))}
        </ol>
      </section>
      <CheckPanels request={request} but={refusing} />
      <WirePanel request={request} />
    </article>
  );
}

interface CheckPanelsProps {
  readonly request: Explanation;
  /** The name of one check. */
  readonly only?: string;
  readonly but?: string | undefined;
}

/** What single checks compared: that of the one that refused stands above the others. */
function CheckPanels({ request, only, but }: CheckPanelsProps) {
  const here = (name: string) => (only === undefined ? name !== but : name === only);
  const facts = (name: string) => (here(name) ? factsOf(request, name) : undefined);
  const cors = corsRung(request);
  return (
    <>
      <PermissionPanel facts={facts('permission') ?? facts('authorization')} />
      <RefererPanel facts={facts('referer')} />
      <CorsPanel facts={cors && here(cors.name) ? cors.facts : undefined} />
      <ClockPanel facts={facts('date')} />
    </>
  );
}

function hasPassed({ rungs }: Explanation, name: string): boolean {
  return rungs.some((rung) => rung.name === name && rung.outcome === 'passed');
}

/** A form's conditions are told when they hold, and by what refuses when one does not. */
function policyFacts(request: Explanation): Facts | undefined {
  const told = request.rungs.findLast(({ facts }) => Array.isArray(facts?.conditions));
  return told?.facts;
}

function corsRung({ rungs }: Explanation): Rung | undefined {
  return rungs.findLast(({ name, facts }) => name === 'cors' || Array.isArray(facts?.failures));
}

function WhyPanel({ request }: { readonly request: Explanation }) {
  const say = useText();
  const { cause, reason, remedy, evidence, ec } = request;
  if (cause === undefined) return request.status > 0 && request.status < 400 ? <p class="fine">{say('ok')}</p> : null;
  return (
    <section class="panel why" aria-labelledby="why-title">
      <h2 id="why-title">{say('why')}</h2>
      <p>{reason}</p>
      <h3>{say('remedy')}</h3>
      <p>{remedy}</p>
      <p class="muted small">
        {say('cause')}: <a href={`#/errors/${cause}`}>{cause}</a> · {say('evidence')}: {evidence?.grade},{' '}
        {evidence?.source}
        {ec !== undefined && (
          <>
            {' · '}
            <a href={`https://api.aliyun.com/troubleshoot?q=${ec}`} rel="noreferrer" target="_blank">
              {say('ecDoc', ec)}
            </a>
          </>
        )}
      </p>
    </section>
  );
}

const MARKS: Readonly<Record<StepOutcome, readonly [mark: string, text: TextName]>> = {
  passed: ['✓', 'passedCheck'],
  refused: ['✕', 'refusedCheck'],
  noted: ['•', 'notedCheck'],
  skipped: ['–', 'skippedCheck'],
  unreached: ['○', 'unreachedCheck'],
};

function StepView({ step: { name, outcome, facts } }: { readonly step: Step }) {
  const say = useText();
  const [mark, text] = MARKS[outcome];
  const [open, setOpen] = useState(outcome === 'refused');
  const question = useCheckText()(name);
  return (
    <li data-outcome={outcome}>
      <span class="mark" aria-hidden="true">
        {mark}
      </span>
      <span class="check">
        <strong>{name}</strong> <span class="muted">{question}</span>
      </span>
      <span class="outcome">{say(text)}</span>
      {facts !== undefined && Object.keys(facts).length > 0 && (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{say('compared')}</summary>
          {open && <FactList facts={facts} />}
        </details>
      )}
    </li>
  );
}

export function FactList({ facts }: { readonly facts: Facts }) {
  return (
    <dl class="facts">
      {Object.entries(facts).map(([name, value]) =>
        value === undefined || value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {typeof value === 'string' ? value : JSON.stringify(value, null, typeof value === 'object' ? 2 : 0)}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
