"""Scenarios about SQL over objects."""

import base64

import alibabacloud_oss_v2 as oss
from clients import make_bucket, open_client, put, refused
from harness import equal, scenario

CSV = b'name,age\nLora,27\n"Little, E",43\nRosie,44\n'
CONTACTS = b'{"contacts":[{"name":"Lora","age":27},{"name":"Rosie","age":44}]}'
LINES = b'{"name":"Lora","age":27}\n{"name":"Rosie","age":44}\n'

# V1 of this SDK leaves x-oss-process unsigned, which the service signs: these scenarios are V4 in every column.
client = open_client(version='v4')


def request(bucket, key, sql, csv=None, json=None, **output):
    return oss.SelectObjectRequest(bucket, key, process='csv/select' if json is None else 'json/select',
                                   select_request=oss.SelectRequest(
                                       expression=base64.b64encode(sql.encode()).decode(),
                                       input_serialization=oss.InputSerialization(csv=csv, json=json),
                                       output_serialization=oss.OutputSerialization(**output)))


def selected(*arguments, **named):
    return client.select_object(request(*arguments, **named)).body.read()


@scenario('select-csv')
def select_csv(name):
    make_bucket(name)
    put(name, 'people.csv', CSV)
    use, ignore = oss.CSVInput(file_header_info='Use'), oss.CSVInput(file_header_info='Ignore')
    older = 'select name from ossobject where age > 40'
    equal(selected(name, 'people.csv', older, use, enable_payload_crc=True), b'"Little, E"\nRosie\n')
    counted = 'select count(*), avg(cast(_2 as int)) from ossobject'
    equal(selected(name, 'people.csv', counted, ignore, output_raw_data=True), b'3,38\n')
    ranged = oss.CSVInput(range='line-range=2-3')
    refused(400, 'SelectCsvMetaUnavailable', client.select_object,
            request(name, 'people.csv', 'select _2 from ossobject', ranged))
    meta = client.create_select_object_meta(oss.CreateSelectObjectMetaRequest(
        name, 'people.csv', process='csv/meta', select_meta_request=oss.CSVMetaRequest(
            input_serialization=oss.InputSerialization(csv=oss.CSVInput()))))
    equal((meta.rows_count, meta.splits_count, meta.cols_count), (4, 1, 2))
    equal(selected(name, 'people.csv', 'select _2 from ossobject', ranged), b'43\n44\n')
    refused(400, 'SqlSyntaxError', client.select_object, request(name, 'people.csv', 'select name', use))


@scenario('select-json')
def select_json(name):
    make_bucket(name)
    put(name, 'document', CONTACTS)
    put(name, 'lines', LINES)
    put(name, 'text', CSV)
    document, lines = oss.JSONInput(type='DOCUMENT'), oss.JSONInput(type='LINES')
    below = 'select s.name from ossobject.contacts[*] s where s.age = 44'
    equal(selected(name, 'document', below, json=document), b'{"name":"Rosie"}\n')
    young = 'select * from ossobject s where s.age < 40'
    equal(selected(name, 'lines', young, json=lines, output_raw_data=True), b'{"name":"Lora","age":27}\n')
    meta = client.create_select_object_meta(oss.CreateSelectObjectMetaRequest(
        name, 'lines', process='json/meta', select_meta_request=oss.JSONMetaRequest(
            input_serialization=oss.InputSerialization(json=lines))))
    equal(meta.rows_count, 2)
    refused(400, 'InvalidJsonData', client.select_object, request(name, 'text', 'select * from ossobject', json=document))
