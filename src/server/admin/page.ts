import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The files of the page, by path below `/_ossmock/`. */
const FILES = {
  '': { name: 'index.html', type: 'text/html; charset=utf-8' },
  'page.js': { name: 'page.js', type: 'text/javascript; charset=utf-8' },
  'style.css': { name: 'style.css', type: 'text/css; charset=utf-8' },
} as const;

type File = (typeof FILES)[keyof typeof FILES];

/** Nothing from elsewhere, nothing inline, in nobody's frame. `data:` is the icon, `blob:` a file that is offered for saving. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/** The inspector page. @param folder where `npm run build` has put it, as a URL that ends with a slash. */
export function pageRoutes(app: FastifyInstance, folder: URL): void {
  for (const [path, file] of Object.entries(FILES)) {
    app.get(`/_ossmock/${path}`, (request, reply) => send(request, reply, folder, file));
  }
}

async function send({ headers }: FastifyRequest, reply: FastifyReply, folder: URL, { name, type }: File) {
  let bytes: Buffer;
  try {
    bytes = await readFile(new URL(name, folder));
  } catch {
    return reply.code(404).send({ error: 'the page is not built: npm run build makes it' });
  }
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  reply.headers({ ...HEADERS, ETag: etag });
  if (headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type(type).send(bytes);
}
