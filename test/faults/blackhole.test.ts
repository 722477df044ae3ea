import { connect } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Blackhole, openBlackhole } from '../../src/faults/index.ts';

let hole: Blackhole;
beforeEach(async () => {
  hole = await openBlackhole('127.0.0.1', 0);
});
afterEach(() => hole.close());

it('neither accepts nor refuses connections', async () => {
  const socket = connect({ host: '127.0.0.1', port: hole.port });
  const outcome = await new Promise<string>((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('error', (error) => resolve(String(error)));
    setTimeout(resolve, 100, 'neither');
  });
  socket.destroy();
  expect(outcome).toBe('neither');
});

it('says when its port is taken', async () => {
  await expect(openBlackhole('127.0.0.1', hole.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
