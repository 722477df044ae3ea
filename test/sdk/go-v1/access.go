package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

func init() {
	Scenario("object-acl", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "key", []byte("body"))
		for _, acl := range []oss.ACLType{oss.ACLDefault, oss.ACLPublicRead} {
			if acl != oss.ACLDefault {
				Ok(bucket.SetObjectACL("key", acl))
			}
			found, err := bucket.GetObjectACL("key")
			Ok(err)
			Equal(found.ACL, string(acl))
		}
		signed, err := bucket.SignURL("key", oss.HTTPGet, 60)
		Ok(err)
		// This SDK signs every request: a reader without a key does not use it.
		response, body := Fetch("GET", strings.Split(signed, "?")[0], nil, nil)
		Equal([]interface{}{response.StatusCode, string(body)}, []interface{}{200, "body"})
	})

	Scenario("presigned-get", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "a dir/key+1.txt", []byte("body"))
		disposition := `attachment; filename="a b.txt"`
		signed, err := bucket.SignURL("a dir/key+1.txt", oss.HTTPGet, 60, oss.ResponseContentDisposition(disposition))
		Ok(err)
		response, body := Fetch("GET", signed, nil, nil)
		Equal([]interface{}{response.StatusCode, string(body)}, []interface{}{200, "body"})
		Equal(response.Header.Get("Content-Disposition"), disposition)
		changed := strings.ReplaceAll(strings.ReplaceAll(signed, "a%20b.txt", "c.txt"), "a+b.txt", "c.txt")
		RefusedURL(403, "SignatureDoesNotMatch", "GET", changed, nil, nil)
		reader, err := bucket.GetObjectWithURL(signed)
		Ok(err)
		Equal(string(Read(reader)), "body")
	})

	Scenario("presigned-put", func(name string) {
		bucket := makeBucket(name)
		signed, err := bucket.SignURL("key", oss.HTTPPut, 60, oss.ContentType("text/x-test"), oss.Meta("a", "1"))
		Ok(err)
		headers := map[string]string{"Content-Type": "text/x-test", "x-oss-meta-a": "1"}
		response, _ := Fetch("PUT", signed, []byte("body"), headers)
		Equal(response.StatusCode, 200)
		Equal([]string{string(get(bucket, "key")), head(bucket, "key").Get("X-Oss-Meta-A")}, []string{"body", "1"})
		headers["Content-Type"] = "text/x-other"
		RefusedURL(403, "SignatureDoesNotMatch", "PUT", signed, []byte("body"), headers)
	})

	Scenario("presigned-expired", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "key", []byte("body"))
		signed, err := bucket.SignURL("key", oss.HTTPGet, 2)
		Ok(err)
		// The SDK signs no URL that has expired already.
		time.Sleep(3100 * time.Millisecond)
		RefusedURL(403, "AccessDenied", "GET", signed, nil, nil)
	})

	Scenario("no-such-key", func(name string) {
		bucket := makeBucket(name)
		_, headed := bucket.GetObjectDetailedMeta("dir/missing")
		_, described := bucket.GetObjectMeta("dir/missing")
		_, got := bucket.GetObject("dir/missing")
		for _, err := range []error{headed, described, got} {
			service := refused(404, "NoSuchKey", err)
			Equal([]string{service.Message, service.Ec},
				[]string{"The specified key does not exist.", "0026-00000001"})
			Check(strings.Contains(service.RawMessage, "<Key>dir/missing</Key>"), service.RawMessage)
		}
		exists, err := bucket.IsObjectExist("dir/missing")
		Ok(err)
		Check(!exists, "the object is there")
	})

	Scenario("no-such-bucket", func(name string) {
		bucket := openBucket(client, name)
		_, info := client.GetBucketInfo(name)
		_, list := bucket.ListObjects()
		_, headed := bucket.GetObjectDetailedMeta("key")
		for _, err := range []error{info, list, headed} {
			service := refused(404, "NoSuchBucket", err)
			Equal(service.Message, "The specified bucket does not exist.")
			Check(strings.Contains(service.RawMessage, "<BucketName>"+name+"</BucketName>"), service.RawMessage)
		}
		refusedGet(404, "NoSuchBucket", bucket, "key")
		refusedPut(404, "NoSuchBucket", bucket, "key")
	})

	Scenario("wrong-secret", func(name string) {
		makeBucket(name)
		service := refusedPut(403, "SignatureDoesNotMatch", openBucket(openClient(Endpoint, Proxy, KeyID, "wrong"), name), "key")
		Check(strings.Contains(service.RawMessage, fmt.Sprintf("/%s/key", name)), service.RawMessage)
	})

	Scenario("unknown-key-id", func(name string) {
		makeBucket(name)
		_, err := openBucket(openClient(Endpoint, Proxy, "LTAIunknown", Secret), name).ListObjects()
		service := refused(403, "InvalidAccessKeyId", err)
		Check(strings.Contains(service.RawMessage, "<OSSAccessKeyId>LTAIunknown</OSSAccessKeyId>"), service.RawMessage)
	})

	Scenario("invalid-name", func(name string) {
		refusedPut(400, "InvalidObjectName", makeBucket(name), `\key`)
	})

	Scenario("clock-skew", func(string) {
		bucket := openBucket(openClient(SkewedEndpoint, SkewedProxy, KeyID, Secret), "examplebucket")
		service := refusedGet(403, "RequestTimeTooSkewed", bucket, "key")
		Check(strings.Contains(service.RawMessage, "<MaxAllowedSkewMilliseconds>900000<"), service.RawMessage)
	})
}
