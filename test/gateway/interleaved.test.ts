import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { type SignedCall, signed, signedBytes } from '../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const BUCKET = 'examplebucket';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOW, seed: 1, verifiedDomains: ['example.com'] });
});
afterAll(() => server.close());

type Asked = Pick<SignedCall, 'method' | 'query' | 'body'>;

const ask = (call: Asked) => signed(server.port, { bucket: BUCKET, at: NOW, ...call });

/** Begins a request, does `meanwhile` when the server waits for its body, and ends it. @returns the status it is answered. */
async function around(call: Asked, meanwhile: () => Promise<unknown>): Promise<number> {
  const headers = { Expect: '100-continue' };
  const bytes = signedBytes({ bucket: BUCKET, at: NOW, ...call, headers });
  const body = bytes.indexOf('\r\n\r\n') + 4;
  const socket = connect({ port: server.port, host: '127.0.0.1' });
  socket.write(bytes.subarray(0, body));
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 100 /);
  await meanwhile();
  socket.write(bytes.subarray(body));
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return Number(String(answer).split(' ')[1]);
}

const qos = (uid: string): Asked => ({
  method: 'PUT',
  query: `requesterQosInfo&qosRequester=${uid}`,
  body: '<QoSConfiguration><TotalUploadBandwidth>1</TotalUploadBandwidth></QoSConfiguration>',
});
const style = (name: string): Asked => ({
  method: 'PUT',
  query: `style&styleName=${name}`,
  body: '<Style><Content>image/resize,p_50</Content></Style>',
});
const domain = (comp: string, name: string): Asked => ({
  method: 'POST',
  query: `cname&comp=${comp}`,
  body: `<BucketCnameConfiguration><Cname><Domain>${name}</Domain></Cname></BucketCnameConfiguration>`,
});

test.each([
  ['limits of requesters', qos('1001'), qos('1002'), 'requesterQosInfo', ['>1001<', '>1002<']],
  ['styles', style('one'), style('two'), 'style', ['>one<', '>two<']],
  [
    'domains',
    domain('add', 'one.example.com'),
    domain('add', 'two.example.com'),
    'cname',
    ['one.example.com', 'two.example.com'],
  ],
] as const)('%s that are put while the body of another arrives are both kept', async (_, slow, fast, query, kept) => {
  const statuses: number[] = [];
  const status = await around(slow, async () => statuses.push((await ask(fast)).status));
  expect([status, ...statuses]).toEqual([200, 200]);
  const { body } = await ask({ method: 'GET', query });
  for (const text of kept) expect(body).toContain(text);
});

test('a domain has one token, also when it is asked for twice at once', async () => {
  const token = (body: string): string | undefined => /<Token>(.*)<\/Token>/.exec(body)?.[1];
  const asked = domain('token', 'three.example.com');
  let told: string | undefined;
  await around(asked, async () => {
    told = token((await ask(asked)).body);
  });
  expect(told).toBeDefined();
  expect(token((await ask({ method: 'GET', query: 'comp=token&cname=three.example.com' })).body)).toBe(told);
});
