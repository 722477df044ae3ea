import { refuse } from '../errors/refuse.ts';
import { decodeBase64, decodeText, parseJsonObject, shownValue } from './decode.ts';
import { makesJson, readTemplate, type Template } from './template.ts';
import { type CallbackTarget, isHostHeader, MAX_URLS, readUrl, splitUrls } from './urls.ts';
import { type Field, readVariables, type Variables, variablesOfForm } from './variables.ts';

/** Where a request may say that it wants a callback: Base64 texts, undefined where absent (access.md §14.1). */
export interface RequestSources {
  /** `x-oss-callback` and `x-oss-callback-var`. */
  readonly header?: string | undefined;
  readonly headerVar?: string | undefined;
  /** `callback` and `callback-var`, read by `Query.literal`: a plus stays a plus. */
  readonly query?: string | undefined;
  readonly queryVar?: string | undefined;
}

/** A form: its field `callback`, and all its fields as sent, of which those that begin with `x:` are variables. */
export interface FormSources {
  readonly callback: string | undefined;
  readonly fields: Iterable<Field>;
}

export type BodyType = 'application/x-www-form-urlencoded' | 'application/json';

/** A callback that was asked for and can be made. */
export interface CallbackRequest {
  /** The decoded JSON. */
  readonly text: string;
  /** One to five, to be tried in order. */
  readonly targets: readonly CallbackTarget[];
  /** The Host header for all of them; undefined takes that of the URL. */
  readonly host: string | undefined;
  /** Name the host in the TLS handshake. */
  readonly sni: boolean;
  readonly body: Template;
  readonly bodyType: BodyType;
  readonly variables: Variables;
}

const MAX_BASE64_CHARS = 5 * 1024;
const FORM: BodyType = 'application/x-www-form-urlencoded';
const JSON_TYPE: BodyType = 'application/json';

/**
 * Reads what an upload says about its callback. Call it before anything is stored (access.md §14.2).
 * @returns undefined when none is wanted: no parameter, an empty one, or an empty callbackUrl.
 * @throws OssError one of the InvalidArgument of catalogue/callback-settings.ts.
 */
export function readCallback(sources: RequestSources | FormSources): CallbackRequest | undefined {
  const form = 'fields' in sources;
  const base64 = form ? sources.callback : theOne(sources.header, sources.query, 'callback-given-twice', 'callback');
  if (base64 === undefined || base64 === '') return undefined;
  const settings = readSettings(base64);
  if (settings === undefined) return undefined;
  return { ...settings, variables: form ? variablesOfForm(sources.fields) : variablesOfRequest(sources) };
}

function variablesOfRequest({ headerVar, queryVar }: RequestSources): Variables {
  const base64 = theOne(headerVar, queryVar, 'callback-var-given-twice', 'callback-var');
  if (base64 === undefined || base64 === '') return new Map();
  const shown = argument('callback-var', base64);
  if (base64.length > MAX_BASE64_CHARS) throw refuse('callback-var-too-long', shown);
  if (decodeBase64(base64) === undefined) throw refuse('callback-var-not-base64', shown);
  const text = decodeText(base64);
  const variables = text === undefined ? undefined : readVariables(text);
  if (variables === undefined) throw refuse('callback-var-not-json', shown);
  return variables;
}

/** @throws OssError when the parameter stands in both places (access.md CB-1). */
function theOne(
  header: string | undefined,
  query: string | undefined,
  twice: 'callback-given-twice' | 'callback-var-given-twice',
  name: string,
): string | undefined {
  if (header !== undefined && query !== undefined) throw refuse(twice, argument(name, header));
  return header ?? query;
}

function readSettings(base64: string): Omit<CallbackRequest, 'variables'> | undefined {
  const shown = argument('callback', base64);
  if (base64.length > MAX_BASE64_CHARS) throw refuse('callback-too-long', shown);
  if (decodeBase64(base64) === undefined) throw refuse('callback-not-base64', shown);
  const text = decodeText(base64);
  const settings = text === undefined ? undefined : parseJsonObject(text);
  if (text === undefined || settings === undefined) throw refuse('callback-not-json', shown);

  if (settings.callbackUrl === '') return undefined;
  if (typeof settings.callbackUrl !== 'string') throw refuse('callback-url-invalid', shown);
  const urls = splitUrls(settings.callbackUrl);
  if (urls.length === 0) throw refuse('callback-url-invalid', shown);
  if (urls.length > MAX_URLS) throw refuse('callback-too-many-urls', shown).because({ urls: urls.length });
  const targets = urls.map((url) => {
    const target = readUrl(url);
    if (target === undefined) throw refuse('callback-url-invalid', shown).because({ url });
    return target;
  });

  const { callbackHost = '', callbackBody = '', callbackBodyType = FORM } = settings;
  if (typeof callbackHost !== 'string' || (callbackHost !== '' && !isHostHeader(callbackHost))) {
    throw refuse('callback-host-invalid', shown).because({ callbackHost });
  }
  if (callbackBody === '' || callbackBody === null) throw refuse('callback-body-empty', shown);
  // The manual of 2019 prints this very mistake, a template that is not put into a string (Upload callback, InvalidArgument).
  if (typeof callbackBody === 'object') {
    throw refuse('callback-not-json', shown).because({ why: 'callbackBody is not put into a string' });
  }
  if (typeof callbackBody !== 'string') throw refuse('callback-body-invalid', shown);
  const bodyType = readBodyType(callbackBodyType, shown);
  const body = readBody(callbackBody, bodyType, shown);
  return {
    text,
    targets,
    host: callbackHost === '' ? undefined : callbackHost,
    sni: settings.callbackSNI === true,
    body,
    bodyType,
  };
}

function readBodyType(type: unknown, shown: Argument): BodyType {
  if (typeof type !== 'string') throw refuse('callback-body-type-not-text', shown);
  if (type !== FORM && type !== JSON_TYPE) throw refuse('callback-body-type-unsupported', shown);
  return type;
}

function readBody(text: string, bodyType: BodyType, shown: Argument): Template {
  const body = readTemplate(text);
  if (body === 'dollar') {
    throw refuse('callback-dollar-without-brace', { ArgumentName: 'ReplaceKeyPrefix', ArgumentValue: text });
  }
  if (body === 'unclosed')
    throw refuse('callback-body-invalid', shown).because({ why: 'a variable has no closing brace' });
  if (bodyType === JSON_TYPE && !makesJson(body)) {
    throw refuse('callback-not-json', shown).because({ why: 'callbackBodyType is JSON, and callbackBody is not' });
  }
  return body;
}

interface Argument {
  readonly ArgumentName: string;
  readonly ArgumentValue: string;
}

function argument(name: string, base64: string): Argument {
  return { ArgumentName: name, ArgumentValue: shownValue(base64) };
}
