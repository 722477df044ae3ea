package main

import (
	"strings"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

func expiring(prefix string, days int) oss.LifecycleRule {
	return oss.LifecycleRule{Prefix: prefix, Status: "Enabled", Expiration: &oss.LifecycleExpiration{Days: days}}
}

func init() {
	Scenario("bucket-lifecycle", func(name string) {
		bucket := makeBucket(name)
		_, err := client.GetBucketLifecycle(name)
		refused(404, "NoSuchLifecycle", err)
		moves := []oss.LifecycleTransition{
			{Days: 10, StorageClass: oss.StorageIA}, {Days: 20, StorageClass: oss.StorageArchive},
		}
		logs := expiring("logs/", 30)
		logs.ID = "logs"
		logs.Transitions = moves
		logs.Tags = []oss.Tag{{Key: "team", Value: "a+b"}}
		smallest, greatest := int64(100), int64(200)
		logs.Filter = &oss.LifecycleFilter{
			ObjectSizeGreaterThan: &smallest, ObjectSizeLessThan: &greatest,
			Not: []oss.LifecycleFilterNot{{Prefix: "logs/keep/"}},
		}
		uploads := oss.LifecycleRule{
			Prefix: "uploads/", Status: "Enabled",
			AbortMultipartUpload: &oss.LifecycleAbortMultipartUpload{Days: 7},
			NonVersionExpiration: &oss.LifecycleVersionExpiration{NoncurrentDays: 9},
		}
		Ok(client.SetBucketLifecycle(name, []oss.LifecycleRule{logs, uploads}))
		answer, err := client.GetBucketLifecycle(name)
		Ok(err)
		kept, made := answer.Rules[0], answer.Rules[1]
		Equal([]string{kept.ID, kept.Prefix, kept.Status}, []string{"logs", "logs/", "Enabled"})
		Equal([]int{kept.Expiration.Days, kept.Transitions[0].Days, kept.Transitions[1].Days}, []int{30, 10, 20})
		Equal([]string{kept.Tags[0].Key, kept.Tags[0].Value}, []string{"team", "a+b"})
		Equal(*kept.Filter.ObjectSizeLessThan, int64(200))
		Equal(kept.Filter.Not[0].Prefix, "logs/keep/")
		Equal(len(made.ID), 36)
		Equal([]int{made.AbortMultipartUpload.Days, made.NonVersionExpiration.NoncurrentDays}, []int{7, 9})

		twice := []oss.LifecycleRule{expiring("a", 3), expiring("a/b", 3)}
		service := refused(400, "InvalidRequest", client.SetBucketLifecycle(name, twice))
		Equal(service.Message, "Overlap for same action type Expiration")
		Ok(client.SetBucketLifecycle(name, twice, oss.AllowSameActionOverLap(true)))
		late := expiring("a", 10)
		late.Transitions = moves
		refused(400, "InvalidArgument", client.SetBucketLifecycle(name, []oss.LifecycleRule{late}))
		put(bucket, "a/b", []byte("1"))
		Equal(strings.HasPrefix(head(bucket, "a/b").Get("X-Oss-Expiration"), "expiry-date=\""), true)
		Ok(client.DeleteBucketLifecycle(name))
		_, err = client.GetBucketLifecycle(name)
		refused(404, "NoSuchLifecycle", err)
	})

	Scenario("bucket-logging", func(name string) {
		makeBucket(name)
		kept := func() []string {
			answer, err := client.GetBucketLogging(name)
			Ok(err)
			return []string{answer.LoggingEnabled.TargetBucket, answer.LoggingEnabled.TargetPrefix}
		}
		Equal(kept(), []string{"", ""})
		refused(400, "InvalidTargetBucketForLogging", client.SetBucketLogging(name, name+"-missing", "logs/", true))
		Ok(client.SetBucketLogging(name, name, "logs/", true))
		Equal(kept(), []string{name, "logs/"})
		Ok(client.SetBucketLogging(name, "", "", false))
		Equal(kept(), []string{"", ""})
		Ok(client.DeleteBucketLogging(name))
	})
}
