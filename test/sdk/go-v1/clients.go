package main

import (
	"bytes"
	"net/http"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

// openClient makes a client with this run's signature version; nothing is sent.
func openClient(endpoint, proxy, keyID, secret string, options ...oss.ClientOption) *oss.Client {
	version := oss.AuthV1
	if Signature == "v4" {
		version = oss.AuthV4
	}
	options = append(options, oss.Region(Region), oss.AuthVersion(version))
	if proxy != "" {
		options = append(options, oss.Proxy(proxy))
	}
	client, err := oss.New(endpoint, keyID, secret, options...)
	Ok(err)
	return client
}

var client = openClient(Endpoint, Proxy, KeyID, Secret)

func openBucket(by *oss.Client, name string) *oss.Bucket {
	bucket, err := by.Bucket(name)
	Ok(err)
	return bucket
}

func makeBucket(name string) *oss.Bucket {
	Ok(client.CreateBucket(name))
	return openBucket(client, name)
}

func put(bucket *oss.Bucket, key string, data []byte, options ...oss.Option) http.Header {
	var header http.Header
	Ok(bucket.PutObject(key, bytes.NewReader(data), append(options, oss.GetResponseHeader(&header))...))
	return header
}

func get(bucket *oss.Bucket, key string, options ...oss.Option) []byte {
	body, err := bucket.GetObject(key, options...)
	Ok(err)
	return Read(body)
}

func head(bucket *oss.Bucket, key string) http.Header {
	header, err := bucket.GetObjectDetailedMeta(key)
	Ok(err)
	return header
}

func keys(objects []oss.ObjectProperties) []string {
	names := []string{}
	for _, object := range objects {
		names = append(names, object.Key)
	}
	return names
}

// refused expects a ServiceError and gives it back.
func refused(status int, code string, err error) oss.ServiceError {
	service, ok := err.(oss.ServiceError)
	if !ok {
		Fail("expected %s, got %T %v", code, err, err)
	}
	Equal([]interface{}{service.StatusCode, service.Code}, []interface{}{status, code})
	Equal(len(service.RequestID), 24)
	return service
}

func refusedGet(status int, code string, bucket *oss.Bucket, key string, options ...oss.Option) oss.ServiceError {
	_, err := bucket.GetObject(key, options...)
	return refused(status, code, err)
}

func refusedPut(status int, code string, bucket *oss.Bucket, key string, options ...oss.Option) oss.ServiceError {
	return refused(status, code, bucket.PutObject(key, bytes.NewReader([]byte("body")), options...))
}
