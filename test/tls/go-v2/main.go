// Puts and gets an object with the Go SDK v2, over TLS or through a proxy: SSL_CERT_FILE, HTTP_PROXY and HTTPS_PROXY.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
)

func must(err error) {
	if err != nil {
		fmt.Println("FAIL", err)
		os.Exit(1)
	}
}

func main() {
	keys := credentials.NewStaticCredentialsProvider("ossmock", "ossmock-secret")
	config := oss.LoadDefaultConfig().WithCredentialsProvider(keys).WithRegion("cn-hangzhou").
		WithEndpoint(os.Getenv("OSS_ENDPOINT")).WithProxyFromEnvironment(true)
	client := oss.NewClient(config)
	ctx, bucket, key := context.Background(), oss.Ptr("examplebucket"), oss.Ptr("tls/go-v2.bin")
	data := bytes.Repeat([]byte("go v2 tls"), 40_000)
	_, err := client.PutObject(ctx, &oss.PutObjectRequest{Bucket: bucket, Key: key, Body: bytes.NewReader(data)})
	must(err)
	got, err := client.GetObject(ctx, &oss.GetObjectRequest{Bucket: bucket, Key: key})
	must(err)
	back, err := io.ReadAll(got.Body)
	must(err)
	if !bytes.Equal(back, data) {
		must(fmt.Errorf("%d bytes came back", len(back)))
	}
	fmt.Println("PASS")
}
