package main

import (
	"net/url"
	"strings"
	"time"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	. "ossmock.test/harness"
)

const target = "dir/a target+1%.txt"

// link leaves nothing to the SDK, which neither encodes nor decodes the target.
func link(bucket, key, target string) {
	_, err := client.PutSymlink(background, &oss.PutSymlinkRequest{Bucket: &bucket, Key: &key, Target: str(url.QueryEscape(target))})
	Ok(err)
}

func linked(bucket, key string) (string, error) {
	found, err := client.GetSymlink(background, &oss.GetSymlinkRequest{Bucket: &bucket, Key: &key})
	if err != nil {
		return "", err
	}
	decoded, err := url.PathUnescape(*found.Target)
	Ok(err)
	return decoded, nil
}

func tag(bucket, key, value string) error {
	tags := []oss.Tag{{Key: str(key), Value: str(value)}}
	_, err := client.PutObjectTagging(background, &oss.PutObjectTaggingRequest{Bucket: &bucket, Key: str("key"),
		Tagging: &oss.Tagging{TagSet: &oss.TagSet{Tags: tags}}})
	return err
}

func tags(bucket string) []oss.Tag {
	found, err := client.GetObjectTagging(background, &oss.GetObjectTaggingRequest{Bucket: &bucket, Key: str("key")})
	Ok(err)
	return found.Tags
}

func putAs(bucket, key string, class oss.StorageClassType) {
	request := putting(bucket, key, "bytes")
	request.StorageClass = class
	_, err := client.PutObject(background, request)
	Ok(err)
}

func restore(bucket, key string, request *oss.RestoreRequest) (*oss.RestoreObjectResult, error) {
	return client.RestoreObject(background, &oss.RestoreObjectRequest{Bucket: &bucket, Key: &key, RestoreRequest: request})
}

func seal(bucket string, position int64) (*oss.SealAppendObjectResult, error) {
	return client.SealAppendObject(background, &oss.SealAppendObjectRequest{Bucket: &bucket, Key: str("log"), Position: &position})
}

func appending(bucket string, position int64, body string) error {
	_, err := client.AppendObject(background, &oss.AppendObjectRequest{Bucket: &bucket, Key: str("log"), Position: &position,
		Body: strings.NewReader(body)})
	return err
}

func retain(bucket string, days int, bypass bool) error {
	until := time.Now().UTC().AddDate(0, 0, days).Format("2006-01-02T15:04:05.000Z")
	request := &oss.PutObjectRetentionRequest{Bucket: &bucket, Key: str("key")}
	request.Retention = &oss.ObjectWormRetention{Mode: str("GOVERNANCE"), RetainUntilDate: &until}
	if bypass {
		request.BypassGovernanceRetention = &bypass
	}
	_, err := client.PutObjectRetention(background, request)
	return err
}

func init() {
	Scenario("symlink", func(name string) {
		makeBucket(name)
		put(name, target, "bytes")
		link(name, "link", target)
		found, err := linked(name, "link")
		Ok(err)
		Equal(found, target)
		Equal(text(name, "link"), "bytes")
		told := head(name, "link")
		Equal([]interface{}{*told.ObjectType, told.ContentLength}, []interface{}{"Symlink", int64(5)})
		link(name, "second", "link")
		refusedGet(400, "InvalidTargetType", client, getting(name, "second"))
		_, err = linked(name, target)
		refused(400, "NotSymlink", err)
		remove(name, target)
		refusedGet(404, "SymlinkTargetNotExist", client, getting(name, "link"))
	})

	Scenario("object-tagging", func(name string) {
		makeBucket(name)
		put(name, "key", "bytes")
		Ok(tag(name, "种类", "a+b=c/d"))
		Equal([]string{*tags(name)[0].Key, *tags(name)[0].Value}, []string{"种类", "a+b=c/d"})
		Equal(head(name, "key").TaggingCount, int32(1))
		refused(400, "InvalidTag", tag(name, "percent", "50%"))
		_, err := client.DeleteObjectTagging(background, &oss.DeleteObjectTaggingRequest{Bucket: &name, Key: str("key")})
		Ok(err)
		Equal(len(tags(name)), 0)
	})

	Scenario("restore", func(name string) {
		makeBucket(name)
		putAs(name, "key", oss.StorageClassColdArchive)
		refusedGet(403, "InvalidObjectState", client, getting(name, "key"))
		bulk := &oss.RestoreRequest{Days: 3, JobParameters: &oss.JobParameters{Tier: str("Bulk")}}
		done, err := restore(name, "key", bulk)
		Ok(err)
		Equal([]interface{}{done.StatusCode, *done.RestorePriority}, []interface{}{202, "Bulk"})
		Equal(*head(name, "key").Restore, `ongoing-request="true"`)
		_, err = restore(name, "key", bulk)
		refused(409, "RestoreAlreadyInProgress", err)
		_, err = client.CleanRestoredObject(background, &oss.CleanRestoredObjectRequest{Bucket: &name, Key: str("key")})
		refused(409, "ArchiveRestoreNotFinished", err)
		put(name, "standard", "bytes")
		_, err = restore(name, "standard", nil)
		refused(400, "OperationNotSupported", err)
	})

	Scenario("bucket-worm", func(name string) {
		makeBucket(name)
		_, err := client.GetBucketWorm(background, &oss.GetBucketWormRequest{Bucket: &name})
		refused(404, "NoSuchWORMConfiguration", err)
		put(name, "key", "bytes")
		made, err := client.InitiateBucketWorm(background, &oss.InitiateBucketWormRequest{Bucket: &name,
			InitiateWormConfiguration: &oss.InitiateWormConfiguration{RetentionPeriodInDays: oss.Ptr(int32(1))}})
		Ok(err)
		_, err = client.DeleteObject(background, &oss.DeleteObjectRequest{Bucket: &name, Key: str("key")})
		refused(409, "FileImmutable", err)
		longer := &oss.ExtendBucketWormRequest{Bucket: &name, WormId: made.WormId,
			ExtendWormConfiguration: &oss.ExtendWormConfiguration{RetentionPeriodInDays: oss.Ptr(int32(2))}}
		_, err = client.ExtendBucketWorm(background, longer)
		refused(400, "InvalidWORMConfiguration", err)
		_, err = client.CompleteBucketWorm(background, &oss.CompleteBucketWormRequest{Bucket: &name, WormId: made.WormId})
		Ok(err)
		_, err = client.ExtendBucketWorm(background, longer)
		Ok(err)
		found, err := client.GetBucketWorm(background, &oss.GetBucketWormRequest{Bucket: &name})
		Ok(err)
		policy := found.WormConfiguration
		Equal([]interface{}{*policy.WormId, string(policy.State), *policy.RetentionPeriodInDays},
			[]interface{}{*made.WormId, "Locked", int32(2)})
		_, err = client.AbortBucketWorm(background, &oss.AbortBucketWormRequest{Bucket: &name})
		refused(403, "WORMConfigurationLocked", err)
	})

	Scenario("seal-append-object", func(name string) {
		makeBucket(name)
		Ok(appending(name, 0, "12345"))
		_, err := seal(name, 4)
		refused(409, "PositionNotEqualToLength", err)
		sealed, err := seal(name, 5)
		Ok(err)
		Check(strings.HasSuffix(*sealed.SealedTime, " GMT"), *sealed.SealedTime)
		refused(400, "AppendSealedObjectNotAllowed", appending(name, 5, "x"))
		Equal(text(name, "log"), "12345")
	})

	Scenario("object-worm", func(name string) {
		makeBucket(name)
		_, err := client.PutBucketVersioning(background, &oss.PutBucketVersioningRequest{Bucket: &name,
			VersioningConfiguration: &oss.VersioningConfiguration{Status: oss.VersionEnabled}})
		Ok(err)
		_, err = client.PutBucketObjectWormConfiguration(background, &oss.PutBucketObjectWormConfigurationRequest{Bucket: &name,
			ObjectWormConfiguration: &oss.ObjectWormConfiguration{ObjectWormEnabled: str("Enabled")}})
		Ok(err)
		version := put(name, "key", "bytes").VersionId
		Ok(retain(name, 2, false))
		refused(403, "AccessDenied", retain(name, 1, false))
		Ok(retain(name, 1, true))
		_, err = client.DeleteObject(background, &oss.DeleteObjectRequest{Bucket: &name, Key: str("key"), VersionId: version})
		refused(409, "FileImmutable", err)
		_, err = client.PutObjectLegalHold(background, &oss.PutObjectLegalHoldRequest{Bucket: &name, Key: str("key"),
			LegalHold: &oss.ObjectWormLegalHold{Status: str("ON")}})
		Ok(err)
		held, err := client.GetObjectLegalHold(background, &oss.GetObjectLegalHoldRequest{Bucket: &name, Key: str("key")})
		Ok(err)
		Equal(*held.LegalHold.Status, "ON")
	})
}
