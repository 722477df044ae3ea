// Runs the scenarios with the Go SDK v2.
package main

import "ossmock.test/harness"

func main() { harness.RunAll() }
