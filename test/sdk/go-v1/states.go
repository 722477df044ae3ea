package main

import (
	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

const target = "dir/a target+1%.txt"

func tagging(key, value string) oss.Tagging {
	return oss.Tagging{Tags: []oss.Tag{{Key: key, Value: value}}}
}

func init() {
	Scenario("symlink", func(name string) {
		bucket := makeBucket(name)
		put(bucket, target, []byte("bytes"))
		Ok(bucket.PutSymlink("link", target))
		link, err := bucket.GetSymlink("link")
		Ok(err)
		// The SDK has decoded it already.
		Equal(link.Get(oss.HTTPHeaderOssSymlinkTarget), target)
		Equal(string(get(bucket, "link")), "bytes")
		Equal(head(bucket, "link").Get("X-Oss-Object-Type"), "Symlink")
		Ok(bucket.PutSymlink("second", "link"))
		_, err = bucket.GetObject("second")
		refused(400, "InvalidTargetType", err)
		_, err = bucket.GetSymlink(target)
		refused(400, "NotSymlink", err)
		Ok(bucket.DeleteObject(target))
		_, err = bucket.GetObject("link")
		refused(404, "SymlinkTargetNotExist", err)
	})

	Scenario("object-tagging", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "key", []byte("bytes"))
		Ok(bucket.PutObjectTagging("key", tagging("种类", "a+b=c/d")))
		found, err := bucket.GetObjectTagging("key")
		Ok(err)
		Equal([]string{found.Tags[0].Key, found.Tags[0].Value}, []string{"种类", "a+b=c/d"})
		Equal(head(bucket, "key").Get("X-Oss-Tagging-Count"), "1")
		refused(400, "InvalidTag", bucket.PutObjectTagging("key", tagging("percent", "50%")))
		Ok(bucket.DeleteObjectTagging("key"))
		found, err = bucket.GetObjectTagging("key")
		Ok(err)
		Equal(len(found.Tags), 0)
	})

	Scenario("restore", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "key", []byte("bytes"), oss.ObjectStorageClass(oss.StorageArchive))
		_, err := bucket.GetObject("key")
		refused(403, "InvalidObjectState", err)
		Ok(bucket.RestoreObject("key"))
		Equal(head(bucket, "key").Get("X-Oss-Restore"), `ongoing-request="true"`)
		refused(409, "RestoreAlreadyInProgress", bucket.RestoreObject("key"))
		put(bucket, "cold", []byte("bytes"), oss.ObjectStorageClass(oss.StorageColdArchive))
		Ok(bucket.RestoreObjectDetail("cold", oss.RestoreConfiguration{Days: 2, Tier: "Bulk"}))
		put(bucket, "standard", []byte("bytes"))
		refused(400, "OperationNotSupported", bucket.RestoreObject("standard"))
	})

	Scenario("bucket-worm", func(name string) {
		bucket := makeBucket(name)
		_, err := client.GetBucketWorm(name)
		refused(404, "NoSuchWORMConfiguration", err)
		put(bucket, "key", []byte("bytes"))
		worm, err := client.InitiateBucketWorm(name, 1)
		Ok(err)
		refused(409, "FileImmutable", bucket.DeleteObject("key"))
		refused(400, "InvalidWORMConfiguration", client.ExtendBucketWorm(name, 2, worm))
		Ok(client.CompleteBucketWorm(name, worm))
		Ok(client.ExtendBucketWorm(name, 2, worm))
		policy, err := client.GetBucketWorm(name)
		Ok(err)
		Equal([]interface{}{policy.WormId, policy.State, policy.RetentionPeriodInDays}, []interface{}{worm, "Locked", 2})
		refused(403, "WORMConfigurationLocked", client.AbortBucketWorm(name))
	})
}
