import { Headers } from '../../wire/headers.ts';
import { Query, type QueryParameter } from '../../wire/query.ts';
import type { SignedResource } from '../request.ts';
import type { Draft, Edit, Version } from './draft.ts';

/** One mistake, and the ways to make it. */
export interface Hypothesis {
  readonly name: string;
  /** Which signatures can have it. */
  readonly of: readonly Version[];
  /** How many of its variants are also tried together with other mistakes. */
  readonly paired: number;
  /** What to do about it. */
  readonly remedy: string;
  /** The likeliest first. */
  variants(draft: Draft): Iterable<Variant>;
}

/** One way of making a mistake. */
export interface Variant {
  /** What is stated when the signature fits: a whole sentence, without secrets. */
  readonly says: string;
  readonly draft: Draft;
}

export const REQUESTS: readonly Version[] = ['v1', 'v2', 'v4'];
export const ALL: readonly Version[] = ['v1', 'v2', 'v4', 'policy'];

export function withEdit(draft: Draft, edit: Edit): Draft {
  return { ...draft, edits: [...draft.edits, edit] };
}

export function withLastEdit(draft: Draft, edit: Edit): Draft {
  return { ...draft, lastEdits: [...draft.lastEdits, edit] };
}

/** @param name in lower case. @param value undefined takes the header away. */
export function withHeader(draft: Draft, name: string, value: string | undefined): Draft {
  const kept = [...draft.request.headers.entries()].filter(([known]) => known !== name);
  if (value !== undefined) kept.push([name, value]);
  return { ...draft, request: { ...draft.request, headers: new Headers(kept.flat()) } };
}

export function withoutHeaders(draft: Draft, leave: (name: string) => boolean): Draft {
  const kept = [...draft.request.headers.entries()].filter(([name]) => leave(name));
  return { ...draft, request: { ...draft.request, headers: new Headers(kept.flat()) } };
}

export function withoutParameters(draft: Draft, leave: (parameter: QueryParameter) => boolean): Draft {
  const kept = draft.request.query.parameters.filter(leave);
  return withQuery(
    draft,
    kept.map(({ rawName, rawValue }) => (rawValue === undefined ? rawName : `${rawName}=${rawValue}`)).join('&'),
  );
}

/** @param raw encoded, without `?`. */
export function withQuery(draft: Draft, raw: string): Draft {
  return { ...draft, request: { ...draft.request, query: new Query(raw) } };
}

export function withResource(draft: Draft, bucket: string | undefined, key: string | undefined): Draft {
  const resource: SignedResource = { bucket, key, bareBucket: false };
  return { ...draft, request: { ...draft.request, resource } };
}

/** A text for a statement: short, and on one line. */
export function quote(bytes: string): string {
  const text = bytes.replace(/[\x00-\x1f\x7f]/g, ' ');
  return text.length > 60 ? `"${text.slice(0, 57)}..."` : `"${text}"`;
}
