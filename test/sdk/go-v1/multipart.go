package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

func begin(bucket *oss.Bucket, key string, options ...oss.Option) oss.InitiateMultipartUploadResult {
	upload, err := bucket.InitiateMultipartUpload(key, options...)
	Ok(err)
	return upload
}

func uploadPart(bucket *oss.Bucket, upload oss.InitiateMultipartUploadResult, number int, data []byte) oss.UploadPart {
	part, err := bucket.UploadPart(upload, bytes.NewReader(data), int64(len(data)), number)
	Ok(err)
	return part
}

func init() {
	Scenario("multipart", func(name string) {
		bucket := makeBucket(name)
		data := Content(2*Part + 10)
		upload := begin(bucket, "big", oss.Meta("a", "1"), oss.ContentType("text/x-test"))
		parts := make([]oss.UploadPart, 3)
		for _, number := range []int{3, 1, 2} {
			end := number * Part
			if end > len(data) {
				end = len(data)
			}
			parts[number-1] = uploadPart(bucket, upload, number, data[(number-1)*Part:end])
		}
		done, err := bucket.CompleteMultipartUpload(upload, parts)
		Ok(err)
		tags := ""
		for _, part := range parts {
			tags += strings.Trim(part.ETag, `"`)
		}
		Equal(done.ETag, `"`+Hex([]byte(tags))+`-3"`)
		Check(bytes.Equal(get(bucket, "big"), data), "other bytes")
		header := head(bucket, "big")
		Equal([]string{header.Get("X-Oss-Object-Type"), header.Get("X-Oss-Meta-A"), header.Get("Content-Type"), header.Get("X-Oss-Hash-Crc64ecma")},
			[]string{"Multipart", "1", "text/x-test", crc(data)})
	})

	Scenario("multipart-copy", func(name string) {
		bucket := makeBucket(name)
		data := Content(Part)
		put(bucket, "source key+1", data)
		upload := begin(bucket, "big")
		whole, err := bucket.UploadPartCopy(upload, name, "source key+1", 0, Part, 1)
		Ok(err)
		cut, err := bucket.UploadPartCopy(upload, name, "source key+1", 10, 10, 2)
		Ok(err)
		_, err = bucket.CompleteMultipartUpload(upload, []oss.UploadPart{whole, cut})
		Ok(err)
		Check(bytes.Equal(get(bucket, "big"), append(data, data[10:20]...)), "other bytes")
	})

	Scenario("multipart-listing", func(name string) {
		bucket := makeBucket(name)
		uploads := []oss.InitiateMultipartUploadResult{begin(bucket, "a"), begin(bucket, "b 1"), begin(bucket, "c")}
		for number := 1; number <= 3; number++ {
			uploadPart(bucket, uploads[0], number, bytes.Repeat([]byte("x"), number))
		}
		page, err := bucket.ListUploadedParts(uploads[0], oss.MaxParts(2))
		Ok(err)
		Equal([]interface{}{page.IsTruncated, len(page.UploadedParts), page.UploadedParts[1].Size, page.NextPartNumberMarker},
			[]interface{}{true, 2, 2, "2"})
		rest, err := bucket.ListUploadedParts(uploads[0], oss.PartNumberMarker(2))
		Ok(err)
		Equal([]interface{}{rest.IsTruncated, rest.UploadedParts[0].PartNumber}, []interface{}{false, 3})
		keyMarker, idMarker := "", ""
		for _, upload := range uploads {
			listed, err := bucket.ListMultipartUploads(oss.MaxUploads(1), oss.KeyMarker(keyMarker), oss.UploadIDMarker(idMarker))
			Ok(err)
			Equal([]string{listed.Uploads[0].Key, listed.Uploads[0].UploadID}, []string{upload.Key, upload.UploadID})
			keyMarker, idMarker = listed.NextKeyMarker, listed.NextUploadIDMarker
		}
		Ok(bucket.AbortMultipartUpload(uploads[0]))
		refused(404, "NoSuchUpload", bucket.AbortMultipartUpload(uploads[0]))
		_, err = bucket.ListUploadedParts(uploads[0])
		refused(404, "NoSuchUpload", err)
		_, err = bucket.UploadPart(uploads[0], strings.NewReader("x"), 1, 1)
		refused(404, "NoSuchUpload", err)
	})

	Scenario("multipart-refused", func(name string) {
		bucket := makeBucket(name)
		upload := begin(bucket, "big")
		one, two := uploadPart(bucket, upload, 1, []byte("small")), uploadPart(bucket, upload, 2, []byte("last"))
		wrong := oss.UploadPart{PartNumber: 1, ETag: `"` + strings.Repeat("0", 32) + `"`}
		_, err := bucket.CompleteMultipartUpload(upload, []oss.UploadPart{wrong})
		service := refused(400, "InvalidPart", err)
		Check(strings.Contains(service.RawMessage, "<PartNumber>1</PartNumber>"), service.RawMessage)
		_, err = bucket.CompleteMultipartUpload(upload, []oss.UploadPart{one, two})
		refused(400, "EntityTooSmall", err)
		_, err = bucket.CompleteMultipartUpload(upload, []oss.UploadPart{one})
		Ok(err)
		Equal(string(get(bucket, "big")), "small")
	})

	Scenario("resumable-upload", func(name string) {
		bucket := makeBucket(name)
		data := Content(10 * Megabyte)
		file := File("ten", data)
		checkpoint := oss.Checkpoint(true, file+".checkpoint")
		broken := openBucket(openClient(Endpoint, Proxy, KeyID, Secret, oss.HTTPClient(Breaking(4))), name)
		err := broken.UploadFile("ten", file, Megabyte, oss.Routines(1), checkpoint)
		Check(err != nil && strings.Contains(err.Error(), "the network broke off"), "not interrupted")
		listed, err := bucket.ListMultipartUploads()
		Ok(err)
		Equal(len(listed.Uploads), 1)
		parts, err := bucket.ListUploadedParts(oss.InitiateMultipartUploadResult{Bucket: name, Key: "ten", UploadID: listed.Uploads[0].UploadID})
		Ok(err)
		Equal(len(parts.UploadedParts), 4)
		Ok(bucket.UploadFile("ten", file, Megabyte, oss.Routines(1), checkpoint))
		listed, err = bucket.ListMultipartUploads()
		Ok(err)
		Equal(len(listed.Uploads), 0)
		Check(bytes.Equal(get(bucket, "ten"), data), "other bytes")
	})

	Scenario("parallel-download", func(name string) {
		bucket := makeBucket(name)
		data := Content(10 * Megabyte)
		put(bucket, "ten", data)
		path := filepath.Join(Work, "download")
		Ok(bucket.DownloadFile("ten", path, Megabyte, oss.Routines(3), oss.Checkpoint(true, path+".checkpoint")))
		read, err := os.ReadFile(path)
		Ok(err)
		Check(bytes.Equal(read, data), "other bytes")
	})
}
