import { expect, it } from 'vitest';
import { startServer } from '../../src/index.ts';
import { signed } from '../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

it("makes a bucket of which only the name is given private, of class Standard, and the first account's", async () => {
  const server = await startServer({ clock: NOW, buckets: [{ name: 'only-a-name' }] });
  const { body } = await signed(server.port, { method: 'GET', bucket: 'only-a-name', query: 'bucketInfo', at: NOW });
  await server.close();
  expect(body).toContain('<Grant>private</Grant>');
  expect(body).toContain('<StorageClass>Standard</StorageClass>');
  expect(body).toContain('<ID>1234567890123456</ID>');
});
