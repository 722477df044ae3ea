package main

import (
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	. "ossmock.test/harness"
)

const unknownVersion = "CAEQNhiBgMDJgZCA0BYiIDc4MGZjZGI2OTBjOTRmNTE5NmU5NmFhZjhjYmY0OTA3"

func setVersioning(name string, status oss.VersioningStatusType) error {
	_, err := client.PutBucketVersioning(background, &oss.PutBucketVersioningRequest{
		Bucket: &name, VersioningConfiguration: &oss.VersioningConfiguration{Status: status},
	})
	return err
}

func makeVersioned(name string) {
	makeBucket(name)
	Ok(setVersioning(name, oss.VersionEnabled))
}

func gettingVersion(bucket, key, version string) *oss.GetObjectRequest {
	return &oss.GetObjectRequest{Bucket: &bucket, Key: &key, VersionId: &version}
}

// removed deletes an object, or the version that is named.
func removed(bucket, key string, version *string) *oss.DeleteObjectResult {
	done, err := client.DeleteObject(background, &oss.DeleteObjectRequest{Bucket: &bucket, Key: &key, VersionId: version})
	Ok(err)
	return done
}

func removeMany(bucket string, objects ...oss.DeleteObject) []oss.DeletedInfo {
	done, err := client.DeleteMultipleObjects(background, &oss.DeleteMultipleObjectsRequest{Bucket: &bucket, Objects: objects})
	Ok(err)
	return done.DeletedObjects
}

func init() {
	Scenario("versioning", func(name string) {
		makeBucket(name)
		status := func() string {
			found, err := client.GetBucketVersioning(background, &oss.GetBucketVersioningRequest{Bucket: &name})
			Ok(err)
			return oss.ToString(found.VersionStatus)
		}
		Equal(status(), "")
		for _, one := range []oss.VersioningStatusType{oss.VersionEnabled, oss.VersionSuspended} {
			Ok(setVersioning(name, one))
			info, err := client.GetBucketInfo(background, &oss.GetBucketInfoRequest{Bucket: &name})
			Ok(err)
			Equal([]string{status(), oss.ToString(info.BucketInfo.Versioning)}, []string{string(one), string(one)})
		}
		refused(400, "MalformedXML", setVersioning(name, "Disabled"))
		Equal(*put(name, "key", "").VersionId, "null")
	})

	Scenario("versions", func(name string) {
		makeVersioned(name)
		one, two := put(name, "key", "one").VersionId, put(name, "key", "two").VersionId
		log, err := client.AppendObject(background, &oss.AppendObjectRequest{
			Bucket: &name, Key: str("log"), Position: oss.Ptr(int64(0)), Body: strings.NewReader("x"),
		})
		Ok(err)
		Check(*one != *two && len(*log.VersionId) == 64, "not three versions")
		Equal(text(name, "key"), "two")
		read, data := get(gettingVersion(name, "key", *one))
		Equal([]string{string(data), *read.VersionId}, []string{"one", *one})
		request := heading(name, "key")
		request.VersionId = one
		headed, err := client.HeadObject(background, request)
		Ok(err)
		meta, err := client.GetObjectMeta(background, &oss.GetObjectMetaRequest{Bucket: &name, Key: str("key"), VersionId: one})
		Ok(err)
		Equal([]string{*headed.VersionId, *meta.VersionId}, []string{*one, *one})
		_, err = client.PutObjectAcl(background, &oss.PutObjectAclRequest{
			Bucket: &name, Key: str("key"), Acl: oss.ObjectACLPublicRead, VersionId: one,
		})
		Ok(err)
		acl := func(version *string) string {
			found, err := client.GetObjectAcl(background, &oss.GetObjectAclRequest{Bucket: &name, Key: str("key"), VersionId: version})
			Ok(err)
			return *found.ACL
		}
		Equal([]string{acl(one), acl(nil)}, []string{"public-read", "default"})
		back, err := client.CopyObject(background, &oss.CopyObjectRequest{
			Bucket: &name, Key: str("key"), SourceKey: str("key"), SourceVersionId: one,
		})
		Ok(err)
		Equal(*back.SourceVersionId, *one)
		Equal([]string{text(name, "key"), *head(name, "key").VersionId}, []string{"one", *back.VersionId})
		upload := begin(name, "big")
		part, err := client.UploadPartCopy(background, &oss.UploadPartCopyRequest{
			Bucket: &name, Key: str("big"), UploadId: upload, PartNumber: 1, SourceKey: str("key"), SourceVersionId: two,
			Range: str("bytes=0-1"),
		})
		Ok(err)
		done, err := complete(name, "big", upload, oss.UploadPart{PartNumber: 1, ETag: part.ETag})
		Ok(err)
		_, data = get(gettingVersion(name, "big", *done.VersionId))
		Equal(string(data), "tw")
		refusedGet(404, "NoSuchVersion", client, gettingVersion(name, "key", unknownVersion))
		refusedGet(400, "InvalidArgument", client, gettingVersion(name, "key", "%"))
	})

	Scenario("delete-markers", func(name string) {
		makeVersioned(name)
		one := put(name, "key", "one").VersionId
		first, second := removed(name, "key", nil), removed(name, "key", nil)
		Check(first.DeleteMarker && second.DeleteMarker, "no markers")
		Check(*first.VersionId != *second.VersionId, "one marker for two deletions")
		service := refusedGet(404, "NoSuchKey", client, getting(name, "key"))
		Equal(service.Headers.Get("x-oss-version-id"), *second.VersionId)
		service = refusedGet(405, "MethodNotAllowed", client, gettingVersion(name, "key", *first.VersionId))
		Equal([]string{service.Headers.Get("Allow"), service.Headers.Get("x-oss-delete-marker")}, []string{"DELETE", "true"})
		Check(removed(name, "key", second.VersionId).DeleteMarker, "what is gone was no marker")
		refusedGet(404, "NoSuchKey", client, getting(name, "key"))
		gone := removeMany(name, oss.DeleteObject{Key: str("key"), VersionId: first.VersionId})[0]
		Check(*gone.VersionId == *first.VersionId && gone.DeleteMarker, "another version was deleted")
		Equal(text(name, "key"), "one")
		made := removeMany(name, oss.DeleteObject{Key: str("key")})[0]
		Check(made.VersionId == nil && made.DeleteMarker, "no marker was made")
		Equal(*removed(name, "key", made.DeleteMarkerVersionId).VersionId, *made.DeleteMarkerVersionId)
		Equal(*head(name, "key").VersionId, *one)
	})

	Scenario("version-list", func(name string) {
		makeVersioned(name)
		made := []string{}
		for _, key := range []string{"a/1", "a/1", "b"} {
			made = append(made, *put(name, key, "x").VersionId)
		}
		made = append(made, *removed(name, "b", nil).VersionId)
		found, objects, markers := []string{}, []oss.DeleteObject{}, 0
		pages := client.NewListObjectVersionsPaginator(&oss.ListObjectVersionsRequest{Bucket: &name, MaxKeys: 1})
		for pages.HasNext() {
			page, err := pages.NextPage(background)
			Ok(err)
			for _, version := range page.ObjectVersions {
				found = append(found, *version.VersionId)
				objects = append(objects, oss.DeleteObject{Key: version.Key, VersionId: version.VersionId})
			}
			for _, marker := range page.ObjectDeleteMarkers {
				Check(marker.IsLatest && *marker.Key == "b", "another marker")
				found = append(found, *marker.VersionId)
				objects = append(objects, oss.DeleteObject{Key: marker.Key, VersionId: marker.VersionId})
				markers++
			}
		}
		Equal(found, []string{made[1], made[0], made[3], made[2]})
		Equal(markers, 1)
		grouped, err := client.ListObjectVersions(background, &oss.ListObjectVersionsRequest{Bucket: &name, Delimiter: str("/")})
		Ok(err)
		Equal(prefixes(grouped.CommonPrefixes), []string{"a/"})
		Equal(listed(name), []string{"a/1"})
		refused(409, "BucketNotEmpty", deleteBucket(name))
		Equal(len(removeMany(name, objects...)), 4)
		Ok(deleteBucket(name))
	})
}
