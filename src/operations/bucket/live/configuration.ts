import { type Cause, refuse } from '../../../errors/refuse.ts';
import { child, type XmlNode } from '../../../xml/read.ts';
import { type Shape, shaped } from '../../../xml/shape.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { argument } from '../../argument.ts';
import { texts } from '../../setting-values.ts';

/** What PutLiveChannel is told about a channel (operations.md §11.3; PutLiveChannel page). */
export interface ChannelConfiguration {
  readonly description: string;
  readonly status: ChannelStatus;
  /** Seconds of one ts file. */
  readonly fragDuration: number;
  /** Of ts files in the live playlist. */
  readonly fragCount: number;
  readonly playlistName: string;
  /** As it is printed; undefined without one. */
  readonly snapshot: XmlElement | undefined;
}

export type ChannelStatus = 'enabled' | 'disabled';

const MAX_DESCRIPTION_BYTES = 128;
const FRAGMENTS = { fragDuration: 5, fragCount: 3 } as const;
const PLAYLIST = 'playlist.m3u8';
const SUFFIX = '.m3u8';
const SNAPSHOT: Shape = ['Snapshot', ['RoleName', 'DestBucket', 'NotifyTopic', 'Interval']];

/** @param root undefined for an empty body. @throws OssError the channel-… causes of errors/catalogue/live-channel.ts. */
export function readChannel(root: XmlNode | undefined): ChannelConfiguration {
  const target = root?.name === 'LiveChannelConfiguration' ? child(root, 'Target') : undefined;
  if (root === undefined || target === undefined) throw refuse('channel-malformed-xml');
  const description = texts(root, 'Description')[0] ?? '';
  if (Buffer.byteLength(description) > MAX_DESCRIPTION_BYTES) {
    throw refuse('channel-description-too-long', argument('Description', description));
  }
  const status = readStatus(texts(root, 'Status')[0] ?? 'enabled');
  const type = texts(target, 'Type')[0] ?? '';
  if (type !== 'HLS') throw refuse('channel-type-unknown', argument('Type', type));
  const fragments = readFragments(target);
  return { description, status, ...fragments, playlistName: readPlaylistName(target), snapshot: readSnapshot(root) };
}

/** @throws OssError `channel-status-invalid`. */
export function readStatus(text: string): ChannelStatus {
  if (text === 'enabled' || text === 'disabled') return text;
  throw refuse('channel-status-invalid', argument('Status', text));
}

/** The defaults count only together: who gives one of the two has to give the other (PutLiveChannel page). */
function readFragments(target: XmlNode): Pick<ChannelConfiguration, 'fragDuration' | 'fragCount'> {
  const [duration] = texts(target, 'FragDuration');
  const [count] = texts(target, 'FragCount');
  if (duration === undefined && count === undefined) return FRAGMENTS;
  return {
    fragDuration: readHundred('FragDuration', duration, 'channel-fragment-duration'),
    fragCount: readHundred('FragCount', count, 'channel-fragment-count'),
  };
}

type NumberCause = Extract<Cause, 'channel-fragment-duration' | 'channel-fragment-count' | 'channel-snapshot-interval'>;

function readHundred(name: string, text = '', cause: NumberCause): number {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 100) throw refuse(cause, argument(name, text));
  return number;
}

function readPlaylistName(target: XmlNode): string {
  const name = texts(target, 'PlaylistName')[0] || PLAYLIST;
  const shown = argument('PlaylistName', name);
  if (name.includes('/')) throw refuse('channel-playlist-slash', shown);
  if (name.length < 6 || name.length > 128) throw refuse('channel-playlist-length', shown);
  if (!name.endsWith(SUFFIX)) throw refuse('channel-playlist-suffix', shown);
  return name;
}

function readSnapshot(root: XmlNode): XmlElement | undefined {
  const snapshots = root.children.filter(({ name }) => name === 'Snapshot');
  const [snapshot] = snapshots;
  if (snapshot === undefined) return undefined;
  if (snapshots.length > 1) throw refuse('channel-several-snapshots');
  const [interval] = texts(snapshot, 'Interval');
  if (interval !== undefined) readHundred('Interval', interval, 'channel-snapshot-interval');
  const [topic] = texts(snapshot, 'NotifyTopic');
  if (topic === '') throw refuse('channel-notify-topic-empty', argument('NotifyTopic', topic));
  return shaped(snapshot, SNAPSHOT);
}

/** As the service prints it. */
export function channelElement(channel: ChannelConfiguration): XmlElement {
  return [
    'LiveChannelConfiguration',
    [
      ['Description', channel.description],
      ['Status', channel.status],
      [
        'Target',
        [
          ['Type', 'HLS'],
          ['FragDuration', channel.fragDuration],
          ['FragCount', channel.fragCount],
          ['PlaylistName', channel.playlistName],
        ],
      ],
      channel.snapshot,
    ],
  ];
}
