package main

import (
	"io"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	. "ossmock.test/harness"
)

const (
	people   = "name,age\nLora,27\n\"Little, E\",43\nRosie,44\n"
	contacts = `{"contacts":[{"name":"Lora","age":27},{"name":"Rosie","age":44}]}`
	lines    = `{"name":"Lora","age":27}` + "\n" + `{"name":"Rosie","age":44}` + "\n"
)

func querying(bucket, key, sql string, input oss.InputSerializationSelect, output oss.OutputSerializationSelect) (string, error) {
	found, err := client.SelectObject(background, &oss.SelectObjectRequest{Bucket: &bucket, Key: &key,
		SelectRequest: &oss.SelectRequest{Expression: &sql, InputSerializationSelect: input, OutputSerializationSelect: output}})
	if err != nil {
		return "", err
	}
	defer found.Body.Close()
	data, err := io.ReadAll(found.Body)
	return string(data), err
}

func selected(bucket, key, sql string, input oss.InputSerializationSelect, output oss.OutputSerializationSelect) string {
	text, err := querying(bucket, key, sql, input, output)
	Ok(err)
	return text
}

func csvInput(header string) oss.InputSerializationSelect {
	return oss.InputSerializationSelect{CsvBodyInput: &oss.CSVSelectInput{FileHeaderInfo: &header}}
}

func jsonInput(kind string) oss.InputSerializationSelect {
	return oss.InputSerializationSelect{JsonBodyInput: &oss.JSONSelectInput{JSONType: &kind}}
}

func init() {
	framed := oss.OutputSerializationSelect{}
	checked := oss.OutputSerializationSelect{EnablePayloadCrc: oss.Ptr(true)}
	raw := oss.OutputSerializationSelect{OutputRawData: oss.Ptr(true)}

	Scenario("select-csv", func(name string) {
		makeBucket(name)
		put(name, "people.csv", people)
		names := selected(name, "people.csv", "select name from ossobject where age > 40", csvInput("Use"), checked)
		Equal(names, "\"Little, E\"\nRosie\n")
		counted := "select count(*), avg(cast(_2 as int)) from ossobject"
		Equal(selected(name, "people.csv", counted, csvInput("Ignore"), raw), "3,38\n")
		ranged := oss.InputSerializationSelect{CsvBodyInput: &oss.CSVSelectInput{Range: str("2-3")}}
		_, err := querying(name, "people.csv", "select _2 from ossobject", ranged, framed)
		refused(400, "SelectCsvMetaUnavailable", err)
		meta, err := client.CreateSelectObjectMeta(background, &oss.CreateSelectObjectMetaRequest{Bucket: &name,
			Key: str("people.csv"), MetaRequest: &oss.CsvMetaRequest{}})
		Ok(err)
		Equal([]int64{meta.RowsCount, int64(meta.SplitsCount), int64(meta.ColumnsCount)}, []int64{4, 1, 2})
		ranged = oss.InputSerializationSelect{CsvBodyInput: &oss.CSVSelectInput{Range: str("2-3")}}
		Equal(selected(name, "people.csv", "select _2 from ossobject", ranged, framed), "43\n44\n")
		_, err = querying(name, "people.csv", "select name", csvInput("Use"), framed)
		refused(400, "SqlSyntaxError", err)
	})

	Scenario("select-json", func(name string) {
		makeBucket(name)
		put(name, "document", contacts)
		put(name, "lines", lines)
		put(name, "text", people)
		below := "select s.name from ossobject.contacts[*] s where s.age = 44"
		Equal(selected(name, "document", below, jsonInput("DOCUMENT"), framed), `{"name":"Rosie"}`+"\n")
		young := "select * from ossobject s where s.age < 40"
		Equal(selected(name, "lines", young, jsonInput("LINES"), raw), `{"name":"Lora","age":27}`+"\n")
		kind := &oss.InputSerializationJSON{JSONType: str("LINES")}
		meta, err := client.CreateSelectObjectMeta(background, &oss.CreateSelectObjectMetaRequest{Bucket: &name,
			Key: str("lines"), MetaRequest: &oss.JsonMetaRequest{InputSerialization: &oss.InputSerialization{JSON: kind}}})
		Ok(err)
		Equal(meta.RowsCount, int64(2))
		_, err = querying(name, "text", "select * from ossobject", jsonInput("DOCUMENT"), framed)
		refused(400, "InvalidJsonData", err)
	})
}
