package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
)

func main() {
	client, _ := oss.New("http://127.0.0.1:9000", "ossmock", "ossmock-secret")
	bucket, _ := client.Bucket("examplebucket")
	_ = bucket.PutObject("hello.txt", strings.NewReader("hello"))
	body, _ := bucket.GetObject("hello.txt")
	data, _ := io.ReadAll(body)
	fmt.Println(string(data))
	_, err := bucket.GetObject("missing")
	fmt.Println(err.(oss.ServiceError).Code, err.(oss.ServiceError).RequestID)
}
