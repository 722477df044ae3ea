import { createHash, type KeyObject } from 'node:crypto';
import { httpDate } from '../wire/dates.ts';
import type { HeaderList } from '../wire/headers.ts';
import type { BodyType } from './read.ts';
import { signCallback } from './sign.ts';
import { type CallbackTarget, hostHeaderOf } from './urls.ts';

/** A request to a callback server, as it goes out. */
export interface Outgoing {
  readonly target: CallbackTarget;
  /** In wire order and case. */
  readonly headers: HeaderList;
  readonly body: Buffer;
  readonly sni: boolean;
}

/** What the requests of one callback have in common, whichever URL they go to. */
export interface Letter {
  readonly body: Buffer;
  readonly bodyType: BodyType;
  /** callbackHost. */
  readonly host: string | undefined;
  readonly sni: boolean;
  readonly requestId: string;
  readonly bucket: string;
  /** Account ids. */
  readonly owner: string;
  readonly requester: string;
  /** Where receivers find the public key. */
  readonly publicKeyUrl: string;
  /** Milliseconds. */
  readonly at: number;
}

/** Addresses the letter to one URL and signs it. Order and case are those of the capture of 2019 (access.md §14.4). */
export function address(letter: Letter, target: CallbackTarget, key: KeyObject): Outgoing {
  const { body } = letter;
  const headers: HeaderList = [
    ['Host', letter.host ?? hostHeaderOf(target)],
    ['Connection', 'close'],
    ['Content-Length', String(body.length)],
    ['authorization', signCallback(key, target.path, body)],
    ['Content-MD5', createHash('md5').update(body).digest('base64')],
    ['Content-Type', letter.bodyType],
    ['Date', httpDate(letter.at)],
    ['User-Agent', 'aliyun-oss-callback'],
    ['x-oss-additional-headers', ''],
    ['x-oss-bucket', letter.bucket],
    ['x-oss-owner', letter.owner],
    ['x-oss-pub-key-url', Buffer.from(letter.publicKeyUrl, 'latin1').toString('base64')],
    ['x-oss-request-id', letter.requestId],
    ['x-oss-requester', letter.requester],
    ['x-oss-signature-version', '1.0'],
    ['x-oss-tag', 'CALLBACK'],
    ['eagleeye-rpcid', '0.1'],
  ];
  return { target, headers, body, sni: letter.sni };
}
