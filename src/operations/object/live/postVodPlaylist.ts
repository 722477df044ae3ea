import { refuse } from '../../../errors/refuse.ts';
import { Headers } from '../../../wire/headers.ts';
import { argument } from '../../argument.ts';
import { existingChannel } from '../../bucket/live/channel.ts';
import { checkCapacity } from '../../bucket/qos/user-qos.ts';
import { describeObject } from '../../metadata.ts';
import { answer, operation } from '../../operation.ts';
import { overwriteGuard } from '../../overwrite.ts';
import { versionHeader } from '../../version-id.ts';
import { storeNormal } from '../store-normal.ts';
import { requestedSpan } from './span.ts';
import { PLAYLIST_TYPE, vodPlaylist } from './vod-playlist.ts';

/** operations.md §11.3: stores a playlist of what was streamed in a span, beside its ts files. */
export const postVodPlaylist = operation({
  name: 'PostVodPlaylist',
  method: 'POST',
  resource: 'object',
  subResource: 'vod',
  action: 'oss:PostVodPlaylist',
  access: 'manage',
  support: 'works',
  async run(call) {
    const slash = call.key.lastIndexOf('/');
    const name = call.key.slice(0, Math.max(slash, 0));
    if (name === '') throw refuse('channel-name-empty');
    if (name.includes('/')) throw refuse('channel-name-with-slash', argument('ChannelName', name));
    if (!call.key.endsWith('.m3u8')) throw refuse('playlist-name-suffix');
    const span = requestedSpan(call);
    const guard = overwriteGuard(call);
    const description = { ...describeObject(call, new Headers([]), call.key), contentType: PLAYLIST_TYPE };
    const playlist = Buffer.from(await vodPlaylist(call, existingChannel(call, name), span));
    await checkCapacity(call, playlist.length);
    const writer = call.store.stage(playlist.length);
    await writer.write(playlist);
    const content = await writer.finish();
    const lastModified = call.runtime.clock.now();
    const stored = await storeNormal(call, { key: call.key, content, description, lastModified, guard });
    return answer(200, [['ETag', `"${stored.etag}"`], ...versionHeader(stored.versionId)]);
  },
});
