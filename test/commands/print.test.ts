import { expect, it, vi } from 'vitest';
import { print } from '../../src/commands/print.ts';

it('a reader that has seen enough is no failure, any other error of the output is', () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const listeners = process.stdout.listeners('error').length;
  print('one');
  print('two');
  expect(write.mock.calls).toEqual([['one'], ['two']]);
  expect(process.stdout.listeners('error')).toHaveLength(listeners + 1);
  write.mockRestore();
  const failed = (code: string) => () => process.stdout.emit('error', Object.assign(new Error(code), { code }));
  expect(failed('EPIPE')).not.toThrow();
  expect(failed('ERR_STREAM_DESTROYED')).not.toThrow();
  expect(failed('ENOSPC')).toThrow('ENOSPC');
});
