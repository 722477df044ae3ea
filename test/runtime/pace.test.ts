import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeRuntime, Pace } from '../../src/runtime/index.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether a promise is settled once all that can happen has happened. */
async function settled(promise: Promise<void> | undefined): Promise<boolean> {
  let done = false;
  promise?.then(() => {
    done = true;
  });
  for (let i = 0; i < 5; i++) await null;
  return done;
}

describe('a pace', () => {
  it('lets bytes through when their time has come', async () => {
    const { clock, timers } = makeRuntime();
    const pace = new Pace(timers, 1000);
    const first = pace.take(500);
    clock.advance(499);
    expect(await settled(first)).toBe(false);
    clock.advance(1);
    expect(await settled(first)).toBe(true);
    const second = pace.take(1000);
    clock.advance(1000);
    expect(await settled(second)).toBe(true);
    expect(pace.delay(0)).toBe(1500);
  });

  it('holds nobody back who is slower', () => {
    const { clock, timers } = makeRuntime();
    const pace = new Pace(timers, 1000);
    expect(pace.take(0)).toBeUndefined();
    clock.advance(2000);
    expect(pace.take(2000)).toBeUndefined();
    expect(pace.delay(0)).toBe(0);
  });

  it('catches up what a timer lost', () => {
    const { clock, timers } = makeRuntime();
    const pace = new Pace(timers, 1000);
    pace.take(100);
    clock.advance(300);
    expect(pace.take(200)).toBeUndefined();
    expect(pace.take(1)).toBeDefined();
  });

  it('estimates what is still to come', () => {
    expect(new Pace(makeRuntime().timers, 1000).delay(2500)).toBe(2500);
  });

  it('keeps nobody waiting when it ends', async () => {
    const { clock, timers } = makeRuntime();
    const pace = new Pace(timers, 1);
    const waiting = pace.take(1000);
    pace.end();
    expect(await settled(waiting)).toBe(true);
    expect(pace.take(1000)).toBeUndefined();
    expect(clock.state().waiting).toEqual([]);
  });

  it.each([
    [102_400, 10_240],
    [1, 1],
  ])('of %d bytes a second passes %d at once', (rate, portion) => {
    expect(new Pace(makeRuntime().timers, rate).portion).toBe(portion);
  });
});
