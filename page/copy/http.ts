import type { Explanation } from '../types.ts';

type Exchange = Pick<Explanation, 'method' | 'target' | 'host' | 'status' | 'request' | 'response'>;

/** The request line and the headers as they came, with CRLF. */
export function requestHead({ method, target, request }: Exchange): string {
  const lines = request.headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}`;
}

/** What follows the statuses that the service answers. */
const PHRASES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  411: 'Length Required',
  412: 'Precondition Failed',
  416: 'Range Not Satisfiable',
  424: 'Failed Dependency',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** The status line and the headers as they went out, with CRLF; empty where no answer was sent. */
export function responseHead({ status, response }: Exchange): string {
  if (status === 0) return '';
  const lines = response.headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${PHRASES[status] ?? ''}\r\n${lines.join('')}`;
}

/** What the answer carried behind its headers, as far as the record keeps it: the document of an error. */
export function responseBody({ method, response }: Exchange): string {
  return method === 'HEAD' ? '' : (response.errorBody ?? '');
}
