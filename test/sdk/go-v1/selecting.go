package main

import (
	"io"

	"github.com/aliyun/aliyun-oss-go-sdk/oss"
	. "ossmock.test/harness"
)

const (
	people   = "name,age\nLora,27\n\"Little, E\",43\nRosie,44\n"
	contacts = `{"contacts":[{"name":"Lora","age":27},{"name":"Rosie","age":44}]}`
	lines    = `{"name":"Lora","age":27}` + "\n" + `{"name":"Rosie","age":44}` + "\n"
)

func selected(bucket *oss.Bucket, key string, request oss.SelectRequest) string {
	body, err := bucket.SelectObject(key, request)
	Ok(err)
	defer body.Close()
	data, err := io.ReadAll(body)
	Ok(err)
	return string(data)
}

func csvRequest(sql, header string) oss.SelectRequest {
	request := oss.SelectRequest{Expression: sql}
	request.InputSerializationSelect.CsvBodyInput.FileHeaderInfo = header
	return request
}

func jsonRequest(sql, kind string) oss.SelectRequest {
	request := oss.SelectRequest{Expression: sql}
	request.InputSerializationSelect.JsonBodyInput.JSONType = kind
	return request
}

func init() {
	yes := true

	Scenario("select-csv", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "people.csv", []byte(people))
		use := csvRequest("select name from ossobject where age > 40", "Use")
		use.OutputSerializationSelect.EnablePayloadCrc = &yes
		Equal(selected(bucket, "people.csv", use), "\"Little, E\"\nRosie\n")
		raw := csvRequest("select count(*), avg(cast(_2 as int)) from ossobject", "Ignore")
		raw.OutputSerializationSelect.OutputRawData = &yes
		Equal(selected(bucket, "people.csv", raw), "3,38\n")
		ranged := csvRequest("select _2 from ossobject", "None")
		ranged.InputSerializationSelect.CsvBodyInput.Range = "2-3"
		_, err := bucket.SelectObject("people.csv", ranged)
		refused(400, "SelectCsvMetaUnavailable", err)
		meta, err := bucket.CreateSelectCsvObjectMeta("people.csv", oss.CsvMetaRequest{})
		Ok(err)
		Equal([]int64{meta.RowsCount, int64(meta.SplitsCount), int64(meta.ColumnsCount)}, []int64{4, 1, 2})
		Equal(selected(bucket, "people.csv", ranged), "43\n44\n")
		_, err = bucket.SelectObject("people.csv", csvRequest("select name", "Use"))
		refused(400, "SqlSyntaxError", err)
	})

	Scenario("select-json", func(name string) {
		bucket := makeBucket(name)
		put(bucket, "document", []byte(contacts))
		put(bucket, "lines", []byte(lines))
		put(bucket, "text", []byte(people))
		below := jsonRequest("select s.name from ossobject.contacts[*] s where s.age = 44", "DOCUMENT")
		Equal(selected(bucket, "document", below), `{"name":"Rosie"}`+"\n")
		raw := jsonRequest("select * from ossobject s where s.age < 40", "LINES")
		raw.OutputSerializationSelect.OutputRawData = &yes
		Equal(selected(bucket, "lines", raw), `{"name":"Lora","age":27}`+"\n")
		request := oss.JsonMetaRequest{}
		request.InputSerialization.JSON.JSONType = "LINES"
		meta, err := bucket.CreateSelectJsonObjectMeta("lines", request)
		Ok(err)
		Equal(meta.RowsCount, int64(2))
		_, err = bucket.SelectObject("text", jsonRequest("select * from ossobject", "DOCUMENT"))
		refused(400, "InvalidJsonData", err)
	})
}
