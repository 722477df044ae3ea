import type { Hit } from '../evidence.ts';

/** Named groups of a match. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** How one client prints an error of the service. */
export interface Form {
  readonly form: string;
  readonly pattern: RegExp;
  read(groups: Groups): Omit<Hit['found'], 'form'> | undefined;
}

/** What groups of the usual names say. */
export function plain({ status, code, message, id, ec, method, url }: Groups): Omit<Hit['found'], 'form'> {
  const request = method && url ? { method, target: url, host: undefined, headers: [], body: undefined } : undefined;
  return {
    status: status === undefined ? undefined : Number(status),
    code: given(code),
    message: given(message),
    requestId: given(id),
    ec: given(ec),
    ...(request && { request }),
  };
}

/** @returns undefined for what clients print in the place of nothing. */
export function given(text: string | undefined): string | undefined {
  return text === '' || text === 'null' || text === 'undefined' ? undefined : text;
}
