import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { httpAnswer, replyNamed } from '../../src/callback/receiver/replies.ts';
import type { CallbackSettings } from '../../src/callback/settings.ts';
import type { WireProfile } from '../../src/errors/cause.ts';
import { makeRuntime } from '../../src/runtime/index.ts';
import { encode, freePort, rawReceiver } from '../callback/support.ts';

/** "Common errors and causes" of the chapter Upload callback, which both manuals print; test/golden/callbacks holds the prints. */
export interface CallbackExample {
  /** Of the golden file. */
  readonly name: string;
  readonly mistake: string;
  readonly status: 203 | 400;
  readonly bucket: 'bucket' | 'guoping-hangzhou';
  readonly settings: Partial<CallbackSettings>;
  /** Makes the mistake. */
  make(profile: WireProfile): Promise<Mistake>;
}

export interface Mistake {
  /** The JSON that goes into the callback, in Base64. */
  readonly callback: string;
  /** The callback server, as a message may name it. */
  readonly address: string;
  /** Fulfilled when nothing more will happen before the timeout; undefined where the upload does not wait for it. */
  readonly silence?: Promise<void>;
}

/** Milliseconds for which the service waits for a callback. */
export const PATIENCE = 5_000;

/** A callback to somebody who answers in one way. */
function answering(answer: (socket: Socket) => void) {
  return async (): Promise<Mistake> => {
    const { port } = await rawReceiver(answer);
    return { callback: callbackTo(`http://127.0.0.1:${port}`), address: `127.0.0.1:${port}` };
  };
}

/** The same with somebody who does not get to the end of his answer. */
function keepingSilent(name: string) {
  return async (): Promise<Mistake> => {
    const receiver = await rawReceiver((socket) => replyNamed(name)?.send(socket, makeRuntime().timers));
    const address = `127.0.0.1:${receiver.port}`;
    return { callback: callbackTo(`http://${address}`), address, silence: receiver.arrived() };
  };
}

/** Which addresses are out of reach differs from network to network; a handshake that nobody answers does not. */
async function withoutHandshake(): Promise<Mistake> {
  const receiver = await rawReceiver(() => {});
  const address = `127.0.0.1:${receiver.port}`;
  return { callback: callbackTo(`https://${address}`), address, silence: receiver.connected() };
}

const replying = (name: string) => answering((socket) => replyNamed(name)?.send(socket, makeRuntime().timers));
const saying = (body: string) => answering((socket) => socket.end(httpAnswer('200 OK', body)));

function callbackTo(callbackUrl: string): string {
  return encode({ callbackUrl, callbackBody: 'object=object' });
}

async function nobody(): Promise<Mistake> {
  const address = `127.0.0.1:${await freePort()}`;
  return { callback: callbackTo(address), address };
}

const FAILED = { status: 203, bucket: 'bucket', settings: {} } as const;
const LATER = { ...FAILED, bucket: 'guoping-hangzhou' } as const;

export const CALLBACK_EXAMPLES: readonly CallbackExample[] = [
  {
    ...FAILED,
    name: 'invalid-argument',
    mistake: 'callbackBody is not put into a string',
    status: 400,
    make: async (profile) => ({ callback: encode(argumentPrinted(profile)), address: '' }),
  },
  { ...FAILED, name: 'example-1', mistake: 'the callback server answers OK', make: replying('not-json') },
  { ...FAILED, name: 'example-1', mistake: 'the callback server answers JSON behind a BOM', make: replying('bom') },
  {
    ...FAILED,
    name: 'example-2',
    mistake: 'no connection to the callback server in time',
    make: withoutHandshake,
  },
  {
    ...FAILED,
    name: 'example-3',
    mistake: 'the callback server takes too long',
    settings: { timeoutWording: '2017' },
    make: keepingSilent('silent'),
  },
  { ...FAILED, name: 'example-4', mistake: 'the callback server answers 400', make: replying('400') },
  { ...FAILED, name: 'example-5', mistake: 'the callback server was not started', make: nobody },
  { ...LATER, name: 'body-not-json', mistake: 'a brace is missing in the answer', make: saying('{"Status":"OK"') },
  {
    ...LATER,
    name: 'body-not-json',
    mistake: 'the callback server answers a stack trace',
    make: saying('Traceback (most recent call last):\n  File "callback_app_server.py", line 95, in do_POST\n'),
  },
  {
    ...LATER,
    name: 'body-not-json',
    mistake: 'PHP answers with a BOM, as text/html',
    make: answering((socket) => {
      const type = 'Content-Type: text/html; charset=UTF-8\r\nContent-Length: 18\r\n';
      socket.end(httpAnswer('200 OK', '\ufeff{"Status":"Ok"}', type));
    }),
  },
  { ...LATER, name: 'status-502', mistake: 'the web service is not enabled on the application server', make: nobody },
  {
    ...LATER,
    name: 'status-502',
    mistake: 'a gateway in front of the application server answers 502',
    make: replying('502'),
  },
  {
    ...LATER,
    name: 'timeout',
    mistake: 'the callback server sends a byte now and then',
    make: keepingSilent('slow-headers'),
  },
];

/**
 * The XML as the manual of that year prints it, the current service with EC, but for what belongs to one upload: the
 * request's id and the callback server's address.
 */
export function printed(
  { name }: CallbackExample,
  profile: WireProfile,
  { requestId, address }: { readonly requestId: string | undefined; readonly address: string },
): string {
  return golden(name, profile)
    .replace(/(?<=<RequestId>).*(?=<)/, requestId ?? 'no id')
    .replace(/[\d.]+:\d+(?= reply timeout)/, address);
}

/** The edition of 2019 prints one example in its own way, and the others as that of 2022. */
function golden(name: string, profile: WireProfile): string {
  const edition = profile === '2019' && name !== 'invalid-argument' ? '2022' : profile;
  return readFileSync(new URL(`../golden/callbacks/${edition}/${name}.xml`, import.meta.url), 'utf8');
}

function argumentPrinted(profile: WireProfile): string {
  return /<ArgumentValue>(.*)<\/ArgumentValue>/.exec(golden('invalid-argument', profile))?.[1] as string;
}
