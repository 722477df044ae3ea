import { useEffect, useState } from 'preact/hooks';
import { get, send } from '../api.ts';
import { Field, Problem, spanText, timeText } from '../parts.tsx';
import { useLoaded } from '../store.ts';
import { type TextName, useText } from '../text.ts';
import type { Clock } from '../types.ts';

const STEPS = ['1s', '1m', '15m', '1h', '1d', '7d', '30d'];
const TICK_MS = 250;
const AGAIN_MS = 5000;

const MODES: Readonly<Record<Clock['mode'], TextName>> = {
  real: 'clockReal',
  offset: 'clockOffset',
  frozen: 'clockFrozen',
};

interface Read {
  readonly clock: Clock;
  /** By this machine's clock, in milliseconds. */
  readonly at: number;
}

/** The server's time: everything that ages follows it. */
export function ClockView() {
  const say = useText();
  const [read, setRead] = useState<Read>();
  const [problem, setProblem] = useState('');
  const [span, setSpan] = useState('90s');
  const [instant, setInstant] = useState('2026-01-31T12:00:00Z');
  const [distance, setDistance] = useState('-15m');
  const took = (clock: Clock) => setRead({ clock, at: performance.now() });
  const { value, error, reload } = useLoaded(() => get<Clock>('clock'), 'clock');
  useEffect(() => {
    if (value !== undefined) took(value);
  }, [value]);
  useEffect(() => {
    const timer = setInterval(reload, AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  const move = async (how: object) => {
    setProblem('');
    try {
      took(await send<Clock>('PUT', 'clock', how));
    } catch (failure) {
      setProblem((failure as Error).message);
    }
  };
  const waiting = read?.clock.waitingMs ?? [];
  return (
    <main class="page" id="content">
      <h1>{say('clock')}</h1>
      <Problem text={error ?? problem} />
      {read && <Face read={read} />}
      <div class="panel bar">
        <button type="button" class="main" onClick={() => move({ freeze: true })}>
          {say('freeze')}
        </button>
        <button type="button" onClick={() => move({ release: true })}>
          {say('release')}
        </button>
      </div>
      <form class="panel" onSubmit={submit(() => move({ advance: span }))}>
        <div class="bar">
          <Field label={say('advance')} value={span} onText={setSpan} />
          <button type="submit">{say('advance')}</button>
        </div>
        <div class="bar">
          {STEPS.map((step) => (
            <button
              type="button"
              key={step}
              aria-label={`${say('advance')} ${step}`}
              onClick={() => move({ advance: step })}
            >
              +{step}
            </button>
          ))}
        </div>
      </form>
      <form class="panel bar" onSubmit={submit(() => move({ set: instant }))}>
        <Field label={say('setTo')} value={instant} onText={setInstant} />
        <button type="submit">{say('set')}</button>
      </form>
      <form class="panel bar" onSubmit={submit(() => move({ offset: distance }))}>
        <Field label={say('offset')} value={distance} onText={setDistance} />
        <button type="submit">{say('set')}</button>
      </form>
      <h2>{say('waiting')}</h2>
      <p class="muted">
        {waiting.length === 0 ? say('nothingWaits') : say('waitingFor', waiting.length, spanText(waiting[0] ?? 0))}
      </p>
    </main>
  );
}

function submit(act: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    act();
  };
}

/** Ticks by itself between two answers, unless it stands still. */
function Face({ read: { clock, at } }: { readonly read: Read }) {
  const say = useText();
  const [, setTurn] = useState(0);
  const frozen = clock.mode === 'frozen';
  useEffect(() => {
    if (frozen) return;
    const timer = setInterval(() => setTurn((turn) => turn + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [frozen]);
  const now = Date.parse(clock.now) + (frozen ? 0 : performance.now() - at);
  return (
    <div class="face" data-mode={clock.mode}>
      <time class="mono" dateTime={clock.now}>
        {timeText(new Date(now).toISOString()).slice(0, frozen ? undefined : 19)} UTC
      </time>
      <p>
        {say(MODES[clock.mode])}
        {clock.offsetMs !== 0 &&
          ` · ${say('offsetBy', `${clock.offsetMs > 0 ? '+' : ''}${spanText(Math.round(clock.offsetMs / 1000) * 1000)}`)}`}
      </p>
    </div>
  );
}
