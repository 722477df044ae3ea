package main

import (
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	. "ossmock.test/harness"
)

func expiring(prefix string, days int32) oss.LifecycleRule {
	return oss.LifecycleRule{
		Prefix: &prefix, Status: str("Enabled"), Expiration: &oss.LifecycleRuleExpiration{Days: &days},
	}
}

func putLifecycle(name string, allowOverlap *string, rules ...oss.LifecycleRule) error {
	_, err := client.PutBucketLifecycle(background, &oss.PutBucketLifecycleRequest{
		Bucket: &name, AllowSameActionOverlap: allowOverlap,
		LifecycleConfiguration: &oss.LifecycleConfiguration{Rules: rules},
	})
	return err
}

func putLogging(name, target string) error {
	_, err := client.PutBucketLogging(background, &oss.PutBucketLoggingRequest{
		Bucket: &name, BucketLoggingStatus: &oss.BucketLoggingStatus{
			LoggingEnabled: &oss.LoggingEnabled{TargetBucket: &target, TargetPrefix: str("logs/")},
		},
	})
	return err
}

func init() {
	Scenario("bucket-lifecycle", func(name string) {
		makeBucket(name)
		_, err := client.GetBucketLifecycle(background, &oss.GetBucketLifecycleRequest{Bucket: &name})
		refused(404, "NoSuchLifecycle", err)
		moves := []oss.LifecycleRuleTransition{
			{Days: oss.Ptr(int32(10)), StorageClass: oss.StorageClassIA},
			{Days: oss.Ptr(int32(20)), StorageClass: oss.StorageClassArchive},
		}
		logs := expiring("logs/", 30)
		logs.ID = str("logs")
		logs.Transitions = moves
		logs.Tags = []oss.Tag{{Key: str("team"), Value: str("a+b")}}
		logs.Filter = &oss.LifecycleRuleFilter{
			ObjectSizeGreaterThan: oss.Ptr(int64(100)), ObjectSizeLessThan: oss.Ptr(int64(200)),
			Nots: []oss.LifecycleRuleNot{{Prefix: str("logs/keep/")}},
		}
		uploads := oss.LifecycleRule{
			Prefix: str("uploads/"), Status: str("Enabled"),
			AbortMultipartUpload:        &oss.LifecycleRuleAbortMultipartUpload{Days: oss.Ptr(int32(7))},
			NoncurrentVersionExpiration: &oss.NoncurrentVersionExpiration{NoncurrentDays: oss.Ptr(int32(9))},
		}
		Ok(putLifecycle(name, nil, logs, uploads))
		answer, err := client.GetBucketLifecycle(background, &oss.GetBucketLifecycleRequest{Bucket: &name})
		Ok(err)
		kept, made := answer.LifecycleConfiguration.Rules[0], answer.LifecycleConfiguration.Rules[1]
		Equal([]string{*kept.ID, *kept.Prefix, *kept.Status}, []string{"logs", "logs/", "Enabled"})
		Equal([]int32{*kept.Expiration.Days, *kept.Transitions[0].Days, *kept.Transitions[1].Days}, []int32{30, 10, 20})
		Equal([]string{*kept.Tags[0].Key, *kept.Tags[0].Value}, []string{"team", "a+b"})
		Equal(*kept.Filter.ObjectSizeLessThan, int64(200))
		Equal(*kept.Filter.Nots[0].Prefix, "logs/keep/")
		Equal(len(*made.ID), 36)
		Equal([]int32{*made.AbortMultipartUpload.Days, *made.NoncurrentVersionExpiration.NoncurrentDays}, []int32{7, 9})

		twice := []oss.LifecycleRule{expiring("a", 3), expiring("a/b", 3)}
		service := refused(400, "InvalidRequest", putLifecycle(name, nil, twice...))
		Equal(service.Message, "Overlap for same action type Expiration")
		Ok(putLifecycle(name, str("true"), twice...))
		late := expiring("a", 10)
		late.Transitions = moves
		refused(400, "InvalidArgument", putLifecycle(name, nil, late))
		put(name, "a/b", "1")
		Equal(strings.HasPrefix(*head(name, "a/b").Expiration, "expiry-date=\""), true)
		_, err = client.DeleteBucketLifecycle(background, &oss.DeleteBucketLifecycleRequest{Bucket: &name})
		Ok(err)
		_, err = client.GetBucketLifecycle(background, &oss.GetBucketLifecycleRequest{Bucket: &name})
		refused(404, "NoSuchLifecycle", err)
	})

	Scenario("bucket-logging", func(name string) {
		makeBucket(name)
		kept := func() *oss.LoggingEnabled {
			answer, err := client.GetBucketLogging(background, &oss.GetBucketLoggingRequest{Bucket: &name})
			Ok(err)
			return answer.BucketLoggingStatus.LoggingEnabled
		}
		Equal(kept() == nil, true)
		refused(400, "InvalidTargetBucketForLogging", putLogging(name, name+"-missing"))
		Ok(putLogging(name, name))
		Equal([]string{*kept().TargetBucket, *kept().TargetPrefix}, []string{name, "logs/"})
		_, err := client.DeleteBucketLogging(background, &oss.DeleteBucketLoggingRequest{Bucket: &name})
		Ok(err)
		Equal(kept() == nil, true)

		_, err = client.GetUserDefinedLogFieldsConfig(background, &oss.GetUserDefinedLogFieldsConfigRequest{Bucket: &name})
		refused(404, "NoSuchUserDefinedLogFieldsConfig", err)
		_, err = client.PutUserDefinedLogFieldsConfig(background, &oss.PutUserDefinedLogFieldsConfigRequest{
			Bucket: &name, UserDefinedLogFieldsConfiguration: &oss.UserDefinedLogFieldsConfiguration{
				HeaderSet: &oss.LoggingHeaderSet{Headers: []string{"x-trace"}},
				ParamSet:  &oss.LoggingParamSet{Parameters: []string{"user_id"}},
			},
		})
		Ok(err)
		found, err := client.GetUserDefinedLogFieldsConfig(background, &oss.GetUserDefinedLogFieldsConfigRequest{Bucket: &name})
		Ok(err)
		Equal(found.UserDefinedLogFieldsConfiguration.HeaderSet.Headers, []string{"x-trace"})
		Equal(found.UserDefinedLogFieldsConfiguration.ParamSet.Parameters, []string{"user_id"})
		_, err = client.DeleteUserDefinedLogFieldsConfig(background, &oss.DeleteUserDefinedLogFieldsConfigRequest{Bucket: &name})
		Ok(err)
	})
}
