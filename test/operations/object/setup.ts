import { OssError } from '../../../src/errors/oss-error.ts';
import { operations } from '../../../src/operations/index.ts';
import type { Operation } from '../../../src/operations/operation.ts';
import { errorDocument, expectGolden, type Harness, openHarness, type Received, type Sent } from '../harness.ts';

/** A bucket `b` and short ways to call its objects. */
export interface ObjectHarness extends Harness {
  send(name: string, url: string, sent?: Sent): Promise<Received>;
  refused(name: string, url: string, sent?: Sent): Promise<OssError>;
}

export async function openObjects(): Promise<ObjectHarness> {
  const harness = await openHarness();
  await harness.bucket('b');
  return {
    ...harness,
    send: (name, url, sent) => harness.run(named(name), url, sent),
    refused: (name, url, sent) => harness.refusal(named(name), url, sent),
  };
}

function named(name: string): Operation {
  const found = operations.find((operation) => operation.name === name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}

/** The answer as one text: status, Content-Type, the operation's headers in order, body. */
export function transcript(received: Received): string {
  const { status, contentType, headers, text, answer } = received;
  const lines = [`${status}`];
  if (contentType !== undefined) lines.push(`Content-Type: ${contentType}`);
  if (answer.length !== undefined) lines.push(`Content-Length: ${answer.length}`);
  if (answer.chunked) lines.push('Transfer-Encoding: chunked');
  for (const [name, value] of headers) lines.push(`${name}: ${value}`);
  return `${lines.join('\n')}\n\n${text}`;
}

/** Compares an answer, or a refusal with its status and headers, with `test/golden/object/<name>`. */
export async function expectObjectGolden(outcome: Received | OssError, name: string): Promise<void> {
  const text = outcome instanceof OssError ? refusalTranscript(outcome) : transcript(outcome);
  await expectGolden(text, `object/${name}`);
}

function refusalTranscript(error: OssError): string {
  const headers = error.headers().map(([name, value]) => `${name}: ${value}\n`);
  return `${error.row.status}\n${headers.join('')}\n${errorDocument(error)}`;
}
