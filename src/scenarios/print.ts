import type { WireProfile } from '../errors/cause.ts';
import { type Why, why, whyLines, wrapped } from './explained.ts';
import type { Scenario } from './format.ts';
import type { Exchanged, Outcome } from './run.ts';

/** A scenario as it ran, for people: each exchange, why it was answered so, and what to do about it. */
export function report(name: string, scenario: Scenario, { profile, exchanges, passed }: Outcome): string {
  const lines = [`${name}: ${scenario.title}`, `  as of ${profile === 'current' ? 'today' : `the ${profile} manual`}`];
  if (scenario.manual !== undefined) lines.push(`  shows ${scenario.manual.join(', ')}`);
  if (scenario.about !== undefined) lines.push('', ...wrapped(scenario.about, '  '));
  exchanges.forEach((exchange, index) => {
    lines.push('', `--- request ${index + 1}${exchange.ask.note === undefined ? '' : `: ${exchange.ask.note}`}`);
    lines.push(...exchangeLines(exchange));
  });
  lines.push('', passed ? 'as expected' : `not as expected\n  ${wrong(exchanges).join('\n  ')}`);
  return `${lines.join('\n')}\n`;
}

/** A scenario as it ran, for programs. Bodies are Latin-1 texts, one character for each byte; long ones are cut. */
export interface Report {
  readonly name: string;
  readonly title: string;
  readonly profile: WireProfile;
  readonly passed: boolean;
  /** What came back otherwise than expected. */
  readonly differences: readonly string[];
  readonly exchanges: readonly {
    readonly note: string | undefined;
    readonly request: { readonly head: string; readonly body: string; readonly bodyBytes: number };
    readonly answer: {
      readonly status: number;
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly body: string;
      readonly bodyBytes: number;
      readonly whole: boolean;
    };
    readonly why: Why | undefined;
  }[];
}

export function jsonReport(name: string, { title }: Scenario, { profile, exchanges, passed }: Outcome): Report {
  return {
    name,
    title,
    profile,
    passed,
    differences: wrong(exchanges),
    exchanges: exchanges.map((exchange) => {
      const { ask, request, answer } = exchange;
      return {
        note: ask.note,
        request: { head: request.head.toString('latin1'), ...bodyOf(request) },
        answer: {
          status: answer.status,
          headers: answer.headers,
          ...bodyOf(answer),
          whole: answer.whole,
        },
        why: why(exchange),
      };
    }),
  };
}

/** Bytes of a body that a report for programs holds. */
const KEPT_BYTES = 64 * 1024;

function bodyOf({ body }: { readonly body: Buffer }): { body: string; bodyBytes: number } {
  return { body: body.subarray(0, KEPT_BYTES).toString('latin1'), bodyBytes: body.length };
}

function wrong(exchanges: readonly Exchanged[]): string[] {
  return exchanges.flatMap(({ differences }, index) => differences.map((line) => `request ${index + 1}: ${line}`));
}

function exchangeLines(exchange: Exchanged): string[] {
  const { request, answer } = exchange;
  const sent = [...marked('> ', request.head), ...bodyLines('> ', request.body)];
  const head = answer.bytes.subarray(0, answer.bytes.length - answer.body.length);
  const got =
    answer.bytes.length === 0
      ? ['< (the connection ended without an answer)']
      : [...marked('< ', head), ...bodyLines('< ', answer.body)];
  return [...sent, '', ...got, ...whyLines(exchange)];
}

const SHOWN_BYTES = 2000;

function bodyLines(mark: string, body: Buffer): string[] {
  if (body.length === 0) return [];
  const readable = body.subarray(0, SHOWN_BYTES).toString('utf8');
  if (/[\0-\x08\x0e-\x1f\ufffd]/.test(readable)) return [`${mark}(${body.length} bytes)`];
  const rest = body.length > SHOWN_BYTES ? [`${mark}… ${body.length - SHOWN_BYTES} bytes more`] : [];
  return [...marked(mark, body.subarray(0, SHOWN_BYTES)), ...rest];
}

function marked(mark: string, text: Buffer): string[] {
  return text
    .toString('utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => `${mark}${line}`.trimEnd());
}
