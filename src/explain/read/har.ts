import { z } from 'zod';
import type { SeenRequest } from '../evidence.ts';

const pairs = z.array(z.looseObject({ name: z.string(), value: z.string() })).default([]);

/** As much of a HAR as matters (its specification: HAR 1.2). */
const har = z.looseObject({
  log: z.looseObject({
    entries: z.array(
      z.looseObject({
        request: z.looseObject({
          method: z.string(),
          url: z.string(),
          headers: pairs,
          postData: z.looseObject({ text: z.string().optional() }).optional(),
        }),
        response: z.looseObject({
          status: z.number(),
          headers: pairs,
          content: z.looseObject({ text: z.string().optional(), encoding: z.string().optional() }).optional(),
          /** Chromium: why there is no answer. */
          _error: z.string().nullish(),
        }),
      }),
    ),
  }),
});

/** One request of a HAR with its answer. */
export interface HarEntry {
  readonly request: SeenRequest;
  /** 0 where no answer came, or the browser kept it from the page. */
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly error: string | undefined;
}

/** The entries of a HAR; undefined for a text that is none. */
export function harEntries(text: string): HarEntry[] | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = har.safeParse(json);
  if (!read.success) return undefined;
  return read.data.log.entries.map(({ request, response }) => {
    const { text: body = '', encoding } = response.content ?? {};
    return {
      request: {
        method: request.method,
        target: request.url,
        host: request.headers.find(({ name }) => /^(?:host|:authority)$/i.test(name))?.value,
        headers: request.headers
          .filter(({ name }) => !name.startsWith(':'))
          .flatMap(({ name, value }) => [name, value]),
        body: request.postData?.text,
      },
      status: response.status,
      headers: response.headers.map(({ name, value }) => [name, value] as const),
      body: encoding === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : body,
      error: response._error ?? undefined,
    };
  });
}
