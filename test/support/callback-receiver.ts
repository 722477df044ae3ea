import { type ReceivedCallback, startReceiver } from '../../src/callback/receiver/receiver.ts';
import { replyNamed } from '../../src/callback/receiver/replies.ts';
import { makeRuntime } from '../../src/runtime/index.ts';

/** A callback server that verifies, and what it has received. */
export interface TestReceiver {
  readonly url: string;
  readonly received: ReceivedCallback[];
  close(): Promise<void>;
}

/** @param prefix of the URL at which the key has to be. @param reply as `ossmock callback-server --reply` takes it. */
export async function openReceiver(prefix = 'http://', reply = 'ok'): Promise<TestReceiver> {
  const received: ReceivedCallback[] = [];
  const named = replyNamed(reply);
  if (named === undefined) throw new Error(`no reply is named ${reply}`);
  const { port, close } = await startReceiver({
    host: '127.0.0.1',
    port: 0,
    keys: { prefixes: [prefix] },
    reply: named,
    trusting: false,
    timers: makeRuntime().timers,
    onCallback: (callback) => received.push(callback),
  });
  return { url: `http://127.0.0.1:${port}`, received, close };
}
