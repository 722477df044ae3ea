package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

const channel = "channel 1"

func channelConfiguration() oss.LiveChannelConfiguration {
	target := oss.LiveChannelTarget{Type: "HLS", FragDuration: 10, FragCount: 5, PlaylistName: "live.m3u8"}
	return oss.LiveChannelConfiguration{Description: "a channel", Status: "enabled", Target: target}
}

func init() {
	Scenario("live-channel", func(name string) {
		bucket := makeBucket(name)
		made, err := bucket.CreateLiveChannel(channel, channelConfiguration())
		Ok(err)
		Check(strings.HasPrefix(made.PublishUrls[0], "rtmp://"), made.PublishUrls[0])
		Check(strings.HasSuffix(made.PlayUrls[0], "/channel%201/live.m3u8"), made.PlayUrls[0])
		info, err := bucket.GetLiveChannelInfo(channel)
		Ok(err)
		Equal([]interface{}{info.Status, info.Description, info.Target.FragDuration}, []interface{}{"enabled", "a channel", 10})
		Ok(bucket.PutLiveChannelStatus(channel, "disabled"))
		stat, err := bucket.GetLiveChannelStat(channel)
		Ok(err)
		Equal(stat.Status, "Disabled")
		history, err := bucket.GetLiveChannelHistory(channel)
		Ok(err)
		Equal(len(history.Record), 0)
		_, err = bucket.CreateLiveChannel("other", channelConfiguration())
		Ok(err)
		page, err := bucket.ListLiveChannel(oss.MaxKeys(1))
		Ok(err)
		Equal([]interface{}{page.LiveChannel[0].Name, page.IsTruncated, page.NextMarker}, []interface{}{channel, true, channel})

		now := time.Now()
		from, to := now.Add(-time.Minute), now.Add(time.Minute)
		refused(400, "InvalidArgument", bucket.PostVodPlaylist(channel, "vod.m3u8", from, to))
		put(bucket, fmt.Sprintf("%s/%d.ts", channel, now.Unix()), []byte("no stream"))
		Ok(bucket.PostVodPlaylist(channel, "vod.m3u8", from, to))
		playlist := string(get(bucket, channel+"/vod.m3u8"))
		Check(strings.Contains(playlist, fmt.Sprintf("#EXTINF:10.000,\n%d.ts\n", now.Unix())), playlist)
		shown, err := bucket.GetVodPlaylist(channel, from, to)
		Ok(err)
		Equal(string(Read(shown)), playlist)

		Ok(bucket.DeleteLiveChannel(channel))
		_, err = bucket.GetLiveChannelInfo(channel)
		refused(404, "NoSuchLiveChannel", err)
	})

	Scenario("async-fetch", func(name string) {
		bucket := makeBucket(name)
		source := Proxy
		if source == "" {
			source = Endpoint
		}
		wanted := oss.AsyncFetchTaskConfiguration{Url: source + "/_ossmock/health", Object: "fetched"}
		begun, err := client.SetBucketAsyncTask(name, wanted)
		Ok(err)
		var task oss.AsynFetchTaskInfo
		for i := 0; i < 100; i++ {
			task, err = client.GetBucketAsyncTask(name, begun.TaskId)
			Ok(err)
			if task.State != "Running" {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		Equal([]string{task.State, task.TaskInfo.Object}, []string{"Success", "fetched"})
		Check(strings.HasPrefix(string(get(bucket, "fetched")), "{"), "what the source has")
		// IgnoreSameKey is false in this SDK unless said otherwise.
		_, err = client.SetBucketAsyncTask(name, wanted)
		refused(400, "ObjectAlreadyExists", err)
	})
}
