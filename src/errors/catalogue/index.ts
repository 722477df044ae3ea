import { accessControl } from './access-control.ts';
import { account } from './account.ts';
import { addressing } from './addressing.ts';
import { crossOrigin } from './cross-origin.ts';
import { policies } from './policies.ts';
import { protocol } from './protocol.ts';

/** Every cause the server can name, by its own key. */
export const catalogue = {
  ...accessControl,
  ...account,
  ...addressing,
  ...crossOrigin,
  ...policies,
  ...protocol,
} as const;
