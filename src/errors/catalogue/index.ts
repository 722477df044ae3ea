import { accessControl } from './access-control.ts';
import { account } from './account.ts';
import { addressing } from './addressing.ts';
import { copying } from './copying.ts';
import { crossOrigin } from './cross-origin.ts';
import { object } from './object.ts';
import { policies } from './policies.ts';
import { protocol } from './protocol.ts';
import { upload } from './upload.ts';

/** Every cause the server can name, by its own key. */
export const catalogue = {
  ...accessControl,
  ...account,
  ...addressing,
  ...copying,
  ...crossOrigin,
  ...object,
  ...policies,
  ...protocol,
  ...upload,
} as const;
