import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HostReading } from '../../gateway/address.ts';
import { withoutPort } from '../../gateway/target.ts';
import type { Random } from '../../runtime/index.ts';

/** Who may use our own paths. */
export interface GuardParts {
  /** What has to be shown; undefined when whoever can connect may do everything. */
  readonly token: string | undefined;
  readonly hostReading: (host: string) => HostReading;
}

/**
 * The token in force: the one that is set, none, or one made up where others than this machine can connect.
 * @param host the address listened on.
 */
export function adminToken(setting: string | false | undefined, host: string, random: Random): string | undefined {
  if (setting !== undefined) return setting === false ? undefined : setting;
  return LOOPBACK.test(host) ? undefined : random.bytes(24).toString('base64url');
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Open to everyone: what health checks ask, and what is public by its nature. */
const OPEN = new Set(['/_ossmock/health', '/_ossmock/ca.pem', '/_ossmock/callback-key.pem']);
const COOKIE = 'ossmock-token';
/** Names that no public DNS answers for, so that no stranger's page can have one lead here (RFC 6762, 8375, 6761; ICANN). */
const PRIVATE_NAME = /\.(?:local|internal|test|localhost|home\.arpa)$/;

interface Refusal {
  readonly status: 401 | 403;
  readonly error: string;
}

/**
 * Puts a guard before every own path that is declared behind this call. It wants the token, if there is one; without
 * it, it refuses hosts that a stranger's DNS may have led here, and requests that another site's page has sent.
 */
export function guardOwnPaths(app: FastifyInstance, { token, hostReading }: GuardParts): void {
  const wanted = token === undefined ? undefined : digest(token);
  const check = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const path = request.originalUrl.split('?', 1)[0] as string;
    if (OPEN.has(path)) return undefined;
    const shown = shownToken(request);
    const authorized = wanted !== undefined && shown !== undefined && timingSafeEqual(digest(shown), wanted);
    const byHeader = authorized && request.headers.authorization !== undefined;
    const refusal = byHeader ? undefined : (strangeHost(request, hostReading) ?? strangeSite(request));
    if (refusal !== undefined) return refuse(reply, refusal);
    if (wanted === undefined) return undefined;
    if (!authorized) return refuse(reply, NO_TOKEN);
    // A browser that came with the token in its address keeps it where no page's script and no other site can use it.
    if (request.method !== 'GET' || !('token' in (request.query as object))) return undefined;
    reply.header('Set-Cookie', `${COOKIE}=${shown}; Path=/_ossmock; HttpOnly; SameSite=Strict`);
    return reply.redirect(path, 303);
  };
  app.addHook('onRoute', (route) => {
    if (!/^\/_ossmock(?:\/|$)/.test(route.url)) return;
    const given = route.onRequest ?? [];
    route.onRequest = [check, ...(Array.isArray(given) ? given : [given])];
  });
}

const NO_TOKEN: Refusal = {
  status: 401,
  error:
    'this path wants the header Authorization: Bearer TOKEN; the token is printed when ossmock starts, or set with --admin-token (OSSMOCK_ADMIN_TOKEN)',
};

/** From the header, from the cookie, or from the address of a page that is opened. */
function shownToken({ headers, query, method }: FastifyRequest): string | undefined {
  const bearer = /^Bearer ([\x21-\x7e]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const asked = (query as { token?: string | string[] }).token;
  if (method === 'GET' && typeof asked === 'string') return asked;
  return new RegExp(`(?:^|; *)${COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
}

function strangeHost({ headers }: FastifyRequest, reading: GuardParts['hostReading']): Refusal | undefined {
  const host = withoutPort(headers.host ?? '').toLowerCase();
  if (reading(host).unknown === undefined || PRIVATE_NAME.test(host)) return undefined;
  return {
    status: 403,
    error: `${host} is not a name of this server: a page elsewhere may have had it lead here; add it to baseHosts (OSSMOCK_BASE_HOSTS), or send the token`,
  };
}

function strangeSite({ headers }: FastifyRequest): Refusal | undefined {
  const { origin, host = '' } = headers;
  const site = headers['sec-fetch-site'];
  const elsewhere = origin === undefined ? site === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate' : !same();
  return elsewhere
    ? { status: 403, error: `a page of ${origin ?? 'another site'} may not use the paths of ossmock` }
    : undefined;

  function same(): boolean {
    return origin === `http://${host}` || origin === `https://${host}`;
  }
}

function refuse(reply: FastifyReply, { status, error }: Refusal): FastifyReply {
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer realm="ossmock"');
  return reply.code(status).send({ error });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
