import { follow, get } from './api.ts';
import { Cell } from './store.ts';
import type { Summary } from './types.ts';

/** How many requests the page keeps. */
const KEPT = 20_000;
const LISTED = 10_000;
const AGAIN_MS = 1000;

/** The finished requests, the oldest first. Another array whenever something changes. */
export const requests = new Cell<readonly Summary[]>([]);

/** Whether new requests arrive by themselves. */
export const connected = new Cell(false);

let arrived: Summary[] = [];
let scheduled = false;

/** Listens to the server for as long as the page is open, and begins anew when the connection breaks. */
export async function listen(): Promise<never> {
  for (;;) {
    try {
      await follow(take, () => {
        connected.value = true;
        void reload();
      });
    } catch {
      // The server may be gone for the moment, or want a token.
    }
    connected.value = false;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** The list as the server has it. */
export async function reload(): Promise<void> {
  const { requests: latest } = await get<{ requests: Summary[] }>(`requests?limit=${LISTED}`);
  const seen = new Set(latest.map(({ requestId }) => requestId));
  const since = arrived.filter(({ requestId }) => !seen.has(requestId));
  arrived = [];
  requests.value = [...latest.reverse(), ...since];
}

/** What arrives within one frame is shown together. */
function take(request: Summary): void {
  arrived.push(request);
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    const all = requests.value.concat(arrived);
    arrived = [];
    requests.value = all.length > KEPT ? all.slice(-KEPT) : all;
  });
}
