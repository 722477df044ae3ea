import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { inBucket, refused, WAYS } from './clients.ts';

const NAME = 'channel 1';
const CONFIGURATION = {
  Description: 'a channel',
  Status: 'enabled',
  Target: { Type: 'HLS', FragDuration: '10', FragCount: '5', PlaylistName: 'live.m3u8' },
};

let server: RunningServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

describe.each(WAYS)('ali-oss $name', (way) => {
  test('makes, describes, switches, lists and deletes live channels', async () => {
    const { oss } = await inBucket(server, way);
    const { publishUrls, playUrls } = await oss.putChannel(NAME, CONFIGURATION);
    expect(publishUrls).toEqual([expect.stringMatching(/^rtmp:.*\/live\/channel%201$/)]);
    expect(playUrls).toEqual([expect.stringMatching(/^http:.*\/channel%201\/live\.m3u8$/)]);
    expect((await oss.getChannel(NAME)).data).toEqual(CONFIGURATION);
    expect((await oss.getChannelStatus(NAME)).data).toEqual({ Status: 'Idle' });
    expect((await oss.getChannelHistory(NAME)).records).toEqual([]);
    await oss.putChannelStatus(NAME, 'disabled');
    expect((await oss.getChannelStatus(NAME)).data).toEqual({ Status: 'Disabled' });

    for (const name of ['b', 'c']) await oss.putChannel(name, CONFIGURATION);
    const first = await oss.listChannels({ 'max-keys': 2 });
    expect(first.channels.map(({ Name }) => Name)).toEqual(['b', 'c']);
    const rest = await oss.listChannels({ marker: first.nextMarker ?? '' });
    expect(rest).toMatchObject({ isTruncated: false, channels: [{ Name: NAME, Status: 'disabled' }] });

    await oss.deleteChannel(NAME);
    await refused(oss.getChannel(NAME), 404, 'NoSuchLiveChannel');
  });

  test('makes a playlist of what lies under a channel', async () => {
    const { oss } = await inBucket(server, way);
    const now = Math.floor(Date.now() / 1000);
    const span = { startTime: now - 60, endTime: now + 60 };
    await refused(oss.createVod('none', 'vod.m3u8', span), 404, 'NoSuchLiveChannel');
    await oss.putChannel(NAME, CONFIGURATION);
    await refused(oss.createVod(NAME, 'vod.m3u8', span), 400, 'InvalidArgument');
    await oss.put(`${NAME}/${now}.ts`, Buffer.from('no stream'));
    await oss.createVod(NAME, 'vod.m3u8', span);
    const { content, res } = await oss.get(`${NAME}/vod.m3u8`);
    expect(res.headers['content-type']).toBe('application/x-mpegURL');
    expect(content.toString()).toContain(`#EXTINF:10.000,\n${now}.ts\n#EXT-X-ENDLIST\n`);
  });
});
