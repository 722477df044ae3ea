// Runs the scenarios with the Go SDK v1.
package main

import "ossmock.test/harness"

func main() { harness.RunAll() }
