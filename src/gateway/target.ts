/** A request target, split but not decoded. */
export interface Target {
  /** Starts with `/`. */
  readonly path: string;
  /** Without the `?`; empty when there is none. */
  readonly query: string;
  /** Of an absolute-form target, as a client sends it to a proxy. It outranks the Host header (RFC 9112 §3.2.2). */
  readonly authority: string | undefined;
}

const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/i;

/** Splits origin form, absolute form and `*`. @returns undefined for anything else. */
export function readTarget(target: string): Target | undefined {
  if (target.startsWith('/')) return split(target, undefined);
  if (target === '*') return { path: '/', query: '', authority: undefined };
  const absolute = ABSOLUTE.exec(target);
  if (!absolute) return undefined;
  const rest = absolute[2] as string;
  return split(rest.startsWith('/') ? rest : `/${rest}`, absolute[1]);
}

function split(target: string, authority: string | undefined): Target {
  const mark = target.indexOf('?');
  return mark === -1
    ? { path: target, query: '', authority }
    : { path: target.slice(0, mark), query: target.slice(mark + 1), authority };
}

/** Host without its port, brackets of an IPv6 literal kept. */
export function withoutPort(host: string): string {
  const colon = host.lastIndexOf(':');
  if (colon === -1 || host.indexOf(']', colon) !== -1) return host;
  if (host.indexOf(':') !== colon && !host.startsWith('[')) return host;
  return host.slice(0, colon);
}
