import { readFileSync } from 'node:fs';
import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, NOW, type SignedAsk } from '../support/case.ts';

const NAME = 'test-channel';
const FRAGMENT = readFileSync(new URL('../../fixtures/media/live-1.mpegts', import.meta.url));
const SECOND = readFileSync(new URL('../../fixtures/media/live-2.mpegts', import.meta.url));
/** Unix seconds at which the golden servers stand still. */
const AT = NOW / 1000;

const TARGET = '<Type>HLS</Type><FragDuration>2</FragDuration><FragCount>3</FragCount>';
const configuration = (target = TARGET, more = ''): string =>
  `<LiveChannelConfiguration>${more}<Target>${target}</Target></LiveChannelConfiguration>`;
const put = (body = configuration(), key = NAME): SignedAsk => ({ method: 'PUT', key, query: 'live', body });
const ask = (method: string, query = 'live', key = NAME): SignedAsk => ({ method, key, query });
const ofBucket = (method: string, query = 'live'): SignedAsk => ({ method, bucket: BUCKET, query });
const fragment = (name: string, body: string | Buffer = 'no stream'): SignedAsk => ({
  method: 'PUT',
  key: `${NAME}/${name}`,
  body,
});
const span = (start: number | string, end: number | string): string => `vod&startTime=${start}&endTime=${end}`;
const vod = (query = span(AT - 60, AT), key = `${NAME}/vod.m3u8`): SignedAsk => ({ method: 'POST', key, query });
const watch = (query = span(AT - 60, AT), key = NAME): SignedAsk => ({ method: 'GET', key, query });

const refused = (cause: Cause, rule: string, body: string, name: string = cause): Case => ({
  name,
  rule,
  cause,
  ask: put(body),
});
const target = (more: string): string => configuration(`<Type>HLS</Type>${more}`);
const snapshot = (inside: string): string => configuration(TARGET, `<Snapshot>${inside}</Snapshot>`);

const SNAPSHOT =
  '<RoleName>role</RoleName><DestBucket>shots</DestBucket><NotifyTopic>topic</NotifyTopic><Interval>5</Interval>';

/** Each of them is about a channel that has to be there. */
const missing = (query: string, method: string): Case => ({
  name: 'no-live-channel',
  rule: 'a channel has to be there',
  cause: 'no-live-channel',
  ask: ask(method, query),
});

/** Live channels and their playlists (operations.md §11.3). */
export const liveChannelCases: Cases = {
  PutLiveChannel: [
    { name: 'created', rule: 'a channel is made and tells where to push to and what to play', ask: put() },
    {
      name: 'path-style',
      rule: 'a bucket in the path stands in the path of both URLs',
      ask: { ...put(), host: '127.0.0.1:9000' },
    },
    {
      name: 'replaced',
      rule: 'a channel is put again under its name',
      before: [put()],
      ask: put(target('<PlaylistName>again.m3u8</PlaylistName>')),
      after: { ask: ask('GET'), status: 200 },
    },
    refused('channel-malformed-xml', 'a configuration has a Target', '<LiveChannelConfiguration/>'),
    refused('channel-malformed-xml', 'a channel has a configuration', '', 'channel-without-body'),
    refused('channel-type-unknown', 'streams are stored as HLS', configuration('<Type>FLV</Type>')),
    refused('channel-status-invalid', 'a channel is enabled or disabled', configuration(TARGET, '<Status>on</Status>')),
    refused(
      'channel-description-too-long',
      'a description has at most 128 bytes',
      configuration(TARGET, `<Description>${'d'.repeat(129)}</Description>`),
    ),
    refused(
      'channel-fragment-duration',
      'fragments last 1 to 100 seconds',
      target('<FragDuration>101</FragDuration><FragCount>3</FragCount>'),
    ),
    refused(
      'channel-fragment-count',
      'a playlist has 1 to 100 fragments',
      target('<FragDuration>5</FragDuration><FragCount>0</FragCount>'),
    ),
    refused(
      'channel-fragment-count',
      'who gives the duration of fragments has to give their number',
      target('<FragDuration>5</FragDuration>'),
      'channel-half-of-the-fragments',
    ),
    refused('channel-playlist-slash', 'a playlist is a bare name', target('<PlaylistName>a/b.m3u8</PlaylistName>')),
    refused(
      'channel-playlist-length',
      'the name of a playlist has 6 to 128 characters',
      target('<PlaylistName>.m3u8</PlaylistName>'),
    ),
    refused(
      'channel-playlist-suffix',
      'the name of a playlist ends in .m3u8',
      target('<PlaylistName>playlist.txt</PlaylistName>'),
    ),
    refused(
      'channel-several-snapshots',
      'a channel takes snapshots in one way',
      configuration(TARGET, `<Snapshot>${SNAPSHOT}</Snapshot><Snapshot>${SNAPSHOT}</Snapshot>`),
    ),
    refused(
      'channel-snapshot-interval',
      'snapshots are 1 to 100 seconds apart',
      snapshot('<NotifyTopic>topic</NotifyTopic><Interval>-1</Interval>'),
    ),
    refused(
      'channel-notify-topic-empty',
      'a topic has a name',
      snapshot('<NotifyTopic></NotifyTopic><Interval>5</Interval>'),
    ),
    {
      name: 'channel-name-slash',
      rule: 'the name of a channel holds no slash',
      cause: 'channel-name-slash',
      ask: put(configuration(), 'a/channel'),
    },
    {
      name: 'channel-name-too-long',
      rule: 'the name of a channel has less than 64 bytes',
      cause: 'channel-name-too-long',
      ask: put(configuration(), 'c'.repeat(64)),
    },
    { name: 'channel-name-empty', rule: 'a channel has a name', cause: 'channel-name-empty', ask: ofBucket('PUT') },
  ],
  GetLiveChannelInfo: [
    {
      name: 'whole',
      rule: 'the configuration comes back as it is printed, snapshots included',
      before: [put(configuration(TARGET, `<Snapshot>${SNAPSHOT}</Snapshot><Description>a &amp; b</Description>`))],
      ask: ask('GET'),
    },
    {
      name: 'defaults',
      rule: 'what was left out has its default',
      before: [put(configuration('<Type>HLS</Type>'))],
      ask: ask('GET'),
    },
    missing('live', 'GET'),
    {
      name: 'channel-name-slash',
      rule: 'a name with a slash is not looked up',
      cause: 'channel-name-slash',
      ask: ask('GET', 'live', 'a/channel'),
    },
  ],
  GetLiveChannelStat: [
    { name: 'idle', rule: 'a channel without a stream is idle', before: [put()], ask: ask('GET', 'live&comp=stat') },
    {
      name: 'disabled',
      rule: 'a channel that takes no stream is disabled',
      before: [put(configuration(TARGET, '<Status>disabled</Status>'))],
      ask: ask('GET', 'live&comp=stat'),
    },
    missing('live&comp=stat', 'GET'),
  ],
  GetLiveChannelHistory: [
    { name: 'none', rule: 'nothing was pushed yet', before: [put()], ask: ask('GET', 'live&comp=history') },
    missing('live&comp=history', 'GET'),
  ],
  PutLiveChannelStatus: [
    {
      name: 'disabled',
      rule: 'a status is set without a document',
      before: [put()],
      ask: ask('PUT', 'live&status=disabled'),
    },
    missing('live&status=enabled', 'PUT'),
    {
      name: 'channel-status-invalid',
      rule: 'a channel is enabled or disabled',
      cause: 'channel-status-invalid',
      before: [put()],
      ask: ask('PUT', 'live&status=idle'),
    },
  ],
  DeleteLiveChannel: [
    {
      name: 'deleted',
      rule: 'a channel goes, what it streamed stays',
      before: [put(), fragment('1730361600.ts')],
      ask: ask('DELETE'),
      after: { ask: ask('HEAD', '', `${NAME}/1730361600.ts`), status: 200 },
    },
    missing('live', 'DELETE'),
    { name: 'channel-name-empty', rule: 'a channel has a name', cause: 'channel-name-empty', ask: ofBucket('DELETE') },
  ],
  ListLiveChannel: [
    {
      name: 'page',
      rule: 'channels are told by name, a page at a time',
      before: [put(undefined, 'b'), put(configuration(TARGET, '<Status>disabled</Status>'), 'a'), put(undefined, 'c')],
      ask: ofBucket('GET', 'live&max-keys=2'),
    },
    {
      name: 'filtered',
      rule: 'a list begins behind its marker and keeps to its prefix',
      before: [put(undefined, 'a1'), put(undefined, 'a2'), put(undefined, 'b1')],
      ask: ofBucket('GET', 'live&prefix=a&marker=a1'),
    },
    { name: 'empty', rule: 'a bucket without channels has an empty list', ask: ofBucket('GET') },
    {
      name: 'max-keys-out-of-range-channels',
      rule: 'a page has 1 to 1000 channels',
      cause: 'max-keys-out-of-range-channels',
      ask: ofBucket('GET', 'live&max-keys=1001'),
    },
  ],
  PostVodPlaylist: [
    {
      name: 'stored',
      rule: 'a playlist is stored beside its fragments and answered with its ETag',
      before: [put(), fragment(`${AT - 4}.ts`, FRAGMENT), fragment(`${AT - 2}.ts`, SECOND)],
      ask: vod(),
      after: { ask: ask('GET', '', `${NAME}/vod.m3u8`), status: 200 },
    },
    {
      name: 'channel-without-data',
      rule: 'a playlist has fragments that begin in its span',
      cause: 'channel-without-data',
      before: [put(), fragment(`${AT - 61}.ts`)],
      ask: vod(),
    },
    { name: 'no-live-channel', rule: 'a channel has to be there', cause: 'no-live-channel', ask: vod() },
    {
      name: 'playlist-name-suffix',
      rule: 'the name of a playlist ends in .m3u8',
      cause: 'playlist-name-suffix',
      ask: vod(undefined, `${NAME}/vod.txt`),
    },
    {
      name: 'channel-name-empty',
      rule: 'a playlist is one of a channel',
      cause: 'channel-name-empty',
      ask: vod(undefined, 'vod.m3u8'),
    },
    {
      name: 'channel-name-with-slash',
      rule: 'the name of a channel holds no slash',
      cause: 'channel-name-with-slash',
      ask: vod(undefined, 'a/b/vod.m3u8'),
    },
    {
      name: 'vod-time-invalid',
      rule: 'a span begins and ends at Unix seconds',
      cause: 'vod-time-invalid',
      ask: vod('vod&startTime=now'),
    },
    {
      name: 'vod-span-invalid',
      rule: 'a span is a day at most',
      cause: 'vod-span-invalid',
      ask: vod(span(AT - 86_401, AT)),
    },
    {
      name: 'span-backwards',
      rule: 'a span ends behind its beginning',
      cause: 'vod-span-invalid',
      ask: vod(span(AT, AT)),
    },
  ],
  GetVodPlaylist: [
    {
      name: 'timed',
      rule: 'fragments are told in order, with how long their pictures last',
      before: [put(), fragment(`${AT * 1000 - 2000}.ts`, SECOND), fragment(`${AT - 4}.ts`, FRAGMENT)],
      ask: watch(),
    },
    {
      name: 'untimed',
      rule: 'what is no stream lasts as long as the channel says, from when it was stored',
      before: [put(), fragment('a b.ts'), fragment('deeper/1.ts'), fragment('picture.jpg')],
      ask: watch(),
    },
    { name: 'no-live-channel', rule: 'a channel has to be there', cause: 'no-live-channel', ask: watch() },
    {
      name: 'channel-without-data',
      rule: 'a playlist has fragments that begin in its span',
      cause: 'channel-without-data',
      before: [put()],
      ask: watch(),
    },
    {
      name: 'channel-name-with-slash',
      rule: 'the name of a channel holds no slash',
      cause: 'channel-name-with-slash',
      ask: watch(undefined, 'test/channel'),
    },
  ],
  DeleteBucket: [
    {
      name: 'bucket-has-live-channels',
      rule: 'a bucket with live channels stays',
      cause: 'bucket-has-live-channels',
      before: [put()],
      ask: ofBucket('DELETE', ''),
    },
    {
      name: 'objects-before-channels',
      rule: 'objects are named before live channels',
      cause: 'bucket-has-objects',
      before: [put(), fragment('1.ts')],
      ask: ofBucket('DELETE', ''),
    },
  ],
  GetBucketStat: [
    {
      name: 'live-channels',
      rule: 'live channels are counted',
      before: [put(), put(undefined, 'another')],
      ask: ofBucket('GET', 'stat'),
    },
  ],
};
