import type { Scenario } from './format.ts';
import type { Exchanged, Outcome } from './run.ts';

/** A scenario as it ran, for people: each exchange, why it was answered so, and what to do about it. */
export function report(name: string, scenario: Scenario, { profile, exchanges, passed }: Outcome): string {
  const lines = [`${name}: ${scenario.title}`, `  as of ${profile === 'current' ? 'today' : `the ${profile} manual`}`];
  if (scenario.about !== undefined) lines.push('', ...wrapped(scenario.about, '  '));
  exchanges.forEach((exchange, index) => {
    lines.push('', `--- request ${index + 1}${exchange.ask.note === undefined ? '' : `: ${exchange.ask.note}`}`);
    lines.push(...exchangeLines(exchange));
  });
  const wrong = exchanges.flatMap(({ differences }, index) =>
    differences.map((line) => `request ${index + 1}: ${line}`),
  );
  lines.push('', passed ? 'as expected' : `not as expected\n  ${wrong.join('\n  ')}`);
  return `${lines.join('\n')}\n`;
}

function exchangeLines({ request, answer, explanation }: Exchanged): string[] {
  const sent = [...marked('> ', request.head), ...bodyLines('> ', request.body)];
  const head = answer.bytes.subarray(0, answer.bytes.length - answer.body.length);
  const got =
    answer.bytes.length === 0
      ? ['< (the connection ended without an answer)']
      : [...marked('< ', head), ...bodyLines('< ', answer.body)];
  return [...sent, '', ...got, ...explained(explanation)];
}

function explained(explanation: Exchanged['explanation']): string[] {
  if (explanation === undefined) return [];
  const { cause, reason, remedy, rungs } = explanation as {
    cause?: string;
    reason?: string;
    remedy?: string;
    rungs?: readonly { name: string; outcome: string; facts?: object }[];
  };
  if (cause === undefined) return [];
  const refusing = rungs?.find(({ outcome }) => outcome === 'refused');
  return [
    '',
    `cause   ${cause}`,
    ...(refusing === undefined ? [] : [`check   ${refusing.name}`, ...factLines(refusing.facts)]),
    ...wrapped(reason ?? '', '        ', 'why     '),
    ...wrapped(remedy ?? '', '        ', 'remedy  '),
  ];
}

function factLines(facts: object | undefined): string[] {
  return Object.entries(facts ?? {}).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `        ${name}: ${text?.replaceAll('\n', '\\n')}`;
  });
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

const WIDTH = 110;

function wrapped(text: string, indent: string, first = indent): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
