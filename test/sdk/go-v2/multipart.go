package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
	. "ossmock.test/harness"
)

func begin(name, key string) *string {
	upload, err := client.InitiateMultipartUpload(background, &oss.InitiateMultipartUploadRequest{
		Bucket: &name, Key: &key, Metadata: map[string]string{"a": "1"}, ContentType: str("text/x-test"),
	})
	Ok(err)
	return upload.UploadId
}

func uploadPart(name, key string, upload *string, number int32, body string) (oss.UploadPart, error) {
	done, err := client.UploadPart(background, &oss.UploadPartRequest{
		Bucket: &name, Key: &key, UploadId: upload, PartNumber: number, Body: strings.NewReader(body),
	})
	if err != nil {
		return oss.UploadPart{}, err
	}
	return oss.UploadPart{PartNumber: number, ETag: done.ETag}, nil
}

func complete(name, key string, upload *string, parts ...oss.UploadPart) (*oss.CompleteMultipartUploadResult, error) {
	return client.CompleteMultipartUpload(background, &oss.CompleteMultipartUploadRequest{
		Bucket: &name, Key: &key, UploadId: upload, CompleteMultipartUpload: &oss.CompleteMultipartUpload{Parts: parts},
	})
}

func parts(name, key string, upload *string) ([]oss.Part, error) {
	found, err := client.ListParts(background, &oss.ListPartsRequest{Bucket: &name, Key: &key, UploadId: upload})
	if err != nil {
		return nil, err
	}
	return found.Parts, nil
}

func init() {
	Scenario("multipart", func(name string) {
		makeBucket(name)
		data := string(Content(2*Part + 10))
		upload := begin(name, "big")
		done := make([]oss.UploadPart, 3)
		for _, number := range []int32{3, 1, 2} {
			start, end := int(number-1)*Part, int(number)*Part
			if end > len(data) {
				end = len(data)
			}
			part, err := uploadPart(name, "big", upload, number, data[start:end])
			Ok(err)
			done[number-1] = part
		}
		result, err := complete(name, "big", upload, done...)
		Ok(err)
		tags := ""
		for _, part := range done {
			tags += strings.Trim(*part.ETag, `"`)
		}
		Equal([]string{*result.ETag, *result.HashCRC64}, []string{`"` + Hex([]byte(tags)) + `-3"`, crc(data)})
		Check(text(name, "big") == data, "other bytes")
		found := head(name, "big")
		Equal([]string{*found.ObjectType, found.Metadata["a"], *found.ContentType},
			[]string{"Multipart", "1", "text/x-test"})
	})

	Scenario("multipart-copy", func(name string) {
		makeBucket(name)
		data := string(Content(Part))
		put(name, "source key+1", data)
		upload := begin(name, "big")
		copied := []oss.UploadPart{}
		for index, part := range []*string{nil, str("bytes=10-19")} {
			number := int32(index + 1)
			done, err := client.UploadPartCopy(background, &oss.UploadPartCopyRequest{
				Bucket: &name, Key: str("big"), UploadId: upload, PartNumber: number,
				SourceBucket: &name, SourceKey: str("source key+1"), Range: part,
			})
			Ok(err)
			copied = append(copied, oss.UploadPart{PartNumber: number, ETag: done.ETag})
		}
		_, err := complete(name, "big", upload, copied...)
		Ok(err)
		Check(text(name, "big") == data+data[10:20], "other bytes")
	})

	Scenario("multipart-listing", func(name string) {
		makeBucket(name)
		uploads := [][]string{}
		for _, key := range []string{"a", "b 1", "c"} {
			uploads = append(uploads, []string{key, *begin(name, key)})
		}
		id := &uploads[0][1]
		for number := int32(1); number <= 3; number++ {
			_, err := uploadPart(name, "a", id, number, strings.Repeat("x", int(number)))
			Ok(err)
		}
		sizes := [][]int64{}
		pages := client.NewListPartsPaginator(&oss.ListPartsRequest{Bucket: &name, Key: str("a"), UploadId: id, MaxParts: 2})
		for pages.HasNext() {
			page, err := pages.NextPage(background)
			Ok(err)
			row := []int64{}
			for _, part := range page.Parts {
				row = append(row, part.Size)
			}
			sizes = append(sizes, row)
		}
		Equal(sizes, [][]int64{{1, 2}, {3}})
		found := [][]string{}
		list := client.NewListMultipartUploadsPaginator(&oss.ListMultipartUploadsRequest{Bucket: &name, MaxUploads: 1})
		for list.HasNext() {
			page, err := list.NextPage(background)
			Ok(err)
			for _, upload := range page.Uploads {
				found = append(found, []string{*upload.Key, *upload.UploadId})
			}
		}
		Equal(found, uploads)
		abort := &oss.AbortMultipartUploadRequest{Bucket: &name, Key: str("a"), UploadId: id}
		_, err := client.AbortMultipartUpload(background, abort)
		Ok(err)
		_, err = client.AbortMultipartUpload(background, abort)
		refused(404, "NoSuchUpload", err)
		_, err = parts(name, "a", id)
		refused(404, "NoSuchUpload", err)
		_, err = uploadPart(name, "a", id, 1, "x")
		refused(404, "NoSuchUpload", err)
	})

	Scenario("multipart-refused", func(name string) {
		makeBucket(name)
		upload := begin(name, "big")
		one, err := uploadPart(name, "big", upload, 1, "small")
		Ok(err)
		two, err := uploadPart(name, "big", upload, 2, "last")
		Ok(err)
		_, err = complete(name, "big", upload, oss.UploadPart{PartNumber: 1, ETag: str(`"` + strings.Repeat("0", 32) + `"`)})
		Equal(detail(refused(400, "InvalidPart", err), "PartNumber"), "1")
		_, err = complete(name, "big", upload, one, two)
		refused(400, "EntityTooSmall", err)
		_, err = complete(name, "big", upload, one)
		Ok(err)
		Equal(text(name, "big"), "small")
	})

	Scenario("resumable-upload", func(name string) {
		makeBucket(name)
		data := Content(10 * Megabyte)
		file := File("ten", data)
		options := func(o *oss.UploaderOptions) {
			o.PartSize, o.ParallelNum, o.LeavePartsOnError = Megabyte, 1, true
			o.EnableCheckpoint, o.CheckpointDir = true, Work
		}
		request := &oss.PutObjectRequest{Bucket: &name, Key: str("ten")}
		config := settings(Endpoint, Proxy, credentials.NewStaticCredentialsProvider(KeyID, Secret))
		broken := oss.NewClient(config.WithHttpClient(Breaking(4)).WithRetryMaxAttempts(1))
		_, err := broken.NewUploader().UploadFile(background, request, file, options)
		Check(err != nil && strings.Contains(err.Error(), "the network broke off"), "not interrupted")
		found, err := client.ListMultipartUploads(background, &oss.ListMultipartUploadsRequest{Bucket: &name})
		Ok(err)
		Equal(len(found.Uploads), 1)
		done, err := parts(name, "ten", found.Uploads[0].UploadId)
		Ok(err)
		Equal(len(done), 4)
		result, err := client.NewUploader().UploadFile(background, request, file, options)
		Ok(err)
		Equal(*result.UploadId, *found.Uploads[0].UploadId)
		Check(text(name, "ten") == string(data), "other bytes")
	})

	Scenario("parallel-download", func(name string) {
		makeBucket(name)
		data := Content(10 * Megabyte)
		put(name, "ten", string(data))
		path := filepath.Join(Work, "download")
		done, err := client.NewDownloader().DownloadFile(background, getting(name, "ten"), path, func(o *oss.DownloaderOptions) {
			o.PartSize, o.ParallelNum = Megabyte, 3
		})
		Ok(err)
		Equal(done.Written, int64(len(data)))
		read, err := os.ReadFile(path)
		Ok(err)
		Check(bytes.Equal(read, data), "other bytes")
	})
}
