package main

import (
	"strings"
	"time"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
	. "ossmock.test/harness"
)

func init() {
	Scenario("object-acl", func(name string) {
		makeBucket(name)
		put(name, "key", "body")
		acl := func() string {
			found, err := client.GetObjectAcl(background, &oss.GetObjectAclRequest{Bucket: &name, Key: str("key")})
			Ok(err)
			return *found.ACL
		}
		Equal(acl(), "default")
		_, err := client.PutObjectAcl(background, &oss.PutObjectAclRequest{Bucket: &name, Key: str("key"), Acl: oss.ObjectACLPublicRead})
		Ok(err)
		Equal(acl(), "public-read")
		got, err := stranger().GetObject(background, getting(name, "key"))
		Ok(err)
		Equal(string(Read(got.Body)), "body")
	})

	Scenario("anonymous", func(name string) {
		makeBucket(name)
		put(name, "key", "body")
		refusedGet(403, "AccessDenied", stranger(), getting(name, "key"))
		refusedPut(403, "AccessDenied", stranger(), putting(name, "new", ""))
		_, err := stranger().ListObjects(background, &oss.ListObjectsRequest{Bucket: &name})
		refused(403, "AccessDenied", err)
	})

	Scenario("presigned-get", func(name string) {
		makeBucket(name)
		put(name, "a dir/key+1.txt", "body")
		request := getting(name, "a dir/key+1.txt")
		request.ResponseContentDisposition = str(`attachment; filename="a b.txt"`)
		signed, err := client.Presign(background, request, oss.PresignExpires(time.Minute))
		Ok(err)
		response, body := Fetch(signed.Method, signed.URL, nil, nil)
		Equal([]interface{}{response.StatusCode, string(body)}, []interface{}{200, "body"})
		Equal(response.Header.Get("Content-Disposition"), *request.ResponseContentDisposition)
		changed := strings.ReplaceAll(strings.ReplaceAll(signed.URL, "a%20b.txt", "c.txt"), "a+b.txt", "c.txt")
		RefusedURL(403, "SignatureDoesNotMatch", "GET", changed, nil, nil)
	})

	Scenario("presigned-put", func(name string) {
		makeBucket(name)
		request := &oss.PutObjectRequest{Bucket: &name, Key: str("key"), ContentType: str("text/x-test"), Metadata: map[string]string{"a": "1"}}
		signed, err := client.Presign(background, request, oss.PresignExpires(time.Minute))
		Ok(err)
		response, _ := Fetch(signed.Method, signed.URL, []byte("body"), signed.SignedHeaders)
		Equal(response.StatusCode, 200)
		Equal([]string{text(name, "key"), head(name, "key").Metadata["a"]}, []string{"body", "1"})
		headers := map[string]string{"x-oss-meta-a": "1", "Content-Type": "text/x-other"}
		RefusedURL(403, "SignatureDoesNotMatch", "PUT", signed.URL, []byte("body"), headers)
	})

	Scenario("presigned-expired", func(name string) {
		makeBucket(name)
		put(name, "key", "body")
		signed, err := client.Presign(background, getting(name, "key"), oss.PresignExpiration(time.Now().Add(2 * time.Second)))
		Ok(err)
		// The SDK signs no URL that has expired already.
		time.Sleep(3100 * time.Millisecond)
		RefusedURL(403, "AccessDenied", "GET", signed.URL, nil, nil)
	})

	Scenario("no-such-key", func(name string) {
		makeBucket(name)
		_, headed := client.HeadObject(background, heading(name, "dir/missing"))
		_, described := client.GetObjectMeta(background, &oss.GetObjectMetaRequest{Bucket: &name, Key: str("dir/missing")})
		_, got := client.GetObject(background, getting(name, "dir/missing"))
		for _, err := range []error{headed, described, got} {
			service := refused(404, "NoSuchKey", err)
			Equal([]string{service.Message, service.EC},
				[]string{"The specified key does not exist.", "0026-00000001"})
			Equal(detail(service, "Key"), "dir/missing")
		}
		exists, err := client.IsObjectExist(background, name, "dir/missing")
		Ok(err)
		Check(!exists, "the object is there")
	})

	Scenario("no-such-bucket", func(name string) {
		_, info := client.GetBucketInfo(background, &oss.GetBucketInfoRequest{Bucket: &name})
		_, list := client.ListObjectsV2(background, &oss.ListObjectsV2Request{Bucket: &name})
		_, headed := client.HeadObject(background, heading(name, "key"))
		_, got := client.GetObject(background, getting(name, "key"))
		_, written := client.PutObject(background, putting(name, "key", "body"))
		for _, err := range []error{info, list, headed, got, written} {
			service := refused(404, "NoSuchBucket", err)
			Equal([]string{service.Message, detail(service, "BucketName")},
				[]string{"The specified bucket does not exist.", name})
		}
	})

	Scenario("wrong-secret", func(name string) {
		makeBucket(name)
		service := refusedPut(403, "SignatureDoesNotMatch", keyed(KeyID, "wrong"), putting(name, "key", "body"))
		Check(strings.Contains(string(service.Snapshot), "/"+name+"/key"), string(service.Snapshot))
	})

	Scenario("unknown-key-id", func(name string) {
		makeBucket(name)
		service := refusedGet(403, "InvalidAccessKeyId", keyed("LTAIunknown", Secret), getting(name, "key"))
		Equal(detail(service, "OSSAccessKeyId"), "LTAIunknown")
	})

	Scenario("invalid-name", func(name string) {
		makeBucket(name)
		refusedPut(400, "InvalidObjectName", client, putting(name, `\key`, "body"))
	})

	Scenario("clock-skew", func(string) {
		config := settings(SkewedEndpoint, SkewedProxy, credentials.NewStaticCredentialsProvider(KeyID, Secret))
		request := getting("examplebucket", "key")
		once := oss.NewClient(config, func(o *oss.Options) { o.RetryMaxAttempts = oss.Ptr(1) })
		service := refusedGet(403, "RequestTimeTooSkewed", once, request)
		Equal(detail(service, "MaxAllowedSkewMilliseconds"), "900000")
		refusedGet(404, "NoSuchKey", oss.NewClient(config), request)
	})
}
