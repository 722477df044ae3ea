/** What the configuration says about callbacks. */
export interface CallbackSettings {
  /** Refuse URLs that lead to private addresses, as the service does. */
  readonly forbidPrivate: boolean;
  /** Milliseconds a callback has in all, connecting included. The service gives 5,000. */
  readonly timeout: number;
  /** The captures of the two years word a timeout differently (wire.md (d)). */
  readonly timeoutWording: '2016' | '2017';
  /** Callbacks under way at the same time; further ones fail with "Too many callback requests." */
  readonly maxUnderWay: number;
  /** The private key to sign with, as PEM; undefined makes one at first use and keeps it in the store. */
  readonly key: string | undefined;
  /** The URL to advertise for the public key; undefined advertises `/_ossmock/callback-key.pem` of the endpoint in use, see `serviceUrl`. */
  readonly publicKeyUrl: string | undefined;
}

export const DEFAULT_CALLBACK_SETTINGS: CallbackSettings = {
  forbidPrivate: false,
  timeout: 5_000,
  timeoutWording: '2016',
  maxUnderWay: 1_000,
  key: undefined,
  publicKeyUrl: undefined,
};
