module ossmock.test/go-v1

go 1.18

require (
	github.com/aliyun/aliyun-oss-go-sdk v3.0.2+incompatible
	ossmock.test/harness v0.0.0
)

require (
	golang.org/x/time v0.4.0 // indirect
	gopkg.in/check.v1 v1.0.0-20201130134442-10cb98267c6c // indirect
)

replace ossmock.test/harness => ../go-common
