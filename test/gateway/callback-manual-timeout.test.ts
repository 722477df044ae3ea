import { expect, test } from 'vitest';
import { startServer } from '../../src/index.ts';
import { CALLBACK_EXAMPLES, printed } from '../support/callback-examples.ts';
import { formBody, postBytes } from '../support/forms.ts';
import { raw } from '../support/raw.ts';
import { signed } from '../support/signed.ts';

/** The only test of callbacks that waits for real: all others move the clock. */
test('a callback server that does not answer is waited for 5,000 ms, and the upload told so as printed', async () => {
  const bucket = 'guoping-hangzhou';
  const host = `${bucket}.oss-cn-hangzhou.aliyuncs.com`;
  const server = await startServer({
    wire: '2022',
    buckets: [{ name: bucket, acl: 'public-read-write', storageClass: 'Standard' }],
  });
  const late = CALLBACK_EXAMPLES.filter(({ name }) => name === 'timeout');
  try {
    for (const example of late) {
      const { callback, address } = await example.make('2022');
      const headers = { 'x-oss-callback': callback };
      const fields = { key: 'form', callback };
      const answers = await Promise.all([
        signed(server.port, {
          method: 'PUT',
          bucket,
          key: 'put',
          body: 'hello',
          host,
          headers,
          keys: undefined,
          at: 0,
        }),
        raw(server.port, postBytes({ host, body: formBody({ fields }) })),
      ]);
      for (const { status, body, header } of answers) {
        const requestId = header('x-oss-request-id');
        expect([status, body]).toEqual([203, printed(example, '2022', { requestId, address })]);
        const { durationMs } = server.request(requestId ?? '') as { durationMs: number };
        expect(durationMs).toBeGreaterThanOrEqual(4_999);
        expect(durationMs).toBeLessThan(7_500);
      }
    }
  } finally {
    await server.close();
  }
});
