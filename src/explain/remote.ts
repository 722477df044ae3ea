import { z } from 'zod';
import type { SignatureProof } from '../journal/signature-proof.ts';
import { labelled, proofLines } from './print.ts';

const shape = z.looseObject({
  requestId: z.string(),
  method: z.string(),
  target: z.string(),
  host: z.string(),
  operation: z.string().optional(),
  status: z.number(),
  code: z.string().optional(),
  ec: z.string().optional(),
  cause: z.string().optional(),
  fault: z.string().optional(),
  reason: z.string().optional(),
  remedy: z.string().optional(),
  rungs: z.array(
    z.looseObject({ name: z.string(), outcome: z.string(), facts: z.record(z.string(), z.unknown()).optional() }),
  ),
  signature: z.unknown().optional(),
});

/** A server's record of one exchange. */
export type RemoteRecord = z.infer<typeof shape>;

/** Where a server is, and what its own paths want to see. */
export interface Remote {
  /** `http://127.0.0.1:9000`, or that of a namespace: `http://127.0.0.1:9000/_ossmock/namespaces/mine`. */
  readonly url: string;
  readonly token: string | undefined;
}

/** @throws Error when there is no such record, or no server. */
export async function remoteRecord(remote: Remote, requestId: string): Promise<RemoteRecord> {
  const answer = await ask(remote, `requests/${encodeURIComponent(requestId)}`);
  const { error } = answer as { error?: string };
  if (error !== undefined) throw new Error(error);
  const read = shape.safeParse(answer);
  if (!read.success) throw new Error(`${remote.url} answers like no ossmock of this version`);
  return read.data;
}

/** The scenario that makes an exchange again, as YAML. @throws Error as `remoteRecord` does. */
export async function remoteScenario(remote: Remote, requestId: string): Promise<string> {
  const answer = await fetched(remote, `requests/${encodeURIComponent(requestId)}/scenario`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

async function ask(remote: Remote, path: string): Promise<unknown> {
  const answer = await fetched(remote, path);
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${remote.url} answered ${answer.status}: ${text.slice(0, 200)}`);
  }
}

async function fetched({ url, token }: Remote, path: string): Promise<Response> {
  const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  try {
    return await fetch(`${ownPaths(url)}/${path}`, { headers });
  } catch (error) {
    const { cause } = error as Error;
    throw new Error(`${url} does not answer: ${cause instanceof Error ? cause.message : String(error)}`);
  }
}

function ownPaths(url: string): string {
  const plain = url.replace(/\/+$/, '');
  return /\/_ossmock(?:\/|$)/.test(plain) ? plain : `${plain}/_ossmock`;
}

/** A record for people. What it names is what refused: the server knows. */
export function recordText(record: RemoteRecord): string {
  const { method, target, host, operation, status, code, ec, requestId, cause, fault, reason, remedy, rungs } = record;
  const refusing = rungs.find(({ outcome }) => outcome === 'refused');
  const facts = Object.entries(refusing?.facts ?? {}).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value.replaceAll('\n', '\\n') : JSON.stringify(value)}`,
  );
  const lines = [
    [status, code, ec && `EC ${ec}`, `request ${requestId}`].filter(Boolean).join('  '),
    labelled('asked', `${method} ${target} at ${host}${operation === undefined ? '' : `, which is ${operation}`}`),
    ...(cause === undefined ? [labelled('cause', 'none: it was not refused')] : [labelled('cause', cause)]),
    ...(refusing === undefined ? [] : [labelled('check', refusing.name)]),
    ...facts.map((fact, index) => labelled(index === 0 ? 'facts' : '', fact)),
    ...(fault === undefined ? [] : [labelled('fault', `the rule ${fault} was at work`)]),
    ...(reason === undefined ? [] : [labelled('why', reason)]),
    ...(remedy === undefined ? [] : [labelled('do', remedy)]),
    ...(record.signature === undefined ? [] : proofLines(record.signature as SignatureProof)),
  ];
  return `${lines.join('\n')}\n`;
}
