import { BOTH, type ManualRow } from './row.ts';

const CALLBACK = { editions: BOTH, place: 'Upload callback' } as const;

/** What the chapter Upload callback quotes. */
export const callback: readonly ManualRow[] = [
  {
    ...CALLBACK,
    id: 'callback/invalid-argument',
    code: 'InvalidArgument',
    message: 'The callback configuration is not json format.',
    causes: ['callback-not-json'],
  },
  ...(
    [
      ['example 1', 'Response body is not valid json format.', {}, 'callback-answer-not-json'],
      [
        'example 2',
        'Error status : -1.OSS can not connect to your callbackUrl, please check it.',
        {},
        'callback-unreachable',
      ],
      [
        'example 3',
        'Error status : -1 8.8.8.8:9090 reply timeout, cost:5000ms, timeout:5000ms (err -4, errno115)',
        { Address: '8.8.8.8:9090', Cost: '5000', Timeout: '5000' },
        'callback-timeout-other-build',
      ],
      ['example 4', 'Error status : 400.', { Status: '400' }, 'callback-status'],
      ['example 5', 'Error status : 502.', {}, 'callback-refused'],
      [
        'timeout',
        'Error status : -1.call 10.157.223.86:8080 reply timeout, cost:5000ms, timeout:5000ms (err:-4, errno:115)',
        { Address: '10.157.223.86:8080', Cost: '5000', Timeout: '5000' },
        'callback-timeout',
      ],
    ] as const
  ).map(
    ([example, message, details, cause]): ManualRow => ({
      ...CALLBACK,
      id: `callback/${example.replace(' ', '-')}`,
      place: `Upload callback, ${example}`,
      status: 203,
      code: 'CallbackFailed',
      message,
      details,
      causes: [cause],
      ...(example === 'example 3' && { accident: '2019 writes "error status", "MS" and "( Ernest - 4 , errno170 )"' }),
    }),
  ),
];
