import { encodePercentBytes } from '../../wire/percent.ts';
import type { QueryParameter } from '../../wire/query.ts';
import { encodedQuery } from '../canonical/query.ts';
import { SIGNED_SUB_RESOURCES } from '../canonical/sub-resources.ts';
import { canonicalizedResource, MAIN_V1 } from '../canonical/v1.ts';
import type { Draft } from './draft.ts';
import { type Hypothesis, quote, withEdit, withoutParameters, withQuery } from './hypothesis.ts';

const V1_LIST =
  'V1 signs the parameters that OSS lists as sub-resources (acl, uploads, uploadId, partNumber, versionId, response-*, x-oss-process, …) and no others.';
const V4_ALL =
  'V2 and V4 sign every parameter but the signature itself, sorted by name and percent-encoded once, exactly as sent.';

/** Parameters of a signed URL that come with the signature. */
const OWN = new Set(['OSSAccessKeyId', 'Expires', 'Signature', 'security-token']);
const isOwn = (name: string): boolean => OWN.has(name) || name.startsWith('x-oss-signature');

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
        ({ name }) => !SIGNED_SUB_RESOURCES.has(name) && !isOwn(name),
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
    name: 'query-encoding',
    of: ['v1', 'v2', 'v4'],
    paired: 2,
    remedy:
      'V1 signs the values of parameters as they are, not encoded; V2 and V4 sign them percent-encoded once, a blank as %20.',
    *variants(draft) {
      const { parameters } = draft.request.query;
      const rewritten = (write: (value: string, raw: string) => string): Draft =>
        withQuery(draft, parameters.map((one) => pair(one, isAdded(draft, one) ? (_, raw) => raw : write)).join('&'));
      if (draft.text === 'v1') {
        yield {
          says: 'The values of the query were signed as the URL has them, percent-encoded.',
          draft: rewritten((_, raw) => encodePercentBytes(raw)),
        };
        yield {
          says: 'The values of the query were signed percent-encoded.',
          draft: rewritten((value) => twice(value)),
        };
        return;
      }
      yield {
        says: 'The values of the query were signed percent-encoded twice.',
        draft: rewritten((value) => twice(value)),
      };
      for (const [what, write] of WRITINGS) {
        yield { says: `The query was signed ${what}.`, draft: withQueryLine(draft, (line) => write(line, draft)) };
      }
    },
  },
  {
    name: 'query-order',
    of: ['v1', 'v2', 'v4'],
    paired: 1,
    remedy: 'Sort the parameters by name, in the order of bytes: upper case before lower case, - before digits.',
    *variants(draft) {
      const says = 'The parameters were not signed in the order of their names, but as sent.';
      if (draft.text === 'v1') {
        yield { says, draft: withEdit(draft, (text, now) => unsortedResource(text, now)) };
        return;
      }
      const { parameters } = draft.request.query;
      const sent = parameters
        .filter(({ name }) => name !== 'x-oss-signature')
        .map((p) => encodedQuery({ parameters: [p] }, false));
      yield { says, draft: withQueryLine(draft, () => sent.join('&')) };
      const folded = [...sent].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
      yield {
        says: 'The parameters were sorted without regard to case.',
        draft: withQueryLine(draft, () => folded.join('&')),
      };
    },
  },
  {
    name: 'sub-resource-lost',
    of: ['v1', 'v2', 'v4'],
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

const WRITINGS: readonly (readonly [what: string, write: (line: string, draft: Draft) => string])[] = [
  ['without percent-encoding', (line) => decodeLine(line)],
  ['with + for a blank', (line) => line.replaceAll('%20', '+')],
  ['with lower-case digits in its percent-encoding', (line) => line.replace(/%../g, (code) => code.toLowerCase())],
  ["with ! ' ( ) * not encoded", (line) => line.replace(/%(?:21|27|28|29|2A)/g, (code) => decodeURIComponent(code))],
  ['with the slashes of its values not encoded', (line) => line.replaceAll('%2F', '/')],
  ['with = behind names without a value', (line) => line.replace(/(^|&)([^=&]+)(?=&|$)/g, '$1$2=')],
  ['as it stands in the URL', (_, draft) => draft.request.query.raw],
];

function listed({ request }: Draft): QueryParameter[] {
  return request.query.parameters.filter(({ name }) => SIGNED_SUB_RESOURCES.has(name));
}

/** Whether a parameter came with the signature of a URL. */
function isAdded({ place }: Draft, { name }: QueryParameter): boolean {
  return place === 'url' && isSigningParameter(name);
}

function isSigningParameter(name: string): boolean {
  return /^x-oss-(?:signature(?:-version)?|date|expires|credential|access-key-id|additional-headers|security-token)$/.test(
    name,
  );
}

function pair({ rawName, literal, rawValue }: QueryParameter, write: (value: string, raw: string) => string): string {
  return rawValue === undefined ? rawName : `${rawName}=${write(literal ?? '', rawValue)}`;
}

/** So that decoding once leaves it encoded. */
function twice(value: string): string {
  return encodePercentBytes(encodePercentBytes(value));
}

function replaced(draft: Draft, name: string, value: string | undefined): Draft {
  const parts = draft.request.query.parameters.map((parameter) => {
    if (parameter.name !== name) return pair(parameter, (_, raw) => raw);
    return value === undefined ? parameter.rawName : `${parameter.rawName}=${encodePercentBytes(value)}`;
  });
  return withQuery(draft, parts.join('&'));
}

function decodeLine(line: string): string {
  return line.replace(/%([0-9A-F]{2})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Changes the query as V4 (third line) and V2 (behind the resource) have it. */
function withQueryLine(draft: Draft, write: (line: string) => string): Draft {
  return withEdit(draft, (text, now) => {
    const line = encodedQuery(now.request.query, false);
    if (line === '') return text;
    const mark = now.text === 'v4' ? `\n${line}\n` : `?${line}`;
    return text.replace(mark, () => mark.replace(line, () => write(line)));
  });
}

function unsortedResource(text: string, { request, v1Form }: Draft): string {
  const own = canonicalizedResource(request, v1Form ?? MAIN_V1);
  const mark = own.indexOf('?');
  if (mark === -1 || !text.endsWith(own)) return text;
  const parts = new Map(
    own
      .slice(mark + 1)
      .split('&')
      .map((part) => [part.split('=')[0], part] as const),
  );
  const sent = request.query.parameters.map(({ name }) => parts.get(name)).filter((part) => part !== undefined);
  return text.slice(0, -own.length) + own.slice(0, mark + 1) + sent.join('&');
}
