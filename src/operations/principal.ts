/** Who is calling. */
export type Principal =
  | { readonly kind: 'anonymous' }
  /** The account's own keys. `account` is its id. */
  | { readonly kind: 'root'; readonly account: string; readonly accessKeyId: string };

export const ANONYMOUS: Principal = { kind: 'anonymous' };
