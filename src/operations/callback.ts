import { refuse } from '../errors/refuse.ts';
import type { Call } from './operation.ts';

/** Refuses an upload that asks for a callback: accepting it and not calling would mislead. @throws OssError */
export function refuseCallback({ request }: Call): void {
  if (request.headers.has('x-oss-callback')) throw refuse('callback-not-implemented', { Header: 'x-oss-callback' });
  if (request.query.has('callback')) throw refuse('callback-not-implemented', { Header: 'callback' });
}
