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

/** Bandwidth that buckets share; only support makes one, so here the configuration does. */
export interface ResourcePool extends Pick<UsageLimits, 'uploadBandwidth' | 'downloadBandwidth'> {
  /** Milliseconds. */
  readonly createdAt: number;
  readonly buckets?: readonly string[] | undefined;
}

export interface ServiceLimits {
  /** Of each account. */
  readonly account?: UsageLimits | undefined;
  /** By bucket. */
  readonly buckets?: Readonly<Record<string, UsageLimits>> | undefined;
  /** By name; every account has the same. */
  readonly resourcePools?: Readonly<Record<string, ResourcePool>> | undefined;
}
