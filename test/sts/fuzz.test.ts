import { describe, expect, it } from 'vitest';
import { makeRuntime } from '../../src/runtime/index.ts';
import type { StsAnswer, StsRequest } from '../../src/sts/index.ts';
import { isStsRequest } from '../../src/sts/index.ts';
import { Headers } from '../../src/wire/headers.ts';
import { ASSUME, service, v1, v3 } from './client.ts';

const ROUNDS = 3000;

describe('whatever arrives', () => {
  it(`is answered in the service's own form: ${ROUNDS} broken calls`, async () => {
    const { sts } = service();
    const dice = makeRuntime({ seed: 41 }).random;
    const below = (limit: number) => dice.bytes(4).readUInt32LE() % limit;
    /** Replaces, drops, doubles or adds a few bytes. */
    const broken = (text: string) => {
      const bytes = [...text];
      for (let times = 1 + below(3); times > 0; times--) {
        const junk = String.fromCharCode(...dice.bytes(below(4)));
        bytes.splice(below(bytes.length + 1), below(4), junk);
      }
      return bytes.join('');
    };
    const spoil = (call: StsRequest): StsRequest => {
      const raw = call.headers.raw.map((value) => (below(8) === 0 ? broken(value) : value));
      const query = below(2) === 0 ? broken(call.query) : call.query;
      const body = below(2) === 0 ? Buffer.from(broken(call.body.toString('latin1')), 'latin1') : call.body;
      return { ...call, headers: new Headers(raw), query, body };
    };
    const statuses = new Set<number>();
    for (let round = 0; round < ROUNDS; round++) {
      const Format = ['JSON', 'XML', undefined][below(3)];
      const call = [v1({ ...ASSUME, Format }), v1({ Format }, 'POST'), v3({ query: { a: 'b' } })][
        below(3)
      ] as StsRequest;
      const request = spoil(call);
      expect([true, false]).toContain(isStsRequest(request, request.body));
      const answer = await sts.handle(request);
      statuses.add(answer.status);
      expectForm(answer);
      expect(answer.outcome.fault).toBeUndefined();
    }
    expect([...statuses].sort()).toEqual([200, 400, 404]);
  });
});

function expectForm({ body, requestId, status, headers }: StsAnswer): void {
  expect(body).toContain(requestId);
  expect(Object.fromEntries(headers)['Content-Length']).toBe(String(Buffer.byteLength(body)));
  if (headers[0]?.[1] === 'text/xml;charset=utf-8') {
    expect(body).toMatch(status === 200 ? /^<\?xml [^>]*\?><\w+Response>.*<\/\w+Response>$/s : /<Error>.*<\/Error>$/s);
    return;
  }
  const names = Object.keys(JSON.parse(body));
  if (status !== 200) expect(names).toEqual(['RequestId', 'HostId', 'Code', 'Message', 'Recommend']);
}
