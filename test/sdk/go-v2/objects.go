package main

import (
	"fmt"
	"hash/crc64"
	"net/http"
	"strings"
	"time"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	. "ossmock.test/harness"
)

func crc(data string) string {
	return fmt.Sprint(crc64.Checksum([]byte(data), crc64.MakeTable(crc64.ECMA)))
}

func httpDate(seconds int64) *string {
	return str(time.Unix(seconds, 0).UTC().Format(http.TimeFormat))
}

func roundTrip(name string, names []string) {
	makeBucket(name)
	for _, key := range names {
		put(name, key, key)
		Equal([]string{key, text(name, key)}, []string{key, key})
		Equal(head(name, key).ContentLength, int64(len(key)))
		_, err := client.CopyObject(background, &oss.CopyObjectRequest{Bucket: &name, Key: str("copy/" + key), SourceKey: str(key)})
		Ok(err)
		Equal(text(name, "copy/"+key), key)
		remove(name, "copy/"+key)
	}
	Equal(listed(name), Sorted(names))
	for _, key := range names {
		remove(name, key)
	}
	Equal(listed(name), []string{})
}

func init() {
	Scenario("put-get", func(name string) {
		makeBucket(name)
		for key, data := range map[string]string{"data.bin": string(Content(300_000)), "empty": ""} {
			request := putting(name, key, data)
			request.ContentMD5 = str(MD5([]byte(data)))
			done, err := client.PutObject(background, request)
			Ok(err)
			Equal([]string{*done.ETag, *done.HashCRC64, *done.ContentMD5},
				[]string{`"` + Hex([]byte(data)) + `"`, crc(data), *request.ContentMD5})
			got, body := get(getting(name, key))
			Check(string(body) == data, "other bytes")
			Equal([]string{fmt.Sprint(got.ContentLength), *got.HashCRC64}, []string{fmt.Sprint(len(data)), crc(data)})
		}
	})

	Scenario("chunked-upload", func(name string) {
		makeBucket(name)
		data := Content(300_000)
		done, err := client.PutObject(background, &oss.PutObjectRequest{Bucket: &name, Key: str("key"), Body: Unmeasured(data)})
		Ok(err)
		Equal([]string{*done.ETag, *done.HashCRC64}, []string{`"` + Hex(data) + `"`, crc(string(data))})
		Check(text(name, "key") == string(data), "other bytes")
	})

	Scenario("metadata", func(name string) {
		makeBucket(name)
		request := putting(name, "key", "body")
		request.Metadata = map[string]string{"author": "ann", "Second": "a b=c"}
		request.ContentType, request.CacheControl, request.Expires = str("text/x-test"), str("no-store"), str("1000000")
		request.ContentDisposition, request.ContentEncoding = str(`attachment; filename="x.txt"`), str("x-test")
		_, err := client.PutObject(background, request)
		Ok(err)
		got, _ := get(getting(name, "key"))
		found := head(name, "key")
		for _, metadata := range []map[string]string{got.Metadata, found.Metadata} {
			Equal(metadata, map[string]string{"author": "ann", "second": "a b=c"})
		}
		Equal([]string{*found.ContentType, *found.CacheControl, *found.Expires, *found.ContentDisposition, *found.ContentEncoding},
			[]string{"text/x-test", "no-store", "1000000", `attachment; filename="x.txt"`, "x-test"})
		Equal(*got.ContentType, "text/x-test")
	})

	Scenario("head-and-meta", func(name string) {
		makeBucket(name)
		etag := *put(name, "key", "12345").ETag
		full := head(name, "key")
		meta, err := client.GetObjectMeta(background, &oss.GetObjectMetaRequest{Bucket: &name, Key: str("key")})
		Ok(err)
		Equal([]interface{}{full.ContentLength, *full.ETag, *full.ObjectType},
			[]interface{}{int64(5), etag, "Normal"})
		Equal([]interface{}{meta.ContentLength, *meta.ETag, *meta.LastModified},
			[]interface{}{int64(5), etag, *full.LastModified})
	})

	Scenario("ranges", func(name string) {
		makeBucket(name)
		put(name, "key", "0123456789")
		for _, row := range [][]string{
			{"bytes=0-3", "", "206", "0123"}, {"bytes=7-", "", "206", "789"}, {"bytes=-2", "", "206", "89"},
			{"bytes=5-20", "", "200", "0123456789"}, {"bytes=5-20", "standard", "206", "56789"},
		} {
			request := getting(name, "key")
			request.Range = str(row[0])
			if row[1] != "" {
				request.RangeBehavior = str(row[1])
			}
			got, body := get(request)
			Equal([]string{row[0], fmt.Sprint(got.StatusCode), string(body)}, []string{row[0], row[2], row[3]})
		}
		past := getting(name, "key")
		past.Range, past.RangeBehavior = str("bytes=10-12"), str("standard")
		refusedGet(416, "InvalidRange", client, past)
	})

	Scenario("conditions", func(name string) {
		makeBucket(name)
		etag := put(name, "key", "body").ETag
		past, future := httpDate(1_000_000_000), httpDate(4_000_000_000)
		for _, request := range []*oss.GetObjectRequest{{IfNoneMatch: etag}, {IfModifiedSince: future}} {
			request.Bucket, request.Key = &name, str("key")
			refusedGet(304, "BadErrorResponse", client, request)
			headed := &oss.HeadObjectRequest{Bucket: &name, Key: str("key"), IfNoneMatch: request.IfNoneMatch, IfModifiedSince: request.IfModifiedSince}
			_, err := client.HeadObject(background, headed)
			refused(304, "BadErrorResponse", err)
		}
		for field, request := range map[string]*oss.GetObjectRequest{"If-Match": {IfMatch: str(`"no"`)}, "If-Unmodified-Since": {IfUnmodifiedSince: past}} {
			request.Bucket, request.Key = &name, str("key")
			Equal(detail(refusedGet(412, "PreconditionFailed", client, request), "Condition"), field)
			headed := &oss.HeadObjectRequest{Bucket: &name, Key: str("key"), IfMatch: request.IfMatch, IfUnmodifiedSince: request.IfUnmodifiedSince}
			_, err := client.HeadObject(background, headed)
			refused(412, "PreconditionFailed", err)
		}
		_, body := get(&oss.GetObjectRequest{Bucket: &name, Key: str("key"), IfMatch: etag, IfModifiedSince: past})
		Equal(string(body), "body")
	})

	Scenario("odd-keys", func(name string) { roundTrip(name, OddKeys()) })
	Scenario("dot-keys", func(name string) { roundTrip(name, DotKeys()) })

	Scenario("copy-object", func(name string) {
		makeBucket(name)
		request := putting(name, "source", "body")
		request.Metadata, request.ContentType = map[string]string{"a": "1"}, str("text/x-test")
		done, err := client.PutObject(background, request)
		Ok(err)
		copying := func(source, key string) *oss.CopyObjectRequest {
			return &oss.CopyObjectRequest{Bucket: &name, Key: &key, SourceBucket: &name, SourceKey: &source}
		}
		copied, err := client.CopyObject(background, copying("source", "kept"))
		Ok(err)
		Equal(*copied.ETag, *done.ETag)
		replacing := copying("source", "new")
		replacing.MetadataDirective, replacing.Metadata = str("REPLACE"), map[string]string{"b": "2"}
		_, err = client.CopyObject(background, replacing)
		Ok(err)
		kept := head(name, "kept")
		Equal(kept.Metadata, map[string]string{"a": "1"})
		Equal(*kept.ContentType, "text/x-test")
		Equal(head(name, "new").Metadata, map[string]string{"b": "2"})
		failing := copying("source", "none")
		failing.IfMatch = str(`"no"`)
		_, err = client.CopyObject(background, failing)
		refused(412, "PreconditionFailed", err)
		failing = copying("source", "none")
		failing.IfNoneMatch = done.ETag
		_, err = client.CopyObject(background, failing)
		refused(304, "BadErrorResponse", err)
		_, err = client.CopyObject(background, copying("missing", "none"))
		refused(404, "NoSuchKey", err)
	})

	Scenario("append-object", func(name string) {
		makeBucket(name)
		appending := func(position int64, body string, before *string) *oss.AppendObjectResult {
			done, err := client.AppendObject(background, &oss.AppendObjectRequest{
				Bucket: &name, Key: str("log"), Position: &position, Body: strings.NewReader(body), InitHashCRC64: before,
			})
			Ok(err)
			return done
		}
		first := appending(0, "hello ", str("0"))
		Equal(first.NextPosition, int64(6))
		second := appending(6, "world", first.HashCRC64)
		Equal([]string{fmt.Sprint(second.NextPosition), *second.HashCRC64}, []string{"11", crc("hello world")})
		Equal(text(name, "log"), "hello world")
		found := head(name, "log")
		Equal([]string{*found.ObjectType, *found.NextAppendPosition}, []string{"Appendable", "11"})
	})

	Scenario("append-refused", func(name string) {
		makeBucket(name)
		appending := func(key string, position int64) error {
			_, err := client.AppendObject(background, &oss.AppendObjectRequest{
				Bucket: &name, Key: &key, Position: &position, Body: strings.NewReader("12345"),
			})
			return err
		}
		Ok(appending("log", 0))
		service := refused(409, "PositionNotEqualToLength", appending("log", 3))
		Equal(service.Headers.Get("x-oss-next-append-position"), "5")
		put(name, "normal", "12345")
		refused(409, "ObjectNotAppendable", appending("normal", 5))
	})

	Scenario("delete-objects", func(name string) {
		makeBucket(name)
		names := []string{"a", "b c", "d&<e>", "\U0001f600"}
		objects := []oss.DeleteObject{}
		for _, key := range names {
			put(name, key, "")
			objects = append(objects, oss.DeleteObject{Key: str(key)})
		}
		Equal([]int{remove(name, "a"), remove(name, "a")}, []int{204, 204})
		deleting := func(quiet bool) []string {
			done, err := client.DeleteMultipleObjects(background, &oss.DeleteMultipleObjectsRequest{Bucket: &name, Objects: objects, Quiet: quiet})
			Ok(err)
			deleted := []string{}
			for _, object := range done.DeletedObjects {
				deleted = append(deleted, *object.Key)
			}
			return deleted
		}
		Equal(deleting(false), names)
		Equal(deleting(true), []string{})
		Equal(listed(name), []string{})
	})

	Scenario("forbid-overwrite", func(name string) {
		makeBucket(name)
		request := putting(name, "key", "first")
		request.ForbidOverwrite = str("true")
		_, err := client.PutObject(background, request)
		Ok(err)
		request = putting(name, "key", "second")
		request.ForbidOverwrite = str("true")
		refusedPut(409, "FileAlreadyExists", client, request)
		Equal(text(name, "key"), "first")
	})

	Scenario("wrong-md5", func(name string) {
		makeBucket(name)
		request := putting(name, "key", "body")
		request.ContentMD5 = str(MD5([]byte("other")))
		refusedPut(400, "InvalidDigest", client, request)
		exists, err := client.IsObjectExist(background, name, "key")
		Ok(err)
		Check(!exists, "the object was kept")
	})
}
