import type { Cases, SignedAsk } from '../support/case.ts';

const put: SignedAsk = {
  method: 'PUT',
  key: 'hello.txt',
  body: 'hello world',
  headers: { 'Content-Type': 'text/plain' },
};
const get = (query: string): SignedAsk => ({ method: 'GET', key: 'hello.txt', query });
const TYPE = 'response-content-type=text%2Fcsv';

/** What a strict server refuses of objects (README "Settings"). */
export const strictCases: Cases = {
  GetObject: [
    {
      name: 'strict-override-content-type',
      rule: 'a strict server gives no object another type, as the service since 2025',
      cause: 'content-type-override-refused',
      server: { strict: true },
      before: [put],
      ask: get(TYPE),
    },
    {
      name: 'strict-override-disposition',
      rule: 'other headers are overridden there too',
      server: { strict: true },
      before: [put],
      ask: get('response-content-disposition=attachment'),
    },
    {
      name: 'strict-override-content-type-2022',
      rule: 'as of 2022 it is another type',
      server: { strict: true, wire: '2022' },
      before: [put],
      ask: get(TYPE),
    },
  ],
};
