import { describe, expect, it } from 'vitest';
import { Lanes } from '../../src/image/lanes.ts';

/** Work that begins and ends when told. */
function jobs(lanes: Lanes) {
  const running: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (name: string, heavy = false, signal = new AbortController().signal) =>
    lanes.run(signal, heavy, async () => {
      running.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      running.splice(running.indexOf(name), 1);
      return name;
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { running, start, end };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('lanes', () => {
  it('work on so many jobs at once, in the order they came', async () => {
    const { running, start, end } = jobs(new Lanes(2));
    for (const name of ['a', 'b', 'c', 'd']) start(name);
    await turn();
    expect(running).toEqual(['a', 'b']);
    await end('a');
    expect(running).toEqual(['b', 'c']);
    await end('c');
    expect(running).toEqual(['b', 'd']);
  });

  it('never work on two heavy jobs at once: light ones pass by', async () => {
    const { running, start, end } = jobs(new Lanes(2));
    start('heavy 1', true);
    start('heavy 2', true);
    start('light');
    await turn();
    expect(running).toEqual(['heavy 1', 'light']);
    await end('light');
    expect(running).toEqual(['heavy 1']);
    await end('heavy 1');
    expect(running).toEqual(['heavy 2']);
  });

  it('give the place of a job that failed to the next', async () => {
    const lanes = new Lanes(1);
    const failed = lanes.run(new AbortController().signal, true, () => Promise.reject(new Error('broken')));
    await expect(failed).rejects.toThrow('broken');
    expect(await lanes.run(new AbortController().signal, true, async () => 'done')).toBe('done');
  });

  it('do not begin the work of those who have left', async () => {
    const lanes = new Lanes(1);
    const { running, start, end } = jobs(lanes);
    const leaving = new AbortController();
    start('a');
    const left = start('b', false, leaving.signal);
    start('c');
    await turn();
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    await end('a');
    expect(running).toEqual(['c']);
    await expect(start('d', false, leaving.signal)).rejects.toThrow('gone');
    await end('c');
    expect(await lanes.run(new AbortController().signal, false, async () => 'free')).toBe('free');
  });
});
