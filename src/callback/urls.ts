import { isIP, isIPv4 } from 'node:net';
import { bytesFromUtf8 } from '../wire/percent.ts';

/** One URL to call. */
export interface CallbackTarget {
  /** As written, with its scheme. */
  readonly url: string;
  readonly secure: boolean;
  /** A name or an address, IPv6 without its brackets. */
  readonly host: string;
  readonly port: number;
  /** Path and query as written, a byte string; at least `/`. */
  readonly path: string;
  /** The address to call instead of looking the host up again. */
  readonly address: string | undefined;
}

export const MAX_URLS = 5;

const URL_PARTS = /^(?:(https?):\/\/)?([^/?#]*)([^#]*)/i;
const AUTHORITY = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\.?))(?::(\d{1,5}))?$/;
const UNSENDABLE = /[\0-\x20\x7f]/;

/** The parts of callbackUrl, which separates up to five URLs with semicolons. Empty ones do not count. */
export function splitUrls(text: string): string[] {
  return text
    .split(';')
    .map((url) => url.trim())
    .filter((url) => url !== '');
}

/**
 * Reads one URL; the scheme may be missing and is http then (access.md CB-2).
 * @returns undefined for what cannot be called: no host, a port that is no number, another scheme, blanks. A single
 *   word like `my` is no URL either (Java CallbackTest); `my:8080` and `http://my` are, for networks of containers.
 */
export function readUrl(text: string): CallbackTarget | undefined {
  const [, scheme, authority = '', rest = ''] = URL_PARTS.exec(text) ?? [];
  const [, address, name, digits] = AUTHORITY.exec(authority) ?? [];
  const host = address ?? name;
  if (host === undefined || UNSENDABLE.test(text)) return undefined;
  if (address !== undefined && isIP(address) !== 6) return undefined;
  if (/^[\d.]+$/.test(host) && !isIPv4(host)) return undefined;
  if (scheme === undefined && digits === undefined && rest === '' && !host.includes('.')) return undefined;
  const secure = scheme?.toLowerCase() === 'https';
  const port = digits === undefined ? (secure ? 443 : 80) : Number(digits);
  if (port < 1 || port > 65_535) return undefined;
  const path = bytesFromUtf8(rest.startsWith('/') ? rest : `/${rest}`);
  return { url: scheme === undefined ? `http://${text}` : text, secure, host, port, path, address: undefined };
}

const HOST_HEADER = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?$/;

/** Whether callbackHost can be sent as a Host header: a name or an address, perhaps with a port. */
export function isHostHeader(text: string): boolean {
  return HOST_HEADER.test(text);
}

/** The Host header of a URL. The service leaves the port out (samples of the Callback API). */
export function hostHeaderOf({ host }: CallbackTarget): string {
  return host.includes(':') ? `[${host}]` : host;
}
