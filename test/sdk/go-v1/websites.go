package main

import (
	"strings"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

func replicationRule(target string) string {
	return "<ReplicationConfiguration><Rule><ID>copy</ID><PrefixSet><Prefix>a/</Prefix></PrefixSet><Action>ALL</Action>" +
		"<Destination><Bucket>" + target + "</Bucket><Location>oss-cn-hangzhou</Location></Destination>" +
		"</Rule></ReplicationConfiguration>"
}

func listed(bucket *oss.Bucket) []string {
	answer, err := bucket.ListObjectsV2()
	Ok(err)
	return keys(answer.Objects)
}

func init() {
	Scenario("bucket-website", func(name string) {
		makeBucket(name)
		_, err := client.GetBucketWebsite(name)
		refused(404, "NoSuchWebsiteConfiguration", err)
		Ok(client.SetBucketWebsite(name, "index.html", "error.html"))
		plain, err := client.GetBucketWebsite(name)
		Ok(err)
		Equal([]string{plain.IndexDocument.Suffix, plain.ErrorDocument.Key}, []string{"index.html", "error.html"})
		Ok(client.SetBucketWebsiteDetail(name, oss.WebsiteXML{RoutingRules: []oss.RoutingRule{{
			RuleNumber: 1,
			Condition:  oss.Condition{KeyPrefixEquals: "old/", HTTPErrorCodeReturnedEquals: 404},
			Redirect: oss.Redirect{
				RedirectType: "External", Protocol: "http", HostName: "www.example.com", HttpRedirectCode: 302,
			},
		}}}))
		kept, err := client.GetBucketWebsite(name)
		Ok(err)
		Equal(kept.RoutingRules[0].Redirect.HostName, "www.example.com")
		Ok(client.DeleteBucketWebsite(name))
		_, err = client.GetBucketWebsite(name)
		refused(404, "NoSuchWebsiteConfiguration", err)
	})

	Scenario("bucket-replication", func(name string) {
		bucket, target := makeBucket(name), makeBucket(name+"-target")
		_, err := client.GetBucketReplication(name)
		refused(404, "NoSuchReplicationConfiguration", err)
		put(bucket, "a/old", []byte("1"))
		Ok(client.PutBucketReplication(name, replicationRule(target.BucketName)))
		refused(400, "BucketReplicationAlreadyExist", client.PutBucketReplication(name, replicationRule(target.BucketName)))
		rules, err := client.GetBucketReplication(name)
		Ok(err)
		Check(strings.Contains(rules, "<ID>copy</ID>"), rules)
		put(bucket, "a/new", []byte("2"))
		put(bucket, "b/new", []byte("3"))
		for i := 0; i < 100 && len(listed(target)) < 2; i++ {
			_, err := client.GetBucketReplicationProgress(name, "copy")
			Ok(err)
		}
		Equal(listed(target), []string{"a/new", "a/old"})
		enabled := "enabled"
		Ok(client.PutBucketRTC(name, oss.PutBucketRTC{RTC: &enabled, ID: "copy"}))
		locations, err := client.GetBucketReplicationLocation(name)
		Ok(err)
		Check(strings.Contains(locations, "<Location>oss-cn-hangzhou</Location>"), locations)
		_, err = client.GetBucketReplicationProgress(name, "other")
		refused(404, "NoSuchReplicationRule", err)
		Ok(client.DeleteBucketReplication(name, "copy"))
		_, err = client.GetBucketReplication(name)
		refused(404, "NoSuchReplicationConfiguration", err)
	})
}
