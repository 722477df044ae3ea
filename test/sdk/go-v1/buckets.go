package main

import (
	"strings"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

var five = []string{"a/1", "a/2", "b", "c/d/e", "z"}

func filled(name string) *oss.Bucket {
	bucket := makeBucket(name)
	for _, key := range five {
		put(bucket, key, []byte(key))
	}
	return bucket
}

func init() {
	Scenario("bucket-life", func(name string) {
		Ok(client.CreateBucket(name, oss.ACL(oss.ACLPrivate), oss.StorageClass(oss.StorageIA)))
		listed, err := client.ListBuckets(oss.Prefix(name))
		Ok(err)
		Equal(len(listed.Buckets), 1)
		found := listed.Buckets[0]
		Equal([]string{found.Name, found.Location, found.StorageClass, listed.Owner.ID},
			[]string{name, "oss-" + Region, "IA", Owner})
		exists, err := client.IsBucketExist(name)
		Ok(err)
		Check(exists, "the bucket is not there")
		Ok(client.DeleteBucket(name))
		exists, err = client.IsBucketExist(name)
		Ok(err)
		Check(!exists, "the bucket is still there")
		refused(404, "NoSuchBucket", client.DeleteBucket(name))
	})

	Scenario("bucket-describe", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "one", []byte("12345"))
		_, err := bucket.InitiateMultipartUpload("two")
		Ok(err)
		info, err := client.GetBucketInfo(name)
		Ok(err)
		told := info.BucketInfo
		Equal([]string{told.Name, told.Owner.ID, told.ACL}, []string{name, Owner, "private"})
		Equal([]string{told.Location, told.StorageClass, told.RedundancyType},
			[]string{"oss-" + Region, "Standard", "LRS"})
		location, err := client.GetBucketLocation(name)
		Ok(err)
		Equal(location, "oss-"+Region)
		stat, err := client.GetBucketStat(name)
		Ok(err)
		Equal([]int64{stat.Storage, stat.ObjectCount, stat.MultipartUploadCount}, []int64{5, 1, 1})
	})

	Scenario("describe-regions", func(string) {
		found, err := client.DescribeRegions(oss.AddParam("regions", "oss-"+Region))
		Ok(err)
		Equal(len(found.Regions), 1)
		endpoint := strings.Split(Endpoint, "//")[1]
		Equal([]string{found.Regions[0].Region, found.Regions[0].InternetEndpoint},
			[]string{"oss-" + Region, endpoint})
		_, err = client.DescribeRegions(oss.AddParam("regions", "oss-nowhere"))
		refused(404, "NoSuchRegion", err)
	})

	Scenario("bucket-acl", func(name string) {
		makeBucket(name)
		for _, acl := range []oss.ACLType{oss.ACLPublicRead, oss.ACLPublicReadWrite, oss.ACLPrivate} {
			Ok(client.SetBucketACL(name, acl))
			found, err := client.GetBucketACL(name)
			Ok(err)
			Equal(found.ACL, string(acl))
		}
	})

	Scenario("list-objects", func(name string) {
		bucket := filled(name)
		page, err := bucket.ListObjects(oss.Delimiter("/"))
		Ok(err)
		Equal([][]string{keys(page.Objects), page.CommonPrefixes}, [][]string{{"b", "z"}, {"a/", "c/"}})
		found, pages, marker := []string{}, 0, ""
		for more := true; more; pages++ {
			page, err = bucket.ListObjects(oss.MaxKeys(2), oss.Marker(marker))
			Ok(err)
			found = append(found, keys(page.Objects)...)
			more, marker = page.IsTruncated, page.NextMarker
		}
		Equal(found, five)
		Equal(pages, 3)
		one, err := bucket.ListObjects(oss.Prefix("a/1"))
		Ok(err)
		first := one.Objects[0]
		Equal([]interface{}{first.Size, first.Type, first.StorageClass, first.Owner.ID},
			[]interface{}{int64(3), "Normal", "Standard", Owner})
		put(bucket, "x y", nil)
		put(bucket, "x+y", nil)
		for _, key := range []string{"x y", "x+y"} {
			page, err := bucket.ListObjects(oss.Prefix(key))
			Ok(err)
			Equal(keys(page.Objects), []string{key})
		}
	})

	Scenario("list-objects-v2", func(name string) {
		bucket := filled(name)
		found, pages, token := []string{}, 0, ""
		for more := true; more; pages++ {
			options := []oss.Option{oss.MaxKeys(2)}
			if token != "" {
				options = append(options, oss.ContinuationToken(token))
			}
			page, err := bucket.ListObjectsV2(options...)
			Ok(err)
			found = append(found, keys(page.Objects)...)
			more, token = page.IsTruncated, page.NextContinuationToken
		}
		Equal(found, five)
		Equal(pages, 3)
		after, err := bucket.ListObjectsV2(oss.StartAfter("a/2"), oss.Delimiter("/"), oss.FetchOwner(true))
		Ok(err)
		Equal([][]string{keys(after.Objects), after.CommonPrefixes}, [][]string{{"b", "z"}, {"c/"}})
		Equal(after.Objects[0].Owner.ID, Owner)
	})

	Scenario("list-object-versions", func(name string) {
		listed, err := filled(name).ListObjectVersions(oss.Prefix("a/"))
		Ok(err)
		found := [][]interface{}{}
		for _, version := range listed.ObjectVersions {
			found = append(found, []interface{}{version.Key, version.VersionId, version.IsLatest})
		}
		Equal(found, [][]interface{}{{"a/1", "null", true}, {"a/2", "null", true}})
		Equal(len(listed.ObjectDeleteMarkers), 0)
	})

	Scenario("bucket-not-empty", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "key", nil)
		service := refused(409, "BucketNotEmpty", client.DeleteBucket(name))
		Check(strings.Contains(service.RawMessage, "<BucketName>"+name+"</BucketName>"), service.RawMessage)
		Ok(bucket.DeleteObject("key"))
		Ok(client.DeleteBucket(name))
	})
}
