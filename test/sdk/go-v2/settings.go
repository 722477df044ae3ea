package main

import (
	"fmt"
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	. "ossmock.test/harness"
)

func bucketTags(name string) []string {
	answer, err := client.GetBucketTags(background, &oss.GetBucketTagsRequest{Bucket: &name})
	Ok(err)
	tags := []string{}
	for _, tag := range answer.Tagging.TagSet.Tags {
		tags = append(tags, *tag.Key+"="+*tag.Value)
	}
	return tags
}

func putEncryption(name string, rule oss.ApplyServerSideEncryptionByDefault) error {
	_, err := client.PutBucketEncryption(background, &oss.PutBucketEncryptionRequest{
		Bucket: &name, ServerSideEncryptionRule: &oss.ServerSideEncryptionRule{ApplyServerSideEncryptionByDefault: &rule},
	})
	return err
}

func putInventory(name, id string) error {
	_, err := client.PutBucketInventory(background, &oss.PutBucketInventoryRequest{
		Bucket: &name, InventoryId: &id,
		InventoryConfiguration: &oss.InventoryConfiguration{
			Id: &id, IsEnabled: oss.Ptr(true), IncludedObjectVersions: str("All"),
			Destination: &oss.InventoryDestination{OSSBucketDestination: &oss.InventoryOSSBucketDestination{
				Format: oss.InventoryFormatCSV, AccountId: str(Owner), RoleArn: str("acs:ram::" + Owner + ":role/r"),
				Bucket: str("acs:oss:::" + name), Prefix: str("reports/"),
			}},
			Schedule:       &oss.InventorySchedule{Frequency: oss.InventoryFrequencyDaily},
			OptionalFields: &oss.OptionalFields{Fields: []oss.InventoryOptionalFieldType{"Size", "ETag"}},
		},
	})
	return err
}

func getInventory(name, id string) (*oss.GetBucketInventoryResult, error) {
	return client.GetBucketInventory(background, &oss.GetBucketInventoryRequest{Bucket: &name, InventoryId: &id})
}

func putGroup(name string, group *string) error {
	_, err := client.PutBucketResourceGroup(background, &oss.PutBucketResourceGroupRequest{
		Bucket: &name, BucketResourceGroupConfiguration: &oss.BucketResourceGroupConfiguration{ResourceGroupId: group},
	})
	return err
}

func openMetaQuery(name string) error {
	_, err := client.OpenMetaQuery(background, &oss.OpenMetaQueryRequest{Bucket: &name})
	return err
}

func init() {
	Scenario("bucket-tags", func(name string) {
		makeBucket(name)
		_, err := client.PutBucketTags(background, &oss.PutBucketTagsRequest{
			Bucket: &name, Tagging: &oss.Tagging{TagSet: &oss.TagSet{Tags: []oss.Tag{
				{Key: str("used by"), Value: &name}, {Key: str("env"), Value: str("%@ and +")},
			}}},
		})
		Ok(err)
		Equal(bucketTags(name), []string{"used by=" + name, "env=%@ and +"})
		found, err := client.ListBuckets(background, &oss.ListBucketsRequest{TagKey: str("used by"), TagValue: &name})
		Ok(err)
		Equal(len(found.Buckets), 1)
		_, err = client.DeleteBucketTags(background, &oss.DeleteBucketTagsRequest{Bucket: &name, Tagging: str("env")})
		Ok(err)
		Equal(bucketTags(name), []string{"used by=" + name})
		_, err = client.DeleteBucketTags(background, &oss.DeleteBucketTagsRequest{Bucket: &name})
		Ok(err)
		Equal(bucketTags(name), []string{})
	})

	Scenario("bucket-encryption", func(name string) {
		makeBucket(name)
		read := func() (*oss.GetBucketEncryptionResult, error) {
			return client.GetBucketEncryption(background, &oss.GetBucketEncryptionRequest{Bucket: &name})
		}
		_, err := read()
		refused(404, "NoSuchServerSideEncryptionRule", err)
		err = putEncryption(name, oss.ApplyServerSideEncryptionByDefault{SSEAlgorithm: str("ROT13")})
		refused(400, "InvalidEncryptionAlgorithmError", err)
		Ok(putEncryption(name, oss.ApplyServerSideEncryptionByDefault{
			SSEAlgorithm: str("KMS"), KMSMasterKeyID: str("my-key"), KMSDataEncryption: str("SM4"),
		}))
		answer, err := read()
		Ok(err)
		rule := answer.ServerSideEncryptionRule.ApplyServerSideEncryptionByDefault
		Equal([]string{*rule.SSEAlgorithm, *rule.KMSMasterKeyID, *rule.KMSDataEncryption}, []string{"KMS", "my-key", "SM4"})
		put(name, "a", "1")
		Equal(*head(name, "a").ServerSideEncryption, "KMS")
		info, err := client.GetBucketInfo(background, &oss.GetBucketInfoRequest{Bucket: &name})
		Ok(err)
		Equal(*info.BucketInfo.SseRule.SSEAlgorithm, "KMS")
		_, err = client.DeleteBucketEncryption(background, &oss.DeleteBucketEncryptionRequest{Bucket: &name})
		Ok(err)
		put(name, "a", "1")
		Check(head(name, "a").ServerSideEncryption == nil, "still encrypted by default")
	})

	Scenario("bucket-inventory", func(name string) {
		makeBucket(name)
		_, err := client.ListBucketInventory(background, &oss.ListBucketInventoryRequest{Bucket: &name})
		refused(404, "NoSuchInventory", err)
		Ok(putInventory(name, "second"))
		Ok(putInventory(name, "first"))
		refused(409, "InventoryAlreadyExist", putInventory(name, "first"))
		listed, err := client.ListBucketInventory(background, &oss.ListBucketInventoryRequest{Bucket: &name})
		Ok(err)
		ids := []string{}
		for _, one := range listed.ListInventoryConfigurationsResult.InventoryConfigurations {
			ids = append(ids, *one.Id)
		}
		Equal(ids, []string{"first", "second"})
		one, err := getInventory(name, "first")
		Ok(err)
		Equal(string(one.InventoryConfiguration.Schedule.Frequency), "Daily")
		Equal(len(one.InventoryConfiguration.OptionalFields.Fields), 2)
		_, err = client.DeleteBucketInventory(background, &oss.DeleteBucketInventoryRequest{Bucket: &name, InventoryId: str("first")})
		Ok(err)
		_, err = getInventory(name, "first")
		refused(404, "NoSuchInventory", err)
	})

	Scenario("bucket-switches", func(name string) {
		makeBucket(name)
		_, err := client.GetBucketTransferAcceleration(background, &oss.GetBucketTransferAccelerationRequest{Bucket: &name})
		refused(404, "NoSuchTransferAccelerationConfiguration", err)
		_, err = client.PutBucketTransferAcceleration(background, &oss.PutBucketTransferAccelerationRequest{
			Bucket: &name, TransferAccelerationConfiguration: &oss.TransferAccelerationConfiguration{Enabled: oss.Ptr(true)},
		})
		Ok(err)
		fast, err := client.GetBucketTransferAcceleration(background, &oss.GetBucketTransferAccelerationRequest{Bucket: &name})
		Ok(err)
		Check(*fast.TransferAccelerationConfiguration.Enabled, "not accelerated")
		_, err = client.PutBucketAccessMonitor(background, &oss.PutBucketAccessMonitorRequest{
			Bucket: &name, AccessMonitorConfiguration: &oss.AccessMonitorConfiguration{Status: oss.AccessMonitorStatusEnabled},
		})
		Ok(err)
		monitor, err := client.GetBucketAccessMonitor(background, &oss.GetBucketAccessMonitorRequest{Bucket: &name})
		Ok(err)
		Equal(string(monitor.AccessMonitorConfiguration.Status), "Enabled")
		group, err := client.GetBucketResourceGroup(background, &oss.GetBucketResourceGroupRequest{Bucket: &name})
		Ok(err)
		Ok(putGroup(name, group.BucketResourceGroupConfiguration.ResourceGroupId))
		refused(400, "ResourceGroupIdPreCheckError", putGroup(name, str("rg-nowhere")))
	})

	Scenario("bucket-domains", func(name string) {
		makeBucket(name)
		domain := "www.example.com"
		configuration := &oss.BucketCnameConfiguration{Cname: &oss.Cname{Domain: &domain}}
		created, err := client.CreateCnameToken(background, &oss.CreateCnameTokenRequest{
			Bucket: &name, BucketCnameConfiguration: configuration,
		})
		Ok(err)
		Equal([]string{*created.CnameToken.Bucket, *created.CnameToken.Cname}, []string{name, domain})
		known, err := client.GetCnameToken(background, &oss.GetCnameTokenRequest{Bucket: &name, Cname: &domain})
		Ok(err)
		Equal(*known.CnameToken.Token, *created.CnameToken.Token)
		_, err = client.PutCname(background, &oss.PutCnameRequest{Bucket: &name, BucketCnameConfiguration: configuration})
		refused(403, "NeedVerifyDomainOwnership", err)
	})

	Scenario("meta-query", func(name string) {
		makeBucket(name)
		_, err := client.GetMetaQueryStatus(background, &oss.GetMetaQueryStatusRequest{Bucket: &name})
		refused(404, "MetaQueryNotExist", err)
		Ok(openMetaQuery(name))
		refused(400, "MetaQueryAlreadyExist", openMetaQuery(name))
		for size, key := range []string{"none", "one", "two"} {
			put(name, key, strings.Repeat("x", size))
		}
		order := oss.MetaQueryOrderDesc
		found, err := client.DoMetaQuery(background, &oss.DoMetaQueryRequest{Bucket: &name, MetaQuery: &oss.MetaQuery{
			MaxResults: oss.Ptr(int64(10)), Query: str(`{"Field": "Size", "Value": "0", "Operation": "gt"}`),
			Sort: str("Size"), Order: &order,
		}})
		Ok(err)
		files := []string{}
		for _, file := range found.Files {
			files = append(files, fmt.Sprintf("%s %d", *file.Filename, *file.Size))
		}
		Equal(files, []string{"two 2", "one 1"})
		_, err = client.CloseMetaQuery(background, &oss.CloseMetaQueryRequest{Bucket: &name})
		Ok(err)
	})

	Scenario("overwrite-rules", func(name string) {
		makeBucket(name)
		_, err := client.GetBucketOverwriteConfig(background, &oss.GetBucketOverwriteConfigRequest{Bucket: &name})
		refused(404, "NoSuchBucketOverwriteConfig", err)
		_, err = client.PutBucketOverwriteConfig(background, &oss.PutBucketOverwriteConfigRequest{
			Bucket: &name, OverwriteConfiguration: &oss.OverwriteConfiguration{Rules: []oss.OverwriteRule{
				{ID: str("logs"), Action: str("forbid"), Prefix: str("logs/")},
			}},
		})
		Ok(err)
		kept, err := client.GetBucketOverwriteConfig(background, &oss.GetBucketOverwriteConfigRequest{Bucket: &name})
		Ok(err)
		Equal(*kept.OverwriteConfiguration.Rules[0].Prefix, "logs/")
		put(name, "logs/a", "1")
		refusedPut(409, "FileAlreadyExists", client, putting(name, "logs/a", "2"))
		_, err = client.DeleteBucketOverwriteConfig(background, &oss.DeleteBucketOverwriteConfigRequest{Bucket: &name})
		Ok(err)
		put(name, "logs/a", "2")
	})
}
