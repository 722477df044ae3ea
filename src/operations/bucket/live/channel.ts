import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import type { Call } from '../../operation.ts';
import { putBucketDocument } from '../bucket-record.ts';
import type { ChannelConfiguration } from './configuration.ts';

const PREFIX = 'live/';
const MAX_NAME_BYTES = 63;

/** A live channel as its bucket keeps it. */
export interface Channel extends ChannelConfiguration {
  readonly name: string;
  /** When it was last put, in milliseconds. */
  readonly lastModified: number;
}

/** The channels of a bucket in the order of their names, as UTF-8. */
export function channelsOf({ documents }: BucketRecord): Channel[] {
  const channels: Channel[] = [];
  for (const [name, document] of Object.entries(documents)) {
    if (name.startsWith(PREFIX)) channels.push(JSON.parse(document) as Channel);
  }
  return channels.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}

/** @throws OssError `channel-name-slash`, `channel-name-too-long` (400 page of 2021: all LiveChannel operations). */
export function checkChannelName(name: string): void {
  if (name.includes('/')) throw refuse('channel-name-slash');
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) throw refuse('channel-name-too-long');
}

/** @throws OssError `no-live-channel`. */
export function existingChannel({ bucket }: Call, name: string): Channel {
  const document = bucket.documents[PREFIX + name];
  if (document === undefined) throw refuse('no-live-channel');
  return JSON.parse(document) as Channel;
}

/** The channel that the path names. @throws OssError what the two above throw. */
export function addressedChannel(call: Call): Channel {
  checkChannelName(call.key);
  return existingChannel(call, call.key);
}

/** @throws OssError `no-such-bucket` when it was deleted meanwhile. */
export function keepChannel(call: Call, channel: Channel): Promise<void> {
  return putBucketDocument(call, PREFIX + channel.name, JSON.stringify(channel));
}

export function removeChannel(call: Call, { name }: Channel): Promise<void> {
  return putBucketDocument(call, PREFIX + name, undefined);
}
