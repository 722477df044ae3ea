module ossmock.test/go-v2

go 1.18

require (
	github.com/aliyun/alibabacloud-oss-go-sdk-v2 v1.6.1
	ossmock.test/harness v0.0.0
)

require golang.org/x/time v0.4.0 // indirect

replace ossmock.test/harness => ../go-common
