package main

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

const unknownVersion = "CAEQNhiBgMDJgZCA0BYiIDc4MGZjZGI2OTBjOTRmNTE5NmU5NmFhZjhjYmY0OTA3"

func setVersioning(name, status string) error {
	return client.SetBucketVersioning(name, oss.VersioningConfig{Status: status})
}

func versionedBucket(name string) *oss.Bucket {
	bucket := makeBucket(name)
	Ok(setVersioning(name, "Enabled"))
	return bucket
}

func putVersion(bucket *oss.Bucket, key, body string) string {
	return oss.GetVersionId(put(bucket, key, []byte(body)))
}

func removed(bucket *oss.Bucket, key string, options ...oss.Option) http.Header {
	var header http.Header
	Ok(bucket.DeleteObject(key, append(options, oss.GetResponseHeader(&header))...))
	return header
}

func removeMany(bucket *oss.Bucket, objects ...oss.DeleteObject) []oss.DeletedKeyInfo {
	done, err := bucket.DeleteObjectVersions(objects)
	Ok(err)
	return done.DeletedObjectsDetail
}

func init() {
	Scenario("versioning", func(name string) {
		bucket := makeBucket(name)
		found, err := client.GetBucketVersioning(name)
		Ok(err)
		Equal(found.Status, "")
		for _, status := range []string{"Enabled", "Suspended"} {
			Ok(setVersioning(name, status))
			found, err = client.GetBucketVersioning(name)
			Ok(err)
			info, err := client.GetBucketInfo(name)
			Ok(err)
			Equal([]string{found.Status, info.BucketInfo.Versioning}, []string{status, status})
		}
		refused(400, "MalformedXML", setVersioning(name, "Disabled"))
		Equal(putVersion(bucket, "key", ""), "null")
	})

	Scenario("versions", func(name string) {
		bucket := versionedBucket(name)
		one, two := putVersion(bucket, "key", "one"), putVersion(bucket, "key", "two")
		var header http.Header
		_, err := bucket.AppendObject("log", bytes.NewReader([]byte("x")), 0, oss.GetResponseHeader(&header))
		Ok(err)
		Check(one != two && len(oss.GetVersionId(header)) == 64, "not three versions")
		Equal(string(get(bucket, "key")), "two")
		ofOne := oss.VersionId(one)
		Equal(string(get(bucket, "key", ofOne, oss.GetResponseHeader(&header))), "one")
		Equal(oss.GetVersionId(header), one)
		header, err = bucket.GetObjectDetailedMeta("key", ofOne)
		Ok(err)
		Equal(oss.GetVersionId(header), one)
		header, err = bucket.GetObjectMeta("key", ofOne)
		Ok(err)
		Equal(oss.GetVersionId(header), one)
		Ok(bucket.SetObjectACL("key", oss.ACLPublicRead, ofOne))
		acl, err := bucket.GetObjectACL("key", ofOne)
		Ok(err)
		Equal(acl.ACL, "public-read")
		acl, err = bucket.GetObjectACL("key")
		Ok(err)
		Equal(acl.ACL, "default")
		_, err = bucket.CopyObject("key", "key", ofOne, oss.GetResponseHeader(&header))
		Ok(err)
		Equal(oss.GetCopySrcVersionId(header), one)
		Equal([]string{string(get(bucket, "key")), oss.GetVersionId(head(bucket, "key"))}, []string{"one", oss.GetVersionId(header)})
		upload := begin(bucket, "big")
		part, err := bucket.UploadPartCopy(upload, name, "key", 0, 2, 1, oss.VersionId(two))
		Ok(err)
		_, err = bucket.CompleteMultipartUpload(upload, []oss.UploadPart{part}, oss.GetResponseHeader(&header))
		Ok(err)
		Equal(string(get(bucket, "big", oss.VersionId(oss.GetVersionId(header)))), "tw")
		refusedGet(404, "NoSuchVersion", bucket, "key", oss.VersionId(unknownVersion))
		refusedGet(400, "InvalidArgument", bucket, "key", oss.VersionId("%"))
	})

	Scenario("delete-markers", func(name string) {
		bucket := versionedBucket(name)
		one := putVersion(bucket, "key", "one")
		first, second := removed(bucket, "key"), removed(bucket, "key")
		Check(oss.GetDeleteMark(first) && oss.GetDeleteMark(second), "no markers")
		markers := []string{oss.GetVersionId(first), oss.GetVersionId(second)}
		Check(markers[0] != markers[1], "one marker for two deletions")
		refusedGet(404, "NoSuchKey", bucket, "key")
		service := refusedGet(405, "MethodNotAllowed", bucket, "key", oss.VersionId(markers[0]))
		Check(strings.Contains(service.RawMessage, "<ResourceType>DeleteMarker</ResourceType>"), service.RawMessage)
		Check(oss.GetDeleteMark(removed(bucket, "key", oss.VersionId(markers[1]))), "what is gone was no marker")
		refusedGet(404, "NoSuchKey", bucket, "key")
		gone := removeMany(bucket, oss.DeleteObject{Key: "key", VersionId: markers[0]})[0]
		Check(gone.VersionId == markers[0] && gone.DeleteMarker, "another version was deleted")
		Equal(string(get(bucket, "key")), "one")
		made := removeMany(bucket, oss.DeleteObject{Key: "key"})[0]
		Check(made.VersionId == "" && made.DeleteMarker, "no marker was made")
		Equal(oss.GetVersionId(removed(bucket, "key", oss.VersionId(made.DeleteMarkerVersionId))), made.DeleteMarkerVersionId)
		Equal(oss.GetVersionId(head(bucket, "key")), one)
	})

	Scenario("version-list", func(name string) {
		bucket := versionedBucket(name)
		made := []string{}
		for _, key := range []string{"a/1", "a/1", "b"} {
			made = append(made, putVersion(bucket, key, "x"))
		}
		made = append(made, oss.GetVersionId(removed(bucket, "b")))
		found, objects, markers := []string{}, []oss.DeleteObject{}, 0
		keyMarker, versionMarker := "", ""
		for more := true; more; {
			page, err := bucket.ListObjectVersions(oss.MaxKeys(1), oss.KeyMarker(keyMarker), oss.VersionIdMarker(versionMarker))
			Ok(err)
			for _, version := range page.ObjectVersions {
				found = append(found, version.VersionId)
				objects = append(objects, oss.DeleteObject{Key: version.Key, VersionId: version.VersionId})
			}
			for _, marker := range page.ObjectDeleteMarkers {
				Check(marker.IsLatest && marker.Key == "b", "another marker")
				found = append(found, marker.VersionId)
				objects = append(objects, oss.DeleteObject{Key: marker.Key, VersionId: marker.VersionId})
				markers++
			}
			more, keyMarker, versionMarker = page.IsTruncated, page.NextKeyMarker, page.NextVersionIdMarker
		}
		Equal(found, []string{made[1], made[0], made[3], made[2]})
		Equal(markers, 1)
		page, err := bucket.ListObjectVersions(oss.Delimiter("/"))
		Ok(err)
		Equal(page.CommonPrefixes, []string{"a/"})
		current, err := bucket.ListObjects()
		Ok(err)
		Equal(keys(current.Objects), []string{"a/1"})
		refused(409, "BucketNotEmpty", client.DeleteBucket(name))
		Equal(len(removeMany(bucket, objects...)), 4)
		Ok(client.DeleteBucket(name))
	})
}
