import { get } from './api.ts';
import { chosenSigner } from './keys.tsx';
import { objectPath, signedHeaders } from './sign.ts';
import type { Bucket, Clock } from './types.ts';

/** An answer of the storage service. */
export interface Answered {
  readonly status: number;
  readonly requestId: string;
  readonly code: string | undefined;
  readonly body: Blob;
}

export interface StorageRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly bucket: Pick<Bucket, 'name' | 'region'>;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly body?: File;
  /** Bytes sent, of how many. */
  readonly onProgress?: (sent: number, total: number) => void;
}

/** Whether the browser can sign at all. */
export function canSign(): boolean {
  return crypto.subtle !== undefined;
}

/**
 * Asks the storage service as any client does, signed with the chosen key and the server's time. @throws when the
 * connection breaks.
 */
export async function ask({ method, bucket, key, body, onProgress }: StorageRequest): Promise<Answered> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['Content-Type'] = body.type || 'application/octet-stream';
  const signer = chosenSigner();
  const at = new Date((await get<Clock>('clock')).now);
  const unsigned = { method, bucket: bucket.name, key, headers, region: bucket.region, at };
  const signed = signer === undefined ? headers : await signedHeaders(unsigned, signer);
  return new Promise((resolve, reject) => {
    // fetch tells nothing of how far an upload has come.
    const request = new XMLHttpRequest();
    request.open(method, objectPath(bucket.name, key));
    for (const [name, value] of Object.entries(signed)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(loaded, total);
    request.onerror = () => reject(new Error('the connection broke'));
    request.responseType = 'blob';
    request.onload = async () => {
      const { status, response } = request;
      const requestId = request.getResponseHeader('x-oss-request-id') ?? '';
      const code = status < 300 ? undefined : /<Code>(.*?)<\/Code>/.exec(await response.text())?.[1];
      resolve({ status, requestId, code, body: response });
    };
    request.send(body ?? null);
  });
}
