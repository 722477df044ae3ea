package main

import (
	"bytes"
	"fmt"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

func bucketTags(name string) []string {
	answer, err := client.GetBucketTagging(name)
	Ok(err)
	tags := []string{}
	for _, tag := range answer.Tags {
		tags = append(tags, tag.Key+"="+tag.Value)
	}
	return tags
}

func putEncryption(name string, rule oss.SSEDefaultRule) error {
	return client.SetBucketEncryption(name, oss.ServerEncryptionRule{SSEDefault: rule})
}

func putInventory(name, id string) error {
	enabled := true
	return client.SetBucketInventory(name, oss.InventoryConfiguration{
		Id: id, IsEnabled: &enabled, IncludedObjectVersions: "All", Frequency: "Daily",
		OSSBucketDestination: oss.OSSBucketDestination{
			Format: "CSV", AccountId: Owner, RoleArn: "acs:ram::" + Owner + ":role/r",
			Bucket: "acs:oss:::" + name, Prefix: "reports/",
		},
		OptionalFields: oss.OptionalFields{Field: []string{"Size", "ETag"}},
	})
}

func init() {
	Scenario("bucket-tags", func(name string) {
		makeBucket(name)
		Ok(client.SetBucketTagging(name, oss.Tagging{Tags: []oss.Tag{
			{Key: "used by", Value: name}, {Key: "env", Value: "%@ and +"},
		}}))
		Equal(bucketTags(name), []string{"used by=" + name, "env=%@ and +"})
		found, err := client.ListBuckets(oss.TagKey("used by"), oss.TagValue(name))
		Ok(err)
		Equal(len(found.Buckets), 1)
		Ok(client.DeleteBucketTagging(name, oss.AddParam("tagging", "env")))
		Equal(bucketTags(name), []string{"used by=" + name})
		Ok(client.DeleteBucketTagging(name))
		Equal(bucketTags(name), []string{})
	})

	Scenario("bucket-encryption", func(name string) {
		bucket := makeBucket(name)
		_, err := client.GetBucketEncryption(name)
		refused(404, "NoSuchServerSideEncryptionRule", err)
		refused(400, "InvalidEncryptionAlgorithmError", putEncryption(name, oss.SSEDefaultRule{SSEAlgorithm: "ROT13"}))
		Ok(putEncryption(name, oss.SSEDefaultRule{SSEAlgorithm: "KMS", KMSMasterKeyID: "my-key", KMSDataEncryption: "SM4"}))
		answer, err := client.GetBucketEncryption(name)
		Ok(err)
		rule := answer.SSEDefault
		Equal([]string{rule.SSEAlgorithm, rule.KMSMasterKeyID, rule.KMSDataEncryption}, []string{"KMS", "my-key", "SM4"})
		Ok(bucket.PutObject("a", bytes.NewReader([]byte("1"))))
		Equal(head(bucket, "a").Get("x-oss-server-side-encryption"), "KMS")
		info, err := client.GetBucketInfo(name)
		Ok(err)
		Equal(info.BucketInfo.SseRule.SSEAlgorithm, "KMS")
		Ok(client.DeleteBucketEncryption(name))
		Ok(bucket.PutObject("a", bytes.NewReader([]byte("1"))))
		Equal(head(bucket, "a").Get("x-oss-server-side-encryption"), "")
	})

	Scenario("bucket-inventory", func(name string) {
		makeBucket(name)
		_, err := client.ListBucketInventory(name, "")
		refused(404, "NoSuchInventory", err)
		Ok(putInventory(name, "second"))
		Ok(putInventory(name, "first"))
		refused(409, "InventoryAlreadyExist", putInventory(name, "first"))
		listed, err := client.ListBucketInventory(name, "")
		Ok(err)
		ids := []string{}
		for _, one := range listed.InventoryConfiguration {
			ids = append(ids, one.Id)
		}
		Equal(ids, []string{"first", "second"})
		one, err := client.GetBucketInventory(name, "first")
		Ok(err)
		Equal(one.Frequency, "Daily")
		Equal(one.OptionalFields.Field, []string{"Size", "ETag"})
		Ok(client.DeleteBucketInventory(name, "first"))
		_, err = client.GetBucketInventory(name, "first")
		refused(404, "NoSuchInventory", err)
	})

	Scenario("bucket-switches", func(name string) {
		makeBucket(name)
		_, err := client.GetBucketTransferAcc(name)
		refused(404, "NoSuchTransferAccelerationConfiguration", err)
		Ok(client.SetBucketTransferAcc(name, oss.TransferAccConfiguration{Enabled: true}))
		fast, err := client.GetBucketTransferAcc(name)
		Ok(err)
		Check(fast.Enabled, "not accelerated")
		Ok(client.DeleteBucketTransferAcc(name))
		_, err = client.GetBucketTransferAcc(name)
		refused(404, "NoSuchTransferAccelerationConfiguration", err)
		Ok(client.PutBucketAccessMonitor(name, oss.PutBucketAccessMonitor{Status: "Enabled"}))
		monitor, err := client.GetBucketAccessMonitor(name)
		Ok(err)
		Equal(monitor.Status, "Enabled")
		group, err := client.GetBucketResourceGroup(name)
		Ok(err)
		Ok(client.PutBucketResourceGroup(name, oss.PutBucketResourceGroup{ResourceGroupId: group.ResourceGroupId}))
		err = client.PutBucketResourceGroup(name, oss.PutBucketResourceGroup{ResourceGroupId: "rg-nowhere"})
		refused(400, "ResourceGroupIdPreCheckError", err)
	})

	Scenario("bucket-domains", func(name string) {
		makeBucket(name)
		domain := "www.example.com"
		created, err := client.CreateBucketCnameToken(name, domain)
		Ok(err)
		Equal([]string{created.Bucket, created.Cname}, []string{name, domain})
		known, err := client.GetBucketCnameToken(name, domain)
		Ok(err)
		Equal(known.Token, created.Token)
		refused(403, "NeedVerifyDomainOwnership", client.PutBucketCname(name, domain))
	})

	Scenario("meta-query", func(name string) {
		bucket := makeBucket(name)
		_, err := client.GetMetaQueryStatus(name)
		refused(404, "MetaQueryNotExist", err)
		Ok(client.OpenMetaQuery(name))
		refused(400, "MetaQueryAlreadyExist", client.OpenMetaQuery(name))
		for size, key := range []string{"none", "one", "two"} {
			put(bucket, key, bytes.Repeat([]byte("x"), size))
		}
		found, err := client.DoMetaQuery(name, oss.MetaQuery{
			MaxResults: 10, Query: `{"Field": "Size", "Value": "0", "Operation": "gt"}`, Sort: "Size", Order: "desc",
		})
		Ok(err)
		files := []string{}
		for _, file := range found.Files {
			files = append(files, fmt.Sprintf("%s %d", file.Filename, file.Size))
		}
		Equal(files, []string{"two 2", "one 1"})
		Ok(client.CloseMetaQuery(name))
	})
}
