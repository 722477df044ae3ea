import type { Cases, SignedAsk } from '../support/case.ts';
import { append, put } from '../support/requests.ts';

const seal = (position: string, key = 'log.txt'): SignedAsk => ({ method: 'POST', key, query: `seal${position}` });

/** operations.md §6.7. */
export const sealCases: Cases = {
  SealAppendObject: [
    { name: 'sealed', rule: 'sealing tells when', before: [append('&position=0')], ask: seal('&position=5') },
    {
      name: 'again',
      rule: 'what is sealed can be sealed again',
      before: [append('&position=0'), seal('&position=5')],
      ask: seal('&position=5'),
    },
    {
      name: 'position-wrong',
      rule: 'sealing names the length',
      cause: 'append-position-wrong',
      before: [append('&position=0')],
      ask: seal('&position=4'),
    },
    { name: 'position-missing', rule: 'sealing names a length', cause: 'append-position-missing', ask: seal('') },
    {
      name: 'position-invalid',
      rule: 'the length is a number',
      cause: 'append-position-invalid',
      ask: seal('&position=end'),
    },
    {
      name: 'not-appendable',
      rule: 'only appendable objects are sealed',
      cause: 'object-not-appendable',
      before: [put()],
      ask: seal('&position=11', 'dir/hello.txt'),
    },
    { name: 'no-such-key', rule: 'what is missing is not sealed', cause: 'no-such-key', ask: seal('&position=0') },
  ],
  AppendObject: [
    {
      name: 'sealed',
      rule: 'nothing is appended to what is sealed',
      cause: 'object-sealed',
      before: [append('&position=0'), seal('&position=5')],
      ask: append('&position=5'),
    },
  ],
  HeadObject: [
    {
      name: 'sealed',
      rule: 'HEAD tells when an object was sealed',
      before: [append('&position=0'), seal('&position=5')],
      ask: { method: 'HEAD', key: 'log.txt' },
    },
  ],
};
