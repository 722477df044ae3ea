import type { WireProfile } from '../errors/cause.ts';
import type { Expectation } from './format.ts';
import { documentOf, elementOf, headerOf, type WireAnswer } from './wire.ts';

/**
 * Holds an answer against what must come back.
 * @param came the answer, what the record says refused it, and what the callback server was sent.
 * @returns a line for each thing that is otherwise.
 */
export function differences(
  { in: byProfile = {}, ...common }: Expectation,
  came: {
    readonly answer: WireAnswer;
    readonly cause: string | undefined;
    readonly callback: string | undefined;
    readonly profile: WireProfile;
  },
): string[] {
  const { answer, cause, callback, profile } = came;
  const expected = { ...common, ...byProfile[profile] };
  const document = documentOf(answer);
  const found: string[] = [];
  const hold = (what: string, wanted: string | number | undefined, got: string | number | undefined): void => {
    if (wanted !== undefined && wanted !== got) found.push(`${what}: expected ${wanted}, got ${got ?? 'none'}`);
  };
  const noAnswer = answer.status === 0 || !answer.whole;
  if (noAnswer !== (expected.noAnswer ?? false)) {
    found.push(noAnswer ? 'no whole answer came back' : 'expected no whole answer, got one');
  }
  hold('status', expected.status, answer.status);
  hold('Code', expected.code, elementOf(document, 'Code'));
  hold('Message', expected.message, elementOf(document, 'Message'));
  hold('EC', expected.ec, elementOf(document, 'EC'));
  hold('cause', expected.cause, cause);
  hold('callback', expected.callback, callback);
  hold('body', expected.body, answer.body.toString('utf8'));
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const got = headerOf(answer, name);
    if (value === null ? got !== undefined : got !== value)
      found.push(`${name}: expected ${value ?? 'none'}, got ${got ?? 'none'}`);
  }
  if (expected.contains !== undefined && !document.includes(expected.contains)) {
    found.push(`the body does not hold "${expected.contains}"`);
  }
  return found;
}
