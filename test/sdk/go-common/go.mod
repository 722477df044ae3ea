module ossmock.test/harness

go 1.18
