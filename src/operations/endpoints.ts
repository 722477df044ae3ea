import type { Call } from './operation.ts';

/** Hosts by which a region is reached; with a port when it is not the usual one. */
export interface Endpoints {
  readonly extranet: string;
  readonly intranet: string;
  readonly accelerate: string;
}

const CLOUD = /\.aliyuncs\.com(?::\d+)?$/;
const REGIONAL = /^oss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com(?::\d+)?$/;

/**
 * The endpoints to report for a region (addressing.md, last section). Clients follow what they are told, so a client
 * that came to a local address is sent back to that address, never to the cloud; a bucket's own domain is no endpoint.
 */
export function endpointsOf({ request, service }: Call, region: string): Endpoints {
  const cloud = CLOUD.test(request.endpoint);
  const here = request.style === 'cname' ? request.localAddress : request.endpoint;
  return {
    extranet: service.extranetEndpoint ?? (cloud ? `oss-${region}.aliyuncs.com` : here),
    intranet: service.intranetEndpoint ?? (cloud ? `oss-${region}-internal.aliyuncs.com` : here),
    accelerate: cloud ? 'oss-accelerate.aliyuncs.com' : (service.extranetEndpoint ?? here),
  };
}

/**
 * Where this service itself is reached, for those whom it sends there: the endpoint that the client uses, unless that
 * leads to the cloud, which only this client's DNS or SDK brings here, or is a bucket's own domain.
 */
export function serviceUrl({ request }: Call): string {
  const elsewhere = CLOUD.test(request.endpoint) || request.style === 'cname';
  const place = elsewhere ? request.localAddress : request.endpoint;
  // A port takes both schemes, and plain HTTP asks nobody to trust the authority that signed our certificate.
  const scheme = /:\d+$/.test(place) ? 'http' : request.scheme;
  return `${scheme}://${place}`;
}

/** The region whose endpoint the request was sent to: the one in an aliyuncs.com name, else the configured one. */
export function requestedRegion({ request, service }: Call): string {
  const region = REGIONAL.exec(request.endpoint)?.[1];
  return region === undefined || region.startsWith('accelerate') ? service.region : region;
}
