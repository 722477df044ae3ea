package main

import (
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	. "ossmock.test/harness"
)

var five = []string{"a/1", "a/2", "b", "c/d/e", "z"}

func fill(name string) {
	makeBucket(name)
	for _, key := range five {
		put(name, key, key)
	}
}

func deleteBucket(name string) error {
	_, err := client.DeleteBucket(background, &oss.DeleteBucketRequest{Bucket: &name})
	return err
}

func putBucketAcl(name string, acl oss.BucketACLType) error {
	_, err := client.PutBucketAcl(background, &oss.PutBucketAclRequest{Bucket: &name, Acl: acl})
	return err
}

func init() {
	Scenario("bucket-life", func(name string) {
		_, err := client.PutBucket(background, &oss.PutBucketRequest{
			Bucket: &name, Acl: oss.BucketACLPrivate,
			CreateBucketConfiguration: &oss.CreateBucketConfiguration{StorageClass: oss.StorageClassIA},
		})
		Ok(err)
		found, err := client.ListBuckets(background, &oss.ListBucketsRequest{Prefix: &name})
		Ok(err)
		Equal(len(found.Buckets), 1)
		one := found.Buckets[0]
		Equal([]string{*one.Name, *one.Region, *one.StorageClass, *found.Owner.ID},
			[]string{name, Region, "IA", Owner})
		exists, err := client.IsBucketExist(background, name)
		Ok(err)
		Check(exists, "the bucket is not there")
		Ok(deleteBucket(name))
		exists, err = client.IsBucketExist(background, name)
		Ok(err)
		Check(!exists, "the bucket is still there")
		refused(404, "NoSuchBucket", deleteBucket(name))
	})

	Scenario("bucket-describe", func(name string) {
		makeBucket(name)
		put(name, "one", "12345")
		begin(name, "two")
		answer, err := client.GetBucketInfo(background, &oss.GetBucketInfoRequest{Bucket: &name})
		Ok(err)
		info := answer.BucketInfo
		Equal([]string{*info.Name, *info.Owner.ID, *info.ACL}, []string{name, Owner, "private"})
		Equal([]string{*info.Location, *info.StorageClass, *info.DataRedundancyType},
			[]string{"oss-" + Region, "Standard", "LRS"})
		location, err := client.GetBucketLocation(background, &oss.GetBucketLocationRequest{Bucket: &name})
		Ok(err)
		Equal(*location.LocationConstraint, "oss-"+Region)
		stat, err := client.GetBucketStat(background, &oss.GetBucketStatRequest{Bucket: &name})
		Ok(err)
		Equal([]int64{stat.Storage, stat.ObjectCount, stat.MultipartUploadCount}, []int64{5, 1, 1})
	})

	Scenario("describe-regions", func(string) {
		answer, err := client.DescribeRegions(background, &oss.DescribeRegionsRequest{Regions: str("oss-" + Region)})
		Ok(err)
		regions := answer.RegionInfoList.RegionInfos
		Equal(len(regions), 1)
		endpoint := strings.Split(Endpoint, "//")[1]
		Equal([]string{*regions[0].Region, *regions[0].InternetEndpoint}, []string{"oss-" + Region, endpoint})
		_, err = client.DescribeRegions(background, &oss.DescribeRegionsRequest{Regions: str("oss-nowhere")})
		refused(404, "NoSuchRegion", err)
	})

	Scenario("bucket-acl", func(name string) {
		makeBucket(name)
		for _, acl := range []oss.BucketACLType{oss.BucketACLPublicRead, oss.BucketACLPublicReadWrite, oss.BucketACLPrivate} {
			Ok(putBucketAcl(name, acl))
			found, err := client.GetBucketAcl(background, &oss.GetBucketAclRequest{Bucket: &name})
			Ok(err)
			Equal(*found.ACL, string(acl))
		}
	})

	Scenario("public-access-block", func(name string) {
		makeBucket(name)
		blocked := func() bool {
			answer, err := client.GetBucketPublicAccessBlock(background, &oss.GetBucketPublicAccessBlockRequest{Bucket: &name})
			Ok(err)
			return *answer.PublicAccessBlockConfiguration.BlockPublicAccess
		}
		_, err := client.PutBucketPublicAccessBlock(background, &oss.PutBucketPublicAccessBlockRequest{
			Bucket: &name, PublicAccessBlockConfiguration: &oss.PublicAccessBlockConfiguration{BlockPublicAccess: oss.Ptr(true)},
		})
		Ok(err)
		Equal(blocked(), true)
		refused(403, "AccessDenied", putBucketAcl(name, oss.BucketACLPublicRead))
		_, err = client.DeleteBucketPublicAccessBlock(background, &oss.DeleteBucketPublicAccessBlockRequest{Bucket: &name})
		Ok(err)
		Equal(blocked(), false)
		Ok(putBucketAcl(name, oss.BucketACLPublicRead))
	})

	Scenario("list-objects", func(name string) {
		fill(name)
		page, err := client.ListObjects(background, &oss.ListObjectsRequest{Bucket: &name, Delimiter: str("/")})
		Ok(err)
		Equal([][]string{keys(page.Contents), prefixes(page.CommonPrefixes)}, [][]string{{"b", "z"}, {"a/", "c/"}})
		pages := client.NewListObjectsPaginator(&oss.ListObjectsRequest{Bucket: &name, MaxKeys: 2})
		found, count := []string{}, 0
		for ; pages.HasNext(); count++ {
			page, err := pages.NextPage(background)
			Ok(err)
			found = append(found, keys(page.Contents)...)
		}
		Equal(found, five)
		Equal(count, 3)
		one, err := client.ListObjects(background, &oss.ListObjectsRequest{Bucket: &name, Prefix: str("a/1")})
		Ok(err)
		first := one.Contents[0]
		Equal([]interface{}{first.Size, *first.Type, *first.StorageClass, *first.Owner.ID},
			[]interface{}{int64(3), "Normal", "Standard", Owner})
		put(name, "x y", "")
		put(name, "x+y", "")
		for _, key := range []string{"x y", "x+y"} {
			page, err := client.ListObjects(background, &oss.ListObjectsRequest{Bucket: &name, Prefix: str(key)})
			Ok(err)
			Equal(keys(page.Contents), []string{key})
		}
	})

	Scenario("list-objects-v2", func(name string) {
		fill(name)
		pages := client.NewListObjectsV2Paginator(&oss.ListObjectsV2Request{Bucket: &name, MaxKeys: 2})
		found, count := []string{}, 0
		for ; pages.HasNext(); count++ {
			page, err := pages.NextPage(background)
			Ok(err)
			Equal(page.KeyCount, len(page.Contents))
			found = append(found, keys(page.Contents)...)
		}
		Equal(found, five)
		Equal(count, 3)
		after, err := client.ListObjectsV2(background, &oss.ListObjectsV2Request{
			Bucket: &name, StartAfter: str("a/2"), Delimiter: str("/"), FetchOwner: true,
		})
		Ok(err)
		Equal([][]string{keys(after.Contents), prefixes(after.CommonPrefixes)}, [][]string{{"b", "z"}, {"c/"}})
		Equal(*after.Contents[0].Owner.ID, Owner)
	})

	Scenario("list-object-versions", func(name string) {
		fill(name)
		answer, err := client.ListObjectVersions(background, &oss.ListObjectVersionsRequest{Bucket: &name, Prefix: str("a/")})
		Ok(err)
		found := [][]interface{}{}
		for _, version := range answer.ObjectVersions {
			found = append(found, []interface{}{*version.Key, *version.VersionId, version.IsLatest})
		}
		Equal(found, [][]interface{}{{"a/1", "null", true}, {"a/2", "null", true}})
		Equal(len(answer.ObjectDeleteMarkers), 0)
	})

	Scenario("bucket-not-empty", func(name string) {
		makeBucket(name)
		put(name, "key", "")
		Equal(detail(refused(409, "BucketNotEmpty", deleteBucket(name)), "BucketName"), name)
		remove(name, "key")
		Ok(deleteBucket(name))
	})
}
