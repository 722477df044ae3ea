import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClockStart, makeRuntime } from '../../src/runtime/index.ts';

const NOON = Date.UTC(2026, 0, 31, 12);
const MACHINE = Date.UTC(2026, 5, 1);
const HOUR = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ now: MACHINE, toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A runtime, and the names of what it has called with the clock's time then. */
function started(clock?: ClockStart) {
  const runtime = makeRuntime({ clock });
  const called: string[] = [];
  const calling = (name: string) => () => void called.push(`${name} ${runtime.clock.now()}`);
  return { ...runtime, called, calling };
}

describe('the clock', () => {
  it('is the machine’s unless told otherwise', () => {
    const { clock } = started();
    vi.advanceTimersByTime(5);
    expect(clock.state()).toEqual({ now: MACHINE + 5, mode: 'real', offset: 0, waiting: [] });
  });

  it('stands still at an instant', () => {
    const { clock } = started(NOON);
    vi.advanceTimersByTime(5000);
    expect(clock.state()).toMatchObject({ now: NOON, mode: 'frozen', offset: NOON - MACHINE - 5000 });
  });

  it('runs beside the machine’s at a distance', () => {
    const { clock } = started({ offset: -15 * 60_000 });
    vi.advanceTimersByTime(5000);
    expect(clock.state()).toMatchObject({ now: MACHINE + 5000 - 15 * 60_000, mode: 'offset' });
  });

  it('is advanced, set, frozen and released', async () => {
    const { clock } = started();
    clock.advance(HOUR);
    expect(clock.now()).toBe(MACHINE + HOUR);
    clock.freeze();
    vi.advanceTimersByTime(1000);
    expect(clock.now()).toBe(MACHINE + HOUR);
    await clock.set(NOON);
    await clock.advance(1);
    expect(clock.state()).toMatchObject({ now: NOON + 1, mode: 'frozen' });
    await clock.offset(-5);
    expect(clock.now()).toBe(MACHINE + 1000 - 5);
    await clock.release();
    expect(clock.state()).toMatchObject({ now: MACHINE + 1000, mode: 'real' });
    await clock.freeze(NOON);
    expect(clock.now()).toBe(NOON);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('is not advanced by %d', async (ms) => {
    await expect(started().clock.advance(ms)).rejects.toThrow(RangeError);
  });
});

describe('a wait', () => {
  it.each([undefined, NOON, { offset: HOUR }])(
    'from a clock at %j ends when the clock is advanced, not before',
    (start) => {
      const { clock, timers, called, calling } = started(start);
      timers.after(5000, calling('a'));
      const from = clock.now();
      clock.advance(4999);
      expect(called).toEqual([]);
      clock.advance(1);
      expect(called).toEqual([`a ${from + 5000}`]);
      vi.advanceTimersByTime(60_000);
      expect(called).toHaveLength(1);
    },
  );

  it.each([undefined, NOON])('from a clock at %j ends by real time too, so that nobody waits for ever', (start) => {
    const { timers, called, calling } = started(start);
    timers.after(5000, calling('a'));
    vi.advanceTimersByTime(4999);
    expect(called).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(called).toHaveLength(1);
  });

  it('ends by both together', () => {
    const { clock, timers, called, calling } = started(NOON);
    timers.after(5000, calling('a'));
    vi.advanceTimersByTime(2000);
    clock.advance(2000);
    vi.advanceTimersByTime(999);
    expect(called).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(called).toEqual([`a ${NOON + 2000}`]);
  });

  it('is called in the order in which it is due, each at its own instant', () => {
    const { clock, timers, called, calling } = started(NOON);
    timers.after(3000, calling('c'));
    timers.after(1000, calling('a'));
    timers.at(NOON + 2000, calling('b'));
    timers.after(9000, calling('z'));
    clock.advance(5000);
    expect(called).toEqual([`a ${NOON + 1000}`, `b ${NOON + 2000}`, `c ${NOON + 3000}`]);
    expect(clock.state().waiting).toEqual([4000]);
  });

  it('that is set while the clock moves is due within the same move', () => {
    const { clock, timers, called, calling } = started(NOON);
    timers.after(1000, () => timers.after(1000, calling('second')));
    clock.advance(2000);
    expect(called).toEqual([`second ${NOON + 2000}`]);
  });

  it('is cancelled, and begun again', () => {
    const { clock, timers, called, calling } = started(NOON);
    timers.after(1000, calling('cancelled')).cancel();
    const again = timers.after(1000, calling('again'));
    clock.advance(900);
    again.refresh();
    clock.advance(999);
    expect(called).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(called).toHaveLength(1);
    again.refresh();
    clock.advance(HOUR);
    expect(called).toHaveLength(1);
  });

  it('is not touched by a clock that goes back', () => {
    const { clock, timers, called, calling } = started(NOON);
    timers.after(1000, calling('a'));
    clock.set(NOON - HOUR);
    const before = timers.elapsed();
    clock.advance(1000);
    expect(called).toEqual([`a ${NOON - HOUR + 1000}`]);
    expect(timers.elapsed() - before).toBeCloseTo(1000);
  });

  it('may be longer than one timer of the system', () => {
    const { timers, called, calling } = started();
    timers.after(60 * 24 * HOUR, calling('a'));
    vi.advanceTimersByTime(59 * 24 * HOUR);
    expect(called).toEqual([]);
    vi.advanceTimersByTime(24 * HOUR);
    expect(called).toHaveLength(1);
  });
});

describe('a job of the calendar', () => {
  it('waits for the clock while it stands still, whatever time goes by', () => {
    const { clock, timers, called, calling } = started(NOON);
    timers.at(NOON + 1000, calling('a'));
    vi.advanceTimersByTime(HOUR);
    expect(called).toEqual([]);
    clock.release();
    expect(called).toEqual([`a ${NOON + 1000}`]);
  });

  it('comes at its instant of a clock that runs', () => {
    const { timers, called, calling } = started({ offset: HOUR });
    timers.at(MACHINE + HOUR + 1000, calling('a'));
    vi.advanceTimersByTime(1000);
    expect(called).toEqual([`a ${MACHINE + HOUR + 1000}`]);
  });

  it('waits again when the clock is set back', () => {
    const { clock, timers, called, calling } = started();
    timers.at(MACHINE + 1000, calling('a'));
    clock.set(MACHINE - HOUR);
    vi.advanceTimersByTime(HOUR);
    expect(called).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(called).toEqual([`a ${MACHINE + 1000}`]);
  });

  it('that comes every hour comes 24 times when a day goes by at once, one after the other', async () => {
    const { clock, timers } = started(NOON);
    const hours: number[] = [];
    const next = (): void => {
      const instant = (Math.floor(clock.now() / HOUR) + 1) * HOUR;
      timers.at(instant, async () => {
        await null;
        hours.push((clock.now() - NOON) / HOUR);
        next();
      });
    };
    next();
    await clock.advance(24 * HOUR);
    expect(hours).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    expect(clock.now()).toBe(NOON + 24 * HOUR);
  });

  it('is over before the next move begins', async () => {
    const { clock, timers } = started(NOON);
    let seen = 0;
    timers.at(NOON + 1000, async () => {
      await null;
      seen = clock.now();
    });
    const first = clock.advance(1000);
    const second = clock.advance(5000);
    await first;
    expect(seen).toBe(NOON + 1000);
    await second;
    expect(clock.now()).toBe(NOON + 6000);
  });
});
