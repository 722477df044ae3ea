import { stringify } from 'yaml';
import type { Ask, Scenario } from '../scenarios/format.ts';
import type { Known } from '../scenarios/library.ts';
import type { Evidence } from './evidence.ts';
import { KINDS, type KindName, type NetworkKind } from './network/kinds.ts';
import { RECIPES } from './recipes.ts';
import { readRequest } from './request.ts';
import type { Candidate } from './weigh.ts';

/** A scenario file, and how it makes the error happen. */
export interface Scripted {
  /** By a state and a request that the service refuses, or by a fault rule that answers so. */
  readonly by: 'state' | 'fault';
  /** The scenario that comes with ossmock and does the same; `ossmock reproduce` runs it. */
  readonly known: string | undefined;
  readonly yaml: string;
}

/** What the error names, or samples of it. */
export interface Place {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
}

const BUCKET = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** By the state that leads to it: written for the error's own names where the cause has a recipe, else one that comes with ossmock. */
export function stateScenario(
  { cause, row, details }: Candidate,
  evidence: Evidence,
  library: readonly Known[],
): Scripted | undefined {
  const known = library.find(({ scenario }) => scenario.requests.at(-1)?.expect?.cause === cause);
  const recipe = RECIPES[cause];
  if (recipe !== undefined) {
    const { status, code } = row;
    const { requests, ...state } = recipe(placeOf(evidence, details));
    const last = requests.at(-1) as Ask;
    const scenario: Scenario = {
      title: row.reason,
      ...state,
      requests: [...requests.slice(0, -1), { ...last, expect: { status, code, cause } }],
    };
    return { by: 'state', known: known?.name, yaml: yamlOf(scenario) };
  }
  return known && { by: 'state', known: known.name, yaml: yamlOf(known.scenario) };
}

/** By a fault rule, for causes whose state is not known: the same error for the same request. */
export function faultScenario({ cause, row, details }: Candidate, evidence: Evidence): Scripted | undefined {
  // The token service is not reached by fault rules.
  if (cause.startsWith('sts-')) return undefined;
  const { method, bucket, key } = placeOf(evidence, details);
  const placeholders = [...row.message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const names = new Set([...placeholders, ...(row.extras ?? []), ...(row.headers ?? [])]);
  const told: Record<string, string> = {};
  for (const name of names) {
    const value = details[name] ?? (placeholders.includes(name) ? name : undefined);
    if (value !== undefined && name !== 'AccessDeniedDetail') told[name] = value;
  }
  const effect = { error: cause, ...(Object.keys(told).length > 0 && { details: told }) };
  const scenario: Scenario = {
    title: row.reason,
    about:
      'A fault rule gives this answer. What has to be so for the service to give it by itself is said in the title.',
    config: { buckets: [{ name: bucket }], faults: [{ name: cause, effect }] },
    requests: [{ method, bucket, key, expect: { status: row.status, code: row.code, cause } }],
  };
  return { by: 'fault', known: undefined, yaml: yamlOf(scenario) };
}

/** How long the client of a scenario waits for what never comes. */
const PATIENCE = '60s';

/** A failure without an answer, by its fault rule; undefined for those that no rule makes. */
export function networkScenario(name: KindName, evidence: Evidence): Scripted | undefined {
  const { effect, title, method }: NetworkKind = KINDS[name];
  if (effect === undefined) return undefined;
  const { bucket, key } = placeOf(evidence, {});
  const object = { key, content: 'The quick brown fox jumps over the lazy dog.' };
  const waits = 'noAnswer' in effect || 'noRead' in effect || 'stallDownload' in effect;
  const answered = 'badGateway' in effect;
  const scenario: Scenario = {
    title,
    config: {
      buckets: [{ name: bucket, ...(method === 'GET' && { objects: [object] }) }],
      faults: [{ name, match: { method, key }, effect: { ...effect } }],
    },
    requests: [
      {
        method,
        bucket,
        key,
        ...(method === 'PUT' && { body: 'hello' }),
        ...(waits && { giveUp: PATIENCE }),
        expect: answered ? { status: 502 } : { noAnswer: true },
      },
    ],
  };
  return { by: 'fault', known: undefined, yaml: yamlOf(scenario) };
}

/** What a V1 string to sign names; sub-resources are not of the key. */
const SIGNED = /^(?<method>[A-Z]+)\n[\s\S]*\n\/(?<bucket>[^/\n]+)\/(?<key>[^?\n]+)[^\n]*$/;

function placeOf(evidence: Evidence, details: Readonly<Record<string, string>>): Place {
  const request = evidence.request && readRequest(evidence.request);
  const signed = SIGNED.exec(details.StringToSign ?? '')?.groups;
  const method = request?.method ?? signed?.method ?? '';
  const bucket = request?.resource.bucket ?? details.BucketName ?? details.Bucket ?? signed?.bucket;
  return {
    method: /^(?:GET|PUT|DELETE)$/.test(method) ? method : 'GET',
    bucket: bucket !== undefined && BUCKET.test(bucket) ? bucket : 'examplebucket',
    key: request?.resource.key ?? details.Key ?? details.ObjectName ?? signed?.key ?? 'example.txt',
  };
}

function yamlOf(scenario: Scenario): string {
  return stringify(scenario, { lineWidth: 120 });
}
