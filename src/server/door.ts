import type { Gateway } from '../gateway/gateway.ts';

/** What the sockets know of what answers. */
export type Door = Pick<Gateway, 'handle' | 'hostReading' | 'bodyBroke' | 'keep' | 'dropHanging'>;
