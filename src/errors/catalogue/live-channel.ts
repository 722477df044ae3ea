import type { CauseRow } from '../cause.ts';

/** The EC pages name the cause; the text is the general one of the 400 page. */
const ARGUMENT = {
  status: 400,
  code: 'InvalidArgument',
  message: 'Invalid Argument. Parameter is invalid.',
  extras: ['ArgumentName', 'ArgumentValue'],
  evidence: 'inferred',
} as const;
const NAME = { status: 400, code: 'InvalidChannelName', evidence: 'doc', source: '400 page of 2021' } as const;
const PLAYLIST = { status: 400, code: 'InvalidRequest', evidence: 'doc', source: '400 page of 2021' } as const;

/** EC 0044: live channels and their playlists. */
export const liveChannel = {
  'channel-status-invalid': {
    ...ARGUMENT,
    ec: '0044-00000002',
    source: 'EC page 0044-00000002',
    reason: 'Status is neither enabled nor disabled.',
    remedy: 'Write it in lower case.',
  },
  'channel-several-snapshots': {
    status: 400,
    code: 'MalformedXML',
    message: 'The XML you provided was not well-formed or did not validate against our published schema.',
    ec: '0044-00000003',
    evidence: 'inferred',
    source: 'EC page 0044-00000003; the usual text of the code',
    reason: 'The configuration holds more than one Snapshot.',
    remedy: 'Keep one of them.',
  },
  'channel-snapshot-interval': {
    ...ARGUMENT,
    ec: '0044-00000005',
    source: 'EC page 0044-00000005',
    reason: 'Interval of Snapshot is not an integer from 1 to 100.',
    remedy: 'Write seconds.',
  },
  'channel-notify-topic-empty': {
    ...ARGUMENT,
    ec: '0044-00000006',
    source: 'EC page 0044-00000006',
    reason: 'NotifyTopic of Snapshot is empty.',
    remedy: 'Name the topic, or leave Snapshot out.',
  },
  'channel-fragment-duration': {
    ...ARGUMENT,
    ec: '0044-00000014',
    source: 'EC page 0044-00000014',
    reason: 'FragDuration is not an integer from 1 to 100.',
    remedy: 'Write seconds.',
  },
  'channel-fragment-count': {
    ...ARGUMENT,
    ec: '0044-00000015',
    source: 'EC page 0044-00000015',
    reason: 'FragCount is not an integer from 1 to 100.',
    remedy: 'Write the number of fragments in the playlist.',
  },
  'channel-playlist-slash': {
    ...ARGUMENT,
    ec: '0044-00000016',
    source: 'EC page 0044-00000016',
    reason: 'PlaylistName holds a slash.',
    remedy: 'Write a bare name, such as playlist.m3u8.',
  },
  'channel-playlist-length': {
    ...ARGUMENT,
    ec: '0044-00000017',
    source: 'EC page 0044-00000017',
    reason: 'PlaylistName is not 6 to 128 characters long.',
    remedy: 'Write a name such as playlist.m3u8.',
  },
  'channel-playlist-suffix': {
    ...ARGUMENT,
    ec: '0044-00000018',
    source: 'EC page 0044-00000018',
    reason: 'PlaylistName does not end in .m3u8.',
    remedy: 'Write a name such as playlist.m3u8.',
  },
  'channel-name-with-slash': {
    ...ARGUMENT,
    ec: '0044-00000302',
    source: 'EC page 0044-00000302',
    reason: 'The name of the channel in the path holds a slash.',
    remedy: 'Name the channel without a slash.',
  },
  'channel-without-data': {
    ...ARGUMENT,
    ec: '0044-00000308',
    evidence: 'sdk-test',
    source: 'JS SDK test for status, code and EC; general text',
    reason: 'Nothing was streamed to the channel between startTime and endTime.',
    remedy: 'Choose a span in which the channel was live.',
  },
  'channel-name-empty': {
    ...NAME,
    message: 'ChannelName must not be empty.',
    reason: 'The path names no channel.',
    remedy: 'Name the channel in the path.',
  },
  'channel-name-slash': {
    ...NAME,
    message: 'ChannelName must not contain a slash.',
    reason: 'The name of a channel to be made holds a slash.',
    remedy: 'Choose a name without a slash.',
  },
  'channel-name-too-long': {
    ...NAME,
    message: 'The Length of channel name must be less than 64.',
    reason: 'The name of the channel has 64 bytes or more.',
    remedy: 'Choose a shorter name.',
  },
  'channel-name-not-utf8': {
    ...NAME,
    message: 'The characters encoding must be utf-8.',
    reason: 'The name of the channel is not UTF-8.',
    remedy: 'Encode it as UTF-8 before percent-encoding it.',
  },
  'channel-live': {
    status: 409,
    code: 'ChannelStillLive',
    message: "Live channel couldn't be updated or deleted when channel is live.",
    evidence: 'doc',
    source: '409 page of 2021',
    reason: 'Somebody streams to the channel right now.',
    remedy: 'Stop the stream, or disable the channel first.',
  },
  'channel-disabled': {
    status: 409,
    code: 'LiveChannelDisabled',
    message: 'Live channel is disabled by owner.',
    evidence: 'doc',
    source: '409 page of 2021',
    reason: 'The channel is disabled.',
    remedy: 'Enable it with PutLiveChannelStatus.',
  },
  'playlist-without-fragments': {
    ...PLAYLIST,
    message: 'No ts found in the playlist.',
    reason: 'The time span holds no fragments.',
    remedy: 'Choose a span in which the channel was live.',
  },
  'playlist-too-large': {
    ...PLAYLIST,
    message: 'Size of playlist is too big.',
    reason: 'The playlist would be longer than allowed.',
    remedy: 'Choose a shorter span.',
  },
  'playlist-name-suffix': {
    ...PLAYLIST,
    message: 'Playlist name must ends with ".m3u8".',
    reason: 'The name of the playlist does not end in .m3u8.',
    remedy: 'Correct the name.',
  },
} as const satisfies Record<string, CauseRow>;
