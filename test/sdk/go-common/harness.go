// Package harness is what both Go programs share: settings, the list of scenarios, and the checks.
package harness

import (
	"bytes"
	"crypto/md5"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"sort"
	"strings"
)

var (
	Endpoint       = os.Getenv("OSS_ENDPOINT")
	Proxy          = os.Getenv("OSS_PROXY")
	SkewedEndpoint = os.Getenv("OSS_SKEWED_ENDPOINT")
	SkewedProxy    = os.Getenv("OSS_SKEWED_PROXY")
	Region         = os.Getenv("OSS_REGION")
	Signature      = os.Getenv("OSS_SIGNATURE_VERSION")
	KeyID          = os.Getenv("OSS_ACCESS_KEY_ID")
	Secret         = os.Getenv("OSS_ACCESS_KEY_SECRET")
	Work           = os.Getenv("OSS_WORK")
)

const (
	Owner    = "1234567890123456"
	Part     = 100 * 1024
	Megabyte = 1024 * 1024
)

var list struct {
	OddKeys   []string
	DotKeys   []string
	Scenarios []struct{ Name string }
}

var scenarios = map[string]func(bucket string){}

type failure string

func init() {
	text, err := os.ReadFile(os.Getenv("OSS_SCENARIOS"))
	if err == nil {
		err = json.Unmarshal(text, &list)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func OddKeys() []string { return list.OddKeys }
func DotKeys() []string { return list.DotKeys }

// Scenario registers a scenario, a function of its own bucket's name.
func Scenario(name string, run func(bucket string)) { scenarios[name] = run }

// RunAll runs the scenarios in the order of the list and prints a line for each.
func RunAll() {
	for number, entry := range list.Scenarios {
		if run := scenarios[entry.Name]; run != nil {
			one(entry.Name, fmt.Sprintf("sdk-%02d", number), run)
			delete(scenarios, entry.Name)
		}
	}
	for name := range scenarios {
		fmt.Println("FAIL", name, "is not in scenarios.json")
	}
}

func one(name, bucket string, run func(string)) {
	defer func() {
		switch reason := recover().(type) {
		case nil:
			fmt.Println("PASS", name)
		case failure:
			fmt.Println("FAIL", name, strings.Join(strings.Fields(string(reason)), " "))
		default:
			panic(reason)
		}
	}()
	run(bucket)
}

// Fail ends the scenario; the message is told with the lines of the program that led here.
func Fail(format string, arguments ...interface{}) {
	lines := ""
	for depth := 1; ; depth++ {
		_, file, line, ok := runtime.Caller(depth)
		if !ok {
			break
		}
		if strings.Contains(file, "/test/sdk/go-v") && filepath.Base(file) != "main.go" {
			lines += fmt.Sprintf("%s:%d ", filepath.Base(file), line)
		}
	}
	panic(failure(lines + fmt.Sprintf(format, arguments...)))
}

func Check(condition bool, message string) {
	if !condition {
		Fail("%s", message)
	}
}

func Equal(actual, expected interface{}) {
	if !reflect.DeepEqual(actual, expected) {
		Fail("%#v is not %#v", actual, expected)
	}
}

// Ok ends the scenario when a call failed.
func Ok(err error) {
	if err != nil {
		Fail("%v", err)
	}
}

// Content gives bytes that repeat only every 251.
func Content(size int) []byte {
	data := make([]byte, size)
	for i := range data {
		data[i] = byte(i % 251)
	}
	return data
}

// Unmeasured hides the length of a body.
func Unmeasured(data []byte) io.Reader { return struct{ io.Reader }{bytes.NewReader(data)} }

func File(name string, data []byte) string {
	path := filepath.Join(Work, name)
	Ok(os.WriteFile(path, data, 0o600))
	return path
}

// Hex is the MD5 as ETags show it, without quotes.
func Hex(data []byte) string { return fmt.Sprintf("%X", md5.Sum(data)) }

// MD5 is the digest as Content-MD5 shows it.
func MD5(data []byte) string {
	sum := md5.Sum(data)
	return base64.StdEncoding.EncodeToString(sum[:])
}

func Read(body io.ReadCloser) []byte {
	defer body.Close()
	data, err := io.ReadAll(body)
	Ok(err)
	return data
}

func Sorted(keys []string) []string {
	sorted := append([]string{}, keys...)
	sort.Strings(sorted)
	return sorted
}

// Fetch sends a request without any SDK.
func Fetch(method, target string, body []byte, headers map[string]string) (*http.Response, []byte) {
	request, err := http.NewRequest(method, target, bytes.NewReader(body))
	Ok(err)
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := (&http.Client{Transport: transport()}).Do(request)
	Ok(err)
	return response, Read(response.Body)
}

// RefusedURL expects a status and a code from a request without any SDK.
func RefusedURL(status int, code, method, target string, body []byte, headers map[string]string) {
	response, text := Fetch(method, target, body, headers)
	Equal(response.StatusCode, status)
	Check(strings.Contains(string(text), "<Code>"+code+"</Code>"), string(text))
}

func transport() *http.Transport {
	if Proxy == "" {
		return &http.Transport{}
	}
	proxy, err := url.Parse(Proxy)
	Ok(err)
	return &http.Transport{Proxy: http.ProxyURL(proxy)}
}

// Breaking is a network that lets so many parts of uploads through and then breaks off.
func Breaking(parts int) *http.Client {
	return &http.Client{Transport: &breaking{transport(), parts}}
}

type breaking struct {
	*http.Transport
	left int
}

func (b *breaking) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.URL.Query().Get("partNumber") != "" {
		if b.left == 0 {
			return nil, errors.New("the network broke off")
		}
		b.left--
	}
	return b.Transport.RoundTrip(request)
}
