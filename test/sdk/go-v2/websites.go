package main

import (
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	. "ossmock.test/harness"
)

func getWebsite(name string) (*oss.GetBucketWebsiteResult, error) {
	return client.GetBucketWebsite(background, &oss.GetBucketWebsiteRequest{Bucket: &name})
}

func getReplication(name string) (*oss.GetBucketReplicationResult, error) {
	return client.GetBucketReplication(background, &oss.GetBucketReplicationRequest{Bucket: &name})
}

func putReplication(name, target string) (*oss.PutBucketReplicationResult, error) {
	return client.PutBucketReplication(background, &oss.PutBucketReplicationRequest{
		Bucket: &name,
		ReplicationConfiguration: &oss.ReplicationConfiguration{Rules: []oss.ReplicationRule{{
			Destination: &oss.ReplicationDestination{
				Bucket: &target, Location: str("oss-cn-hangzhou"), TransferType: oss.TransferTypeInternal,
			},
			PrefixSet:                   &oss.ReplicationPrefixSet{Prefixs: []string{"a/"}},
			Action:                      str("ALL"),
			HistoricalObjectReplication: oss.HistoricalObjectReplicationEnabled,
		}}},
	})
}

func replicationProgress(name, id string) (*oss.GetBucketReplicationProgressResult, error) {
	request := &oss.GetBucketReplicationProgressRequest{Bucket: &name, RuleId: &id}
	return client.GetBucketReplicationProgress(background, request)
}

func init() {
	Scenario("bucket-website", func(name string) {
		makeBucket(name)
		_, err := getWebsite(name)
		refused(404, "NoSuchWebsiteConfiguration", err)
		_, err = client.PutBucketWebsite(background, &oss.PutBucketWebsiteRequest{
			Bucket: &name,
			WebsiteConfiguration: &oss.WebsiteConfiguration{
				IndexDocument: &oss.IndexDocument{Suffix: str("index.html"), SupportSubDir: oss.Ptr(true), Type: oss.Ptr(int64(0))},
				ErrorDocument: &oss.ErrorDocument{Key: str("error.html"), HttpStatus: oss.Ptr(int64(404))},
				RoutingRules: &oss.RoutingRules{RoutingRules: []oss.RoutingRule{{
					RuleNumber: oss.Ptr(int64(1)),
					Condition: &oss.RoutingRuleCondition{
						KeyPrefixEquals: str("old/"), HttpErrorCodeReturnedEquals: oss.Ptr(int64(404)),
					},
					Redirect: &oss.RoutingRuleRedirect{
						RedirectType: str("External"), Protocol: str("http"), HostName: str("www.example.com"),
						HttpRedirectCode: oss.Ptr(int64(302)),
					},
				}}},
			},
		})
		Ok(err)
		answer, err := getWebsite(name)
		Ok(err)
		kept := answer.WebsiteConfiguration
		Equal(*kept.IndexDocument.Suffix, "index.html")
		Equal(*kept.IndexDocument.SupportSubDir, true)
		Equal(*kept.ErrorDocument.HttpStatus, int64(404))
		Equal(*kept.RoutingRules.RoutingRules[0].Redirect.HostName, "www.example.com")
		_, err = client.DeleteBucketWebsite(background, &oss.DeleteBucketWebsiteRequest{Bucket: &name})
		Ok(err)
		_, err = getWebsite(name)
		refused(404, "NoSuchWebsiteConfiguration", err)
	})

	Scenario("bucket-replication", func(name string) {
		target := name + "-target"
		makeBucket(name)
		makeBucket(target)
		_, err := getReplication(name)
		refused(404, "NoSuchReplicationConfiguration", err)
		put(name, "a/old", "1")
		added, err := putReplication(name, target)
		Ok(err)
		id := *added.ReplicationRuleId
		_, err = putReplication(name, target)
		refused(400, "BucketReplicationAlreadyExist", err)
		answer, err := getReplication(name)
		Ok(err)
		rule := answer.ReplicationConfiguration.Rules[0]
		Equal([]string{*rule.ID, *rule.Destination.Bucket, rule.PrefixSet.Prefixs[0]}, []string{id, target, "a/"})
		put(name, "a/new", "2")
		put(name, "b/new", "3")
		for i := 0; i < 100 && len(listed(target)) < 2; i++ {
			_, err := replicationProgress(name, id)
			Ok(err)
		}
		Equal(listed(target), []string{"a/new", "a/old"})
		_, err = client.PutBucketRtc(background, &oss.PutBucketRtcRequest{
			Bucket: &name,
			RtcConfiguration: &oss.RtcConfiguration{
				ID: &id, RTC: &oss.ReplicationTimeControl{Status: str("enabled")},
			},
		})
		Ok(err)
		_, err = client.GetBucketReplicationLocation(background, &oss.GetBucketReplicationLocationRequest{Bucket: &name})
		Ok(err)
		_, err = replicationProgress(name, "other")
		refused(404, "NoSuchReplicationRule", err)
		_, err = client.DeleteBucketReplication(background, &oss.DeleteBucketReplicationRequest{
			Bucket: &name, ReplicationRules: &oss.ReplicationRules{IDs: []string{id}},
		})
		Ok(err)
		_, err = getReplication(name)
		refused(404, "NoSuchReplicationConfiguration", err)
	})
}
