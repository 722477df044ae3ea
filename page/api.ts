import type { Summary } from './types.ts';

/** An answer that is not what was asked for; the message is the server's. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const TOKEN = 'ossmock-token';
const missing = new Set<() => void>();

/** Has it told when the server wants an admin token that it has not been given. */
export function onTokenWanted(tell: () => void): () => void {
  missing.add(tell);
  return () => void missing.delete(tell);
}

export function setToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

function headers(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token === null ? {} : { Authorization: `Bearer ${token}` };
}

/** One of the own paths, answered in JSON or text. @throws ApiError */
async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(path, {
    method,
    headers: headers(),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  if (response.ok) return response;
  if (response.status === 401) for (const tell of missing) tell();
  const text = await response.text();
  throw new ApiError(response.status, errorIn(text) ?? `${response.status} ${response.statusText}`);
}

function errorIn(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text);
    return typeof error === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}

export async function get<T>(path: string): Promise<T> {
  return (await ask('GET', path)).json();
}

export async function getText(path: string): Promise<string> {
  return (await ask('GET', path)).text();
}

export async function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await ask(method, path, body);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Reads the events of finished requests until the connection ends. */
export async function follow(tell: (request: Summary) => void, opened: () => void): Promise<void> {
  const response = await ask('GET', 'events');
  const reader = (response.body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
  opened();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (rest + value).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data !== undefined) tell(JSON.parse(data));
    }
  }
}
