"""Scenarios about live channels, and about what the service fetches by itself."""

import time

import harness
from clients import make_bucket, refused
from harness import check, equal, scenario
from oss2.exceptions import InvalidArgument, NoSuchLiveChannel, ObjectAlreadyExists
from oss2.models import AsyncFetchTaskConfiguration, LiveChannelInfo, LiveChannelInfoTarget

NAME = 'channel 1'


@scenario('live-channel')
def live_channel(name):
    bucket = make_bucket(name)
    target = LiveChannelInfoTarget(frag_duration=10, frag_count=5, playlist_name='live.m3u8')
    made = bucket.create_live_channel(NAME, LiveChannelInfo(description='a channel', target=target))
    check(made.publish_url.startswith('rtmp://') and made.publish_url.endswith('/live/channel%201'), made.publish_url)
    check(made.play_url.endswith('/channel%201/live.m3u8'), made.play_url)
    info = bucket.get_live_channel(NAME)
    equal((info.status, info.description, info.target.frag_duration), ('enabled', 'a channel', '10'))
    equal(bucket.get_live_channel_stat(NAME).status, 'Idle')
    bucket.put_live_channel_status(NAME, 'disabled')
    equal(bucket.get_live_channel_stat(NAME).status, 'Disabled')
    equal(len(bucket.get_live_channel_history(NAME).records), 0)
    bucket.create_live_channel('other', LiveChannelInfo())
    page = bucket.list_live_channel(max_keys=1)
    equal(([one.name for one in page.channels], page.is_truncated, page.next_marker), ([NAME], True, NAME))

    now = int(time.time())
    refused(InvalidArgument, 400, 'InvalidArgument', bucket.post_vod_playlist, NAME, 'vod.m3u8', now - 60, now + 60)
    bucket.put_object('%s/%d.ts' % (NAME, now), b'no stream')
    bucket.post_vod_playlist(NAME, 'vod.m3u8', now - 60, now + 60)
    playlist = bucket.get_object(NAME + '/vod.m3u8').read().decode()
    check('#EXTINF:10.000,\n%d.ts\n' % now in playlist, playlist)
    equal(bucket.get_vod_playlist(NAME, now - 60, now + 60).playlist, playlist)

    bucket.delete_live_channel(NAME)
    refused(NoSuchLiveChannel, 404, 'NoSuchLiveChannel', bucket.get_live_channel, NAME)


@scenario('async-fetch')
def async_fetch(name):
    bucket = make_bucket(name)
    source = (harness.PROXY or harness.ENDPOINT) + '/_ossmock/health'
    task = bucket.put_async_fetch_task(AsyncFetchTaskConfiguration(source, 'fetched')).task_id
    for _ in range(100):
        state = bucket.get_async_fetch_task(task)
        if state.task_state != 'Running':
            break
        time.sleep(0.05)
    equal((state.task_state, state.task_config.object_name), ('Success', 'fetched'))
    check(bucket.get_object('fetched').read().startswith(b'{'), 'what the source has')
    again = AsyncFetchTaskConfiguration(source, 'fetched', ignore_same_key=False)
    refused(ObjectAlreadyExists, 400, 'ObjectAlreadyExists', bucket.put_async_fetch_task, again)
