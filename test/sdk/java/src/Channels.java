import com.aliyun.oss.model.AsyncFetchTaskConfiguration;
import com.aliyun.oss.model.AsyncFetchTaskState;
import com.aliyun.oss.model.CreateBucketRequest;
import com.aliyun.oss.model.CreateLiveChannelRequest;
import com.aliyun.oss.model.CreateLiveChannelResult;
import com.aliyun.oss.model.DeleteDirectoryResult;
import com.aliyun.oss.model.GetAsyncFetchTaskResult;
import com.aliyun.oss.model.HnsStatus;
import com.aliyun.oss.model.ListLiveChannelsRequest;
import com.aliyun.oss.model.LiveChannelInfo;
import com.aliyun.oss.model.LiveChannelListing;
import com.aliyun.oss.model.LiveChannelStatus;
import com.aliyun.oss.model.LiveChannelTarget;
import com.aliyun.oss.model.PushflowStatus;

/** Scenarios about live channels, what the service fetches by itself, and directories. */
class Channels extends Clients {
    static final String CHANNEL = "channel 1";

    static CreateLiveChannelResult make(String name, String channel) {
        LiveChannelTarget target = new LiveChannelTarget("HLS", 10, 5, "live.m3u8");
        return client.createLiveChannel(
            new CreateLiveChannelRequest(name, channel, "a channel", LiveChannelStatus.Enabled, target));
    }

    static void register() {
        scenario("live-channel", name -> {
            client.createBucket(name);
            CreateLiveChannelResult made = make(name, CHANNEL);
            check(made.getPublishUrls().get(0).startsWith("rtmp://"), made.getPublishUrls().get(0));
            check(made.getPlayUrls().get(0).endsWith("/channel%201/live.m3u8"), made.getPlayUrls().get(0));
            LiveChannelInfo info = client.getLiveChannelInfo(name, CHANNEL);
            equal(info.getDescription() + info.getTarget().getFragDuration(), "a channel10");
            client.setLiveChannelStatus(name, CHANNEL, LiveChannelStatus.Disabled);
            equal(client.getLiveChannelStat(name, CHANNEL).getPushflowStatus(), PushflowStatus.Disabled);
            equal(client.getLiveChannelHistory(name, CHANNEL).size(), 0);
            make(name, "other");
            LiveChannelListing page = client.listLiveChannels(new ListLiveChannelsRequest(name, "", "", 1));
            equal(page.getLiveChannels().get(0).getName() + page.isTruncated() + page.getNextMarker(),
                CHANNEL + "true" + CHANNEL);

            long now = System.currentTimeMillis() / 1000;
            refused("InvalidArgument",
                () -> client.generateVodPlaylist(name, CHANNEL, "vod.m3u8", now - 60, now + 60));
            put(name, CHANNEL + "/" + now + ".ts", bytes("no stream"));
            client.generateVodPlaylist(name, CHANNEL, "vod.m3u8", now - 60, now + 60);
            String playlist = text(get(name, CHANNEL + "/vod.m3u8"));
            check(playlist.contains("#EXTINF:10.000,\n" + now + ".ts\n"), playlist);

            client.deleteLiveChannel(name, CHANNEL);
            refused("NoSuchLiveChannel", () -> client.getLiveChannelInfo(name, CHANNEL));
        });

        scenario("async-fetch", name -> {
            client.createBucket(name);
            String source = (PROXY.isEmpty() ? ENDPOINT : PROXY) + "/_ossmock/health";
            AsyncFetchTaskConfiguration wanted =
                new AsyncFetchTaskConfiguration().withUrl(source).withObjectName("fetched").withIgnoreSameKey(false);
            String id = client.setAsyncFetchTask(name, wanted).getTaskId();
            GetAsyncFetchTaskResult task = client.getAsyncFetchTask(name, id);
            for (int i = 0; i < 100 && task.getAsyncFetchTaskState() == AsyncFetchTaskState.Running; i++) {
                Thread.sleep(50);
                task = client.getAsyncFetchTask(name, id);
            }
            equal(task.getAsyncFetchTaskState(), AsyncFetchTaskState.Success);
            equal(task.getAsyncFetchTaskConfiguration().getObjectName(), "fetched");
            check(text(get(name, "fetched")).startsWith("{"), "what the source has");
            refused("ObjectAlreadyExists", () -> client.setAsyncFetchTask(name, wanted));
        });

        scenario("directories", name -> {
            client.createBucket(new CreateBucketRequest(name).withHnsStatus(HnsStatus.Enabled));
            client.createDirectory(name, "a/b");
            put(name, "a/b/c.txt", bytes("bytes"));
            equal(client.getObjectMetadata(name, "a/b").getContentType(), "application/x-directory");
            refused("FileAlreadyExists", () -> client.deleteDirectory(name, "a/b"));
            client.renameObject(name, "a/b", "d e");
            equal(text(get(name, "d e/c.txt")), "bytes");
            refused("NoSuchKey", () -> client.getObject(name, "a/b/c.txt"));
            DeleteDirectoryResult deleted = client.deleteDirectory(name, "d e", true, null);
            equal(deleted.getDirectoryName() + deleted.getDeleteNumber(), "d e2");
            refused("NoSuchKey", () -> client.getObjectMetadata(name, "d e"));
        });
    }
}
