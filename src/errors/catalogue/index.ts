import { addressing } from './addressing.ts';

/** Every cause the server can name, by its own key. */
export const catalogue = { ...addressing } as const;
