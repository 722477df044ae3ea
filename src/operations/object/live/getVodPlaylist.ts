import { createHash } from 'node:crypto';
import { refuse } from '../../../errors/refuse.ts';
import { argument } from '../../argument.ts';
import { existingChannel } from '../../bucket/live/channel.ts';
import { operation } from '../../operation.ts';
import { requestedSpan } from './span.ts';
import { PLAYLIST_TYPE, vodPlaylist } from './vod-playlist.ts';

/** operations.md §11.3: the playlist that PostVodPlaylist would store. */
export const getVodPlaylist = operation({
  name: 'GetVodPlaylist',
  method: 'GET',
  resource: 'object',
  subResource: 'vod',
  action: 'oss:GetVodPlaylist',
  access: 'manage',
  support: 'works',
  async run(call) {
    if (call.key.includes('/')) throw refuse('channel-name-with-slash', argument('ChannelName', call.key));
    const span = requestedSpan(call);
    const body = Buffer.from(await vodPlaylist(call, existingChannel(call, call.key), span));
    const etag = createHash('md5').update(body).digest('hex').toUpperCase();
    return { status: 200, headers: [['ETag', `"${etag}"`]], contentType: PLAYLIST_TYPE, body };
  },
});
