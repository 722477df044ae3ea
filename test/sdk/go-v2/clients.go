package main

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
	. "ossmock.test/harness"
)

var background = context.Background()

// settings are this run's endpoint, signature version and proxy.
func settings(endpoint, proxy string, keys credentials.CredentialsProvider) *oss.Config {
	version := oss.SignatureVersionV1
	if Signature == "v4" {
		version = oss.SignatureVersionV4
	}
	config := oss.LoadDefaultConfig().WithRegion(Region).WithEndpoint(endpoint).WithSignatureVersion(version).
		WithCredentialsProvider(keys)
	if proxy != "" {
		config.WithProxyHost(proxy)
	}
	return config
}

func keyed(keyID, secret string) *oss.Client {
	return oss.NewClient(settings(Endpoint, Proxy, credentials.NewStaticCredentialsProvider(keyID, secret)))
}

var client = keyed(KeyID, Secret)

func stranger() *oss.Client {
	return oss.NewClient(settings(Endpoint, Proxy, credentials.NewAnonymousCredentialsProvider()))
}

func str(text string) *string { return oss.Ptr(text) }

func makeBucket(name string) {
	_, err := client.PutBucket(background, &oss.PutBucketRequest{Bucket: &name})
	Ok(err)
}

func putting(bucket, key, body string) *oss.PutObjectRequest {
	return &oss.PutObjectRequest{Bucket: &bucket, Key: &key, Body: strings.NewReader(body)}
}

func put(bucket, key, body string) *oss.PutObjectResult {
	done, err := client.PutObject(background, putting(bucket, key, body))
	Ok(err)
	return done
}

func getting(bucket, key string) *oss.GetObjectRequest {
	return &oss.GetObjectRequest{Bucket: &bucket, Key: &key}
}

func get(request *oss.GetObjectRequest) (*oss.GetObjectResult, []byte) {
	result, err := client.GetObject(background, request)
	Ok(err)
	return result, Read(result.Body)
}

func text(bucket, key string) string {
	_, data := get(getting(bucket, key))
	return string(data)
}

func heading(bucket, key string) *oss.HeadObjectRequest {
	return &oss.HeadObjectRequest{Bucket: &bucket, Key: &key}
}

func head(bucket, key string) *oss.HeadObjectResult {
	result, err := client.HeadObject(background, heading(bucket, key))
	Ok(err)
	return result
}

func remove(bucket, key string) int {
	done, err := client.DeleteObject(background, &oss.DeleteObjectRequest{Bucket: &bucket, Key: &key})
	Ok(err)
	return done.StatusCode
}

func keys(objects []oss.ObjectProperties) []string {
	names := []string{}
	for _, object := range objects {
		names = append(names, oss.ToString(object.Key))
	}
	return names
}

func prefixes(groups []oss.CommonPrefix) []string {
	names := []string{}
	for _, group := range groups {
		names = append(names, oss.ToString(group.Prefix))
	}
	return names
}

func listed(bucket string) []string {
	page, err := client.ListObjects(background, &oss.ListObjectsRequest{Bucket: &bucket})
	Ok(err)
	return keys(page.Contents)
}

// refused expects a ServiceError inside an OperationError and gives it back.
func refused(status int, code string, err error) *oss.ServiceError {
	var operation *oss.OperationError
	var service *oss.ServiceError
	if !errors.As(err, &operation) || !errors.As(err, &service) {
		Fail("expected %s, got %T %v", code, err, err)
	}
	Equal([]interface{}{service.StatusCode, service.Code}, []interface{}{status, code})
	Equal(len(service.RequestID), 24)
	return service
}

// detail is the text of an element of the error that the SDK has no field for.
func detail(service *oss.ServiceError, name string) string {
	decoder := xml.NewDecoder(bytes.NewReader(service.Snapshot))
	for {
		token, err := decoder.Token()
		Ok(err)
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == name {
			var value string
			Ok(decoder.DecodeElement(&value, &start))
			return value
		}
	}
}

func refusedGet(status int, code string, by *oss.Client, request *oss.GetObjectRequest) *oss.ServiceError {
	_, err := by.GetObject(background, request)
	return refused(status, code, err)
}

func refusedPut(status int, code string, by *oss.Client, request *oss.PutObjectRequest) *oss.ServiceError {
	_, err := by.PutObject(background, request)
	return refused(status, code, err)
}
