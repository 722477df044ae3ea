package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
)

func main() {
	keys := credentials.NewStaticCredentialsProvider("ossmock", "ossmock-secret")
	client := oss.NewClient(oss.LoadDefaultConfig().WithCredentialsProvider(keys).WithRegion("cn-hangzhou").WithEndpoint("http://127.0.0.1:9000"))
	ctx, bucket, key := context.Background(), oss.Ptr("examplebucket"), oss.Ptr("hello.txt")
	_, _ = client.PutObject(ctx, &oss.PutObjectRequest{Bucket: bucket, Key: key, Body: strings.NewReader("hello")})
	got, _ := client.GetObject(ctx, &oss.GetObjectRequest{Bucket: bucket, Key: key})
	data, _ := io.ReadAll(got.Body)
	fmt.Println(string(data))
	_, err := client.GetObject(ctx, &oss.GetObjectRequest{Bucket: bucket, Key: oss.Ptr("missing")})
	var refused *oss.ServiceError
	errors.As(err, &refused)
	fmt.Println(refused.Code, refused.RequestID)
}
