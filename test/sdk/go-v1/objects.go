package main

import (
	"bytes"
	"fmt"
	"hash/crc64"
	"net/http"
	"strings"
	"time"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

func crc(data []byte) string {
	return fmt.Sprint(crc64.Checksum(data, crc64.MakeTable(crc64.ECMA)))
}

func roundTrip(bucket *oss.Bucket, names []string) {
	for _, key := range names {
		data := []byte(key)
		put(bucket, key, data)
		Equal([]string{key, string(get(bucket, key))}, []string{key, key})
		Equal(head(bucket, key).Get("Content-Length"), fmt.Sprint(len(data)))
		_, err := bucket.CopyObject(key, "copy/"+key)
		Ok(err)
		Equal(string(get(bucket, "copy/"+key)), key)
		Ok(bucket.DeleteObject("copy/" + key))
	}
	listed, err := bucket.ListObjects()
	Ok(err)
	Equal(keys(listed.Objects), Sorted(names))
	for _, key := range names {
		Ok(bucket.DeleteObject(key))
	}
	listed, err = bucket.ListObjects()
	Ok(err)
	Equal(keys(listed.Objects), []string{})
}

func init() {
	Scenario("put-get", func(name string) {
		bucket := makeBucket(name)
		for key, data := range map[string][]byte{"data.bin": Content(300_000), "empty": {}} {
			header := put(bucket, key, data, oss.ContentMD5(MD5(data)))
			Equal([]string{header.Get("ETag"), header.Get("X-Oss-Hash-Crc64ecma")},
				[]string{`"` + Hex(data) + `"`, crc(data)})
			result, err := bucket.DoGetObject(&oss.GetObjectRequest{ObjectKey: key}, nil)
			Ok(err)
			Check(bytes.Equal(Read(result.Response.Body), data), "other bytes")
			Equal(fmt.Sprint(result.ServerCRC), crc(data))
			Equal(result.ClientCRC.Sum64(), result.ServerCRC)
		}
	})

	Scenario("chunked-upload", func(name string) {
		bucket := makeBucket(name)
		data := Content(300_000)
		var header http.Header
		Ok(bucket.PutObject("key", Unmeasured(data), oss.GetResponseHeader(&header)))
		Equal([]string{header.Get("ETag"), header.Get("X-Oss-Hash-Crc64ecma")},
			[]string{`"` + Hex(data) + `"`, crc(data)})
		Check(bytes.Equal(get(bucket, "key"), data), "other bytes")
	})

	Scenario("metadata", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "key", []byte("body"), oss.Meta("author", "ann"), oss.Meta("Second", "a b=c"), oss.ContentType("text/x-test"),
			oss.ContentLanguage("de"), oss.CacheControl("no-store"), oss.ContentDisposition(`attachment; filename="x.txt"`),
			oss.SetHeader("Expires", "1000000"))
		var got http.Header
		get(bucket, "key", oss.GetResponseHeader(&got))
		for _, header := range []http.Header{got, head(bucket, "key")} {
			for field, value := range map[string]string{
				"X-Oss-Meta-Author": "ann", "X-Oss-Meta-Second": "a b=c", "Content-Type": "text/x-test", "Content-Language": "de",
				"Cache-Control": "no-store", "Content-Disposition": `attachment; filename="x.txt"`, "Expires": "1000000",
			} {
				Equal([]string{field, header.Get(field)}, []string{field, value})
			}
		}
		Ok(bucket.SetObjectMeta("key", oss.Meta("author", "bob")))
		after := head(bucket, "key")
		Equal([]string{after.Get("X-Oss-Meta-Author"), after.Get("X-Oss-Meta-Second")}, []string{"bob", ""})
	})

	Scenario("head-and-meta", func(name string) {
		bucket := makeBucket(name)
		etag := put(bucket, "key", []byte("12345")).Get("ETag")
		full := head(bucket, "key")
		meta, err := bucket.GetObjectMeta("key")
		Ok(err)
		Equal([]string{full.Get("Content-Length"), full.Get("ETag"), full.Get("X-Oss-Object-Type")},
			[]string{"5", etag, "Normal"})
		Equal([]string{meta.Get("Content-Length"), meta.Get("ETag"), meta.Get("Last-Modified")},
			[]string{"5", etag, full.Get("Last-Modified")})
	})

	Scenario("ranges", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "key", []byte("0123456789"))
		standard := oss.RangeBehavior("standard")
		for _, row := range []struct {
			options []oss.Option
			length  string
			body    string
		}{
			{[]oss.Option{oss.Range(0, 3)}, "bytes 0-3/10", "0123"},
			{[]oss.Option{oss.NormalizedRange("7-")}, "bytes 7-9/10", "789"},
			{[]oss.Option{oss.NormalizedRange("-2")}, "bytes 8-9/10", "89"},
			{[]oss.Option{oss.Range(5, 20)}, "", "0123456789"},
			{[]oss.Option{oss.Range(5, 20), standard}, "bytes 5-9/10", "56789"},
		} {
			var header http.Header
			body := get(bucket, "key", append(row.options, oss.GetResponseHeader(&header))...)
			Equal([]string{header.Get("Content-Range"), string(body)}, []string{row.length, row.body})
		}
		refusedGet(416, "InvalidRange", bucket, "key", oss.Range(10, 12), standard)
	})

	Scenario("conditions", func(name string) {
		bucket := makeBucket(name)
		etag := put(bucket, "key", []byte("body")).Get("ETag")
		past, future := time.Unix(1_000_000_000, 0), time.Unix(4_000_000_000, 0)
		for _, option := range []oss.Option{oss.IfNoneMatch(etag), oss.IfModifiedSince(future)} {
			_, err := bucket.GetObject("key", option)
			Check(err != nil && strings.Contains(err.Error(), "service returned 304"), fmt.Sprint(err))
			_, err = bucket.GetObjectDetailedMeta("key", option)
			Check(err != nil && strings.Contains(err.Error(), "service returned 304"), fmt.Sprint(err))
		}
		for field, option := range map[string]oss.Option{"If-Match": oss.IfMatch(`"no"`), "If-Unmodified-Since": oss.IfUnmodifiedSince(past)} {
			service := refusedGet(412, "PreconditionFailed", bucket, "key", option)
			Check(strings.Contains(service.RawMessage, "<Condition>"+field+"</Condition>"), service.RawMessage)
			_, err := bucket.GetObjectDetailedMeta("key", option)
			refused(412, "PreconditionFailed", err)
		}
		Equal(string(get(bucket, "key", oss.IfMatch(etag), oss.IfModifiedSince(past))), "body")
	})

	Scenario("odd-keys", func(name string) { roundTrip(makeBucket(name), OddKeys()) })
	Scenario("dot-keys", func(name string) { roundTrip(makeBucket(name), DotKeys()) })

	Scenario("copy-object", func(name string) {
		bucket := makeBucket(name)
		etag := put(bucket, "source", []byte("body"), oss.Meta("a", "1"), oss.ContentType("text/x-test")).Get("ETag")
		copied, err := bucket.CopyObject("source", "kept")
		Ok(err)
		Equal(copied.ETag, etag)
		_, err = bucket.CopyObject("source", "new", oss.MetadataDirective(oss.MetaReplace), oss.Meta("b", "2"))
		Ok(err)
		kept, made := head(bucket, "kept"), head(bucket, "new")
		Equal([]string{kept.Get("X-Oss-Meta-A"), kept.Get("Content-Type")}, []string{"1", "text/x-test"})
		Equal([]string{made.Get("X-Oss-Meta-A"), made.Get("X-Oss-Meta-B")}, []string{"", "2"})
		_, err = bucket.CopyObject("source", "none", oss.CopySourceIfMatch(`"no"`))
		refused(412, "PreconditionFailed", err)
		_, err = bucket.CopyObject("source", "none", oss.CopySourceIfNoneMatch(etag))
		Check(err != nil && strings.Contains(err.Error(), "service returned 304"), fmt.Sprint(err))
		_, err = bucket.CopyObject("missing", "none")
		refused(404, "NoSuchKey", err)
	})

	Scenario("append-object", func(name string) {
		bucket := makeBucket(name)
		request := &oss.AppendObjectRequest{ObjectKey: "log", Reader: strings.NewReader("hello "), Position: 0}
		first, err := bucket.DoAppendObject(request, []oss.Option{oss.InitCRC(0), oss.Meta("a", "1")})
		Ok(err)
		Equal(first.NextPosition, int64(6))
		request = &oss.AppendObjectRequest{ObjectKey: "log", Reader: strings.NewReader("world"), Position: 6}
		second, err := bucket.DoAppendObject(request, []oss.Option{oss.InitCRC(first.CRC)})
		Ok(err)
		Equal([]string{fmt.Sprint(second.NextPosition), fmt.Sprint(second.CRC)},
			[]string{"11", crc([]byte("hello world"))})
		Equal(string(get(bucket, "log")), "hello world")
		header := head(bucket, "log")
		Equal([]string{header.Get("X-Oss-Object-Type"), header.Get(oss.HTTPHeaderOssNextAppendPosition)},
			[]string{"Appendable", "11"})
	})

	Scenario("append-refused", func(name string) {
		bucket := makeBucket(name)
		_, err := bucket.AppendObject("log", strings.NewReader("12345"), 0)
		Ok(err)
		var header http.Header
		_, err = bucket.AppendObject("log", strings.NewReader("x"), 3, oss.GetResponseHeader(&header))
		refused(409, "PositionNotEqualToLength", err)
		Equal(header.Get(oss.HTTPHeaderOssNextAppendPosition), "5")
		put(bucket, "normal", []byte("12345"))
		_, err = bucket.AppendObject("normal", strings.NewReader("x"), 5)
		refused(409, "ObjectNotAppendable", err)
	})

	Scenario("delete-objects", func(name string) {
		bucket := makeBucket(name)
		names := []string{"a", "b c", "d&<e>", "\U0001f600"}
		for _, key := range names {
			put(bucket, key, nil)
		}
		Ok(bucket.DeleteObject("a"))
		Ok(bucket.DeleteObject("a"))
		deleted, err := bucket.DeleteObjects(names)
		Ok(err)
		Equal(deleted.DeletedObjects, names)
		quiet, err := bucket.DeleteObjects(names, oss.DeleteObjectsQuiet(true))
		Ok(err)
		Equal(len(quiet.DeletedObjects), 0)
		listed, err := bucket.ListObjects()
		Ok(err)
		Equal(keys(listed.Objects), []string{})
	})

	Scenario("forbid-overwrite", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "key", []byte("first"), oss.ForbidOverWrite(true))
		refusedPut(409, "FileAlreadyExists", bucket, "key", oss.ForbidOverWrite(true))
		Equal(string(get(bucket, "key")), "first")
	})

	Scenario("wrong-md5", func(name string) {
		bucket := makeBucket(name)
		refusedPut(400, "InvalidDigest", bucket, "key", oss.ContentMD5(MD5([]byte("other"))))
		exists, err := bucket.IsObjectExist("key")
		Ok(err)
		Check(!exists, "the object was kept")
	})
}
