import { encodePercentBytes } from '../../wire/percent.ts';
import type { QueryParameter } from '../../wire/query.ts';
import { SIGNED_SUB_RESOURCES } from '../canonical/sub-resources.ts';
import { MAIN_V1 } from '../canonical/v1.ts';
import type { Draft } from './draft.ts';
import { type Hypothesis, quote, REQUESTS, withoutParameters, withQuery } from './hypothesis.ts';

const V1_LIST =
  'V1 signs the parameters that OSS lists as sub-resources (acl, uploads, uploadId, partNumber, versionId, response-*, x-oss-process, …) and no others.';
const V4_ALL =
  'V2 and V4 sign every parameter but the signature itself, sorted by name and percent-encoded once, exactly as sent.';

/** Another query than the one sent. */
export const QUERIES: readonly Hypothesis[] = [
  {
    name: 'sub-resource-missing',
    of: ['v1'],
    paired: 3,
    remedy: V1_LIST,
    *variants(draft) {
      const signed = listed(draft).filter(({ name }) => name !== 'security-token');
      for (const { name } of signed) {
        const says = `The sub-resource ${quote(name)} was sent but not signed.`;
        yield { says, draft: withoutParameters(draft, (parameter) => parameter.name !== name) };
      }
      if (signed.length > 1) {
        const says = `None of the sub-resources ${signed.map(({ name }) => name).join(', ')} was signed.`;
        yield { says, draft: withoutParameters(draft, (parameter) => !signed.includes(parameter)) };
      }
      for (const { name, literal } of signed) {
        if (!literal) continue;
        const says = `The sub-resource ${quote(name)} was signed without its value.`;
        yield { says, draft: replaced(draft, name, undefined) };
      }
    },
  },
  {
    name: 'sub-resource-too-much',
    of: ['v1'],
    paired: 2,
    remedy: V1_LIST,
    *variants(draft) {
      const others = draft.request.query.parameters.filter(
        (one) => !SIGNED_SUB_RESOURCES.has(one.name) && !isAdded(draft, one),
      );
      const kept = (leave: (parameter: QueryParameter) => boolean): Draft => ({
        ...withoutParameters(draft, (parameter) => SIGNED_SUB_RESOURCES.has(parameter.name) || leave(parameter)),
        v1Form: { ...MAIN_V1, parameters: 'all' },
      });
      for (const { name } of others) {
        const says = `The parameter ${quote(name)} was signed, and it is not a sub-resource.`;
        yield { says, draft: kept((parameter) => parameter.name === name) };
      }
      if (others.length > 1) {
        const says = `The parameters ${others.map(({ name }) => name).join(', ')} were signed, and they are not sub-resources.`;
        yield { says, draft: kept((parameter) => others.includes(parameter)) };
      }
    },
  },
  {
    name: 'query-not-signed',
    of: ['v2', 'v4'],
    paired: 3,
    remedy: `${V4_ALL} If your code does not add the parameter, something between does.`,
    *variants(draft) {
      const { parameters } = draft.request.query;
      const own = parameters.filter((parameter) => !isAdded(draft, parameter));
      for (const { name } of own) {
        const says = `The parameter ${quote(name)} was sent but not signed.`;
        yield { says, draft: withoutParameters(draft, (parameter) => parameter.name !== name) };
      }
      if (own.length > 1) {
        const says = `None of the parameters ${own.map(({ name }) => name).join(', ')} was signed.`;
        yield { says, draft: withoutParameters(draft, (parameter) => !own.includes(parameter)) };
      }
      const listedOnly = 'Only the sub-resources of V1 were signed, not every parameter.';
      const keep = (one: QueryParameter) => SIGNED_SUB_RESOURCES.has(one.name) || isAdded(draft, one);
      yield { says: listedOnly, draft: withoutParameters(draft, keep) };
      if (parameters.length > 0) yield { says: 'The line of the query was left empty.', draft: withQuery(draft, '') };
    },
  },
  {
    name: 'sub-resource-lost',
    of: REQUESTS,
    paired: 0,
    remedy:
      'The query was lost between signing and sending: look at redirects, rewriting proxies and code that builds the URL.',
    *variants(draft) {
      const { query } = draft.request;
      for (const name of SIGNED_SUB_RESOURCES) {
        if (query.has(name)) continue;
        const says = `The sub-resource ${name} was signed but not sent.`;
        yield { says, draft: withQuery(draft, query.raw === '' ? name : `${query.raw}&${name}`) };
      }
    },
  },
];

function listed({ request }: Draft): QueryParameter[] {
  return request.query.parameters.filter(({ name }) => SIGNED_SUB_RESOURCES.has(name));
}

const ADDED =
  /^(?:OSSAccessKeyId|Expires|Signature|security-token|x-oss-(?:signature(?:-version)?|date|expires|credential|access-key-id|additional-headers|security-token))$/;

/** Whether a parameter came with the signature of a URL. */
export function isAdded({ place }: Draft, { name }: QueryParameter): boolean {
  return place === 'url' && ADDED.test(name);
}

/** A parameter as it stands in a URL, its value written anew. */
export function pair(
  { rawName, literal, rawValue }: QueryParameter,
  write: (value: string, raw: string) => string,
): string {
  return rawValue === undefined ? rawName : `${rawName}=${write(literal ?? '', rawValue)}`;
}

function replaced(draft: Draft, name: string, value: string | undefined): Draft {
  const parts = draft.request.query.parameters.map((parameter) => {
    if (parameter.name !== name) return pair(parameter, (_, raw) => raw);
    return value === undefined ? parameter.rawName : `${parameter.rawName}=${encodePercentBytes(value)}`;
  });
  return withQuery(draft, parts.join('&'));
}
