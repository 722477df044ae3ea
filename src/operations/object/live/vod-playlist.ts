import { refuse } from '../../../errors/refuse.ts';
import type { ObjectRecord } from '../../../store/store.ts';
import { encodePercent } from '../../../wire/percent.ts';
import { argument } from '../../argument.ts';
import type { Channel } from '../../bucket/live/channel.ts';
import type { Call } from '../../operation.ts';
import type { Span } from './span.ts';
import { durationOf } from './transport-stream.ts';

export const PLAYLIST_TYPE = 'application/x-mpegURL';
const PAGE = 1000;

/**
 * The ts files of a channel that begin in a span, as a playlist (GetVodPlaylist page). They are the objects stored right
 * under the channel's name, whoever put them there.
 * @throws OssError `channel-without-data`.
 */
export async function vodPlaylist(call: Call, channel: Channel, span: Span): Promise<string> {
  const lines: string[] = [];
  let longest = 0;
  for (const fragment of await fragmentsOf(call, channel, span)) {
    // Listed a while ago: it may be gone or another one by now.
    const current = await call.store.object(call.bucketName, fragment.key);
    if (current === undefined) continue;
    const seconds = (await durationOf(call.store, current)) ?? channel.fragDuration;
    longest = Math.max(longest, seconds);
    lines.push(`#EXTINF:${seconds.toFixed(3)},`, encodePercent(fragment.key.slice(channel.name.length + 1)));
  }
  const head = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-MEDIA-SEQUENCE:0', `#EXT-X-TARGETDURATION:${rounded(longest)}`];
  return `${[...head, ...lines, '#EXT-X-ENDLIST'].join('\n')}\n`;
}

/** As the page's example has it: 13.320 is 13. A player wants at least 1. */
function rounded(seconds: number): number {
  return Math.max(1, Math.round(seconds));
}

async function fragmentsOf(call: Call, { name }: Channel, span: Span): Promise<readonly ObjectRecord[]> {
  const found: { readonly at: number; readonly object: ObjectRecord }[] = [];
  const query = { bucket: call.bucketName, prefix: `${name}/`, delimiter: '/', limit: PAGE };
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await call.store.list({ ...query, after });
    for (const object of page.objects) {
      if (!object.key.endsWith('.ts')) continue;
      const at = beginningOf(object);
      if (at >= span.start * 1000 && at < (span.end + 1) * 1000) found.push({ at, object });
    }
    after = page.next;
  }
  if (found.length === 0) throw refuse('channel-without-data', argument('endTime', String(span.end)));
  return found.sort((a, b) => a.at - b.at).map(({ object }) => object);
}

/** In milliseconds: the service names ts files by when they begin, in seconds or milliseconds; else when it was stored. */
function beginningOf({ key, lastModified }: ObjectRecord): number {
  const [, stamp = ''] = /\/(\d{13}|\d{10})\.ts$/.exec(key) ?? [];
  if (stamp === '') return lastModified;
  return stamp.length === 13 ? Number(stamp) : Number(stamp) * 1000;
}
