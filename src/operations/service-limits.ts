/** What an account or a bucket may use; no limit where nothing is given. */
export interface UsageLimits {
  readonly requestsPerSecond?: number | undefined;
  /** Of the service, buckets and their settings, and live channels (503 page of 2021). */
  readonly managementPerSecond?: number | undefined;
  /** Bits per second. */
  readonly uploadBandwidth?: number | undefined;
  /** Bits per second. */
  readonly downloadBandwidth?: number | undefined;
  /** At the same time. */
  readonly openRequests?: number | undefined;
}

export interface ServiceLimits {
  /** Of each account. */
  readonly account?: UsageLimits | undefined;
  /** By bucket. */
  readonly buckets?: Readonly<Record<string, UsageLimits>> | undefined;
}
