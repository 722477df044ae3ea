// go get github.com/testcontainers/testcontainers-go github.com/aliyun/alibabacloud-oss-go-sdk-v2
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	ctx := context.Background()
	container := must(testcontainers.GenericContainer(ctx, testcontainers.GenericContainerRequest{
		ContainerRequest: testcontainers.ContainerRequest{
			Image: "ossmock",
			Env: map[string]string{
				"OSSMOCK_BUCKETS":           "photos",
				"OSSMOCK_ACCESS_KEY_ID":     "ci",
				"OSSMOCK_ACCESS_KEY_SECRET": "ci-secret",
			},
			ExposedPorts: []string{"9000/tcp"},
			WaitingFor:   wait.ForHealthCheck(),
		},
		Started: true,
	}))
	defer func() { _ = container.Terminate(ctx) }()

	port := must(container.MappedPort(ctx, "9000/tcp"))
	keys := credentials.NewStaticCredentialsProvider("ci", "ci-secret")
	// An address, not localhost: SDKs put the bucket before a name. Without http:// this one assumes https.
	client := oss.NewClient(oss.LoadDefaultConfig().WithCredentialsProvider(keys).WithRegion("cn-hangzhou").
		WithEndpoint("http://127.0.0.1:" + port.Port()))
	bucket, key := oss.Ptr("photos"), oss.Ptr("hello.txt")
	must(client.PutObject(ctx, &oss.PutObjectRequest{Bucket: bucket, Key: key, Body: strings.NewReader("hello")}))
	got := must(client.GetObject(ctx, &oss.GetObjectRequest{Bucket: bucket, Key: key}))
	fmt.Println(string(must(io.ReadAll(got.Body))))
}
