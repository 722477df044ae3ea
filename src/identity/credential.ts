import type { Principal } from './principal.ts';

/** A key pair and whom it belongs to. */
export interface Credential {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly status: 'active' | 'disabled';
  readonly principal: Principal;
}
