import { makeRuntime } from '../runtime/index.ts';
import { print } from './print.ts';
import { type Environment, help, type Order, readOrder } from './sign/order.ts';
import { type Answer, send } from './sign/send.ts';
import { answerText, asJson, asText } from './sign/show.ts';
import { type Signed, signOrder } from './sign/signed.ts';

/** What the command printed and how it ends. */
export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly exitCode: 0 | 1;
}

/**
 * `ossmock sign`: signs a request, shows how, and sends it if asked to.
 * @throws ConfigError for wrong arguments, Error when there is no answer.
 */
export async function sign(args: readonly string[]): Promise<void> {
  const { out, err, exitCode } = await runSign(args, process.env, makeRuntime().clock.now());
  print(out);
  process.stderr.write(err);
  process.exitCode = exitCode;
}

/** The same without a process. @param now milliseconds. */
export async function runSign(args: readonly string[], env: Environment, now: number): Promise<Outcome> {
  const order = readOrder(args, env, now);
  if (order === 'help') return { out: help(), err: '', exitCode: 0 };
  const signed = signOrder(order);
  const answer = order.send ? await send(signed, order.file, order.proxy) : undefined;
  const refused = answer !== undefined && answer.status >= 400;
  if (refused && order.asManual) return { out: '', err: manualError(answer), exitCode: 1 };
  return { out: report(order, signed, answer), err: '', exitCode: refused ? 1 : 0 };
}

function report({ json, asManual, inUrl, file }: Order, signed: Signed, answer: Answer | undefined): string {
  if (json) return `${JSON.stringify(asJson(signed, file, answer), undefined, 2)}\n`;
  const answered = answer === undefined ? '' : answerText(answer);
  return asManual ? answered : asText(signed, inUrl, file) + answered;
}

/** The line of the manual's tool, and the error document that it never showed. */
function manualError({ status, reason, body }: Answer): string {
  return `\x1b[1;31;40m[ERROR:]\x1b[0mHTTP Error ${status}: ${reason}\n${body.toString('utf8')}`;
}
