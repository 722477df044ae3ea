// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the callback, as sent
import { describe, expect, it } from 'vitest';
import { readCallback } from '../../src/callback/read.ts';
import { replyNamed } from '../../src/callback/receiver/replies.ts';
import type { OssError } from '../../src/errors/oss-error.ts';
import { makeRuntime } from '../../src/runtime/index.ts';
import { callback, documentOf, encode, freePort, openCallbacks, rawReceiver, refusalOf, upload } from './support.ts';

/** What both manuals print in "Common errors and causes" of the chapter Upload callback, as the profile 2022 answers. */
describe('the common errors of the manuals, to the byte', () => {
  const printed = (code: string, message: string, rest = ''): string =>
    `<?xml version="1.0" encoding="UTF-8"?>
<Error>
  <Code>${code}</Code>
  <Message>${message}</Message>
  <RequestId>691ECC80A1B2C33334D5E6F7</RequestId>
  <HostId>examplebucket.oss-cn-hangzhou.aliyuncs.com</HostId>
${rest}</Error>
`;

  async function told(callbackUrl: string): Promise<string> {
    const { callbacks } = await openCallbacks();
    return documentOf(await refusalOf(callbacks.perform(callback({ callbackUrl }), upload())), '2022');
  }

  async function toldBy(reply: string): Promise<string> {
    const receiver = await rawReceiver((socket) => replyNamed(reply)?.send(socket, makeRuntime().timers));
    return told(receiver.url);
  }

  it('InvalidArgument: quotation marks in callbackBody are not escaped', () => {
    const text =
      '{"callbackUrl":"8.8.8.8:9090","callbackBody":{"bucket":${bucket},"object":${object}}},"callbackBodyType":"application/json"';
    let error: unknown;
    try {
      readCallback({ header: encode(text) });
    } catch (thrown) {
      error = thrown;
    }
    expect(documentOf(error as OssError, '2022')).toBe(
      printed(
        'InvalidArgument',
        'The callback configuration is not json format.',
        `  <ArgumentName>callback</ArgumentName>\n  <ArgumentValue>${text}</ArgumentValue>\n`,
      ),
    );
  });

  it.each(['not-json', 'bom'])('example 1: the body is not JSON (%s)', async (reply) => {
    expect(await toldBy(reply)).toBe(printed('CallbackFailed', 'Response body is not valid json format.'));
  });

  it('example 2: OSS cannot connect', async () => {
    const { callbacks, time } = await openCallbacks();
    const failed = refusalOf(callbacks.perform(callback({ callbackUrl: '192.0.2.1:9090' }), upload()));
    time.pass(5_000);
    expect(documentOf(await failed, '2022')).toBe(
      printed('CallbackFailed', 'Error status : -1.OSS can not connect to your callbackUrl, please check it.'),
    );
  });

  it.each([
    [
      'example 3',
      '2017',
      (a: string) => `Error status : -1 ${a} reply timeout, cost:5000ms, timeout:5000ms (err -4, errno115)`,
    ],
    [
      'timeout',
      '2016',
      (a: string) => `Error status : -1.call ${a} reply timeout, cost:5000ms, timeout:5000ms (err:-4, errno:115)`,
    ],
  ] as const)('%s: no reply in 5 seconds, worded as in %s', async (_place, timeoutWording, message) => {
    const receiver = await rawReceiver(() => {});
    const { callbacks, time } = await openCallbacks({ timeoutWording });
    const failed = refusalOf(callbacks.perform(callback({ callbackUrl: receiver.url }), upload()));
    await receiver.arrived();
    time.pass(5_000);
    expect(documentOf(await failed, '2022')).toBe(printed('CallbackFailed', message(`127.0.0.1:${receiver.port}`)));
  });

  it('example 4: the callback server answers 400', async () => {
    expect(await toldBy('400')).toBe(printed('CallbackFailed', 'Error status : 400.'));
  });

  it('example 5: nothing listens', async () => {
    expect(await told(`127.0.0.1:${await freePort()}`)).toBe(printed('CallbackFailed', 'Error status : 502.'));
  });
});
