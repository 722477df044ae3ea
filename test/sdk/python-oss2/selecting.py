"""Scenarios about SQL over objects."""

from clients import make_bucket, refused
from harness import equal, scenario
from oss2.exceptions import ServerError

CSV = b'name,age\nLora,27\n"Little, E",43\nRosie,44\n'
CONTACTS = b'{"contacts":[{"name":"Lora","age":27},{"name":"Rosie","age":44}]}'
LINES = b'{"name":"Lora","age":27}\n{"name":"Rosie","age":44}\n'


@scenario('select-csv')
def select_csv(name):
    bucket = make_bucket(name)
    bucket.put_object('people.csv', CSV)
    seen = []
    use = {'CsvHeaderInfo': 'Use', 'EnablePayloadCrc': True}
    found = bucket.select_object('people.csv', 'select name from ossobject where age > 40', select_params=use,
                                 progress_callback=lambda done, total: seen.append((done, total)))
    equal(found.read(), b'"Little, E"\nRosie\n')
    equal(seen[-1][0], len(CSV))
    raw = {'CsvHeaderInfo': 'Ignore', 'OutputRawData': True}
    found = bucket.select_object('people.csv', 'select count(*), avg(cast(_2 as int)) from ossobject', select_params=raw)
    equal(found.read(), b'3,38\n')
    ranged = {'LineRange': (2, 3)}
    refused(ServerError, 400, 'SelectCsvMetaUnavailable', bucket.select_object, 'people.csv', 'select _2 from ossobject',
            select_params=ranged)
    meta = bucket.create_select_object_meta('people.csv')
    equal((meta.rows, meta.splits, meta.select_resp.columns), (4, 1, 2))
    equal(bucket.select_object('people.csv', 'select _2 from ossobject', select_params=ranged).read(), b'43\n44\n')
    refused(ServerError, 400, 'SqlSyntaxError', bucket.select_object, 'people.csv', 'select name')


@scenario('select-json')
def select_json(name):
    bucket = make_bucket(name)
    bucket.put_object('document', CONTACTS)
    bucket.put_object('lines', LINES)
    bucket.put_object('text', CSV)
    document, lines = {'Json_Type': 'DOCUMENT'}, {'Json_Type': 'LINES', 'OutputRawData': True}
    below = 'select s.name from ossobject.contacts[*] s where s.age = 44'
    equal(bucket.select_object('document', below, select_params=document).read(), b'{"name":"Rosie"}\n')
    equal(bucket.select_object('lines', 'select * from ossobject s where s.age < 40', select_params=lines).read(),
          b'{"name":"Lora","age":27}\n')
    equal(bucket.create_select_object_meta('lines', {'Json_Type': 'LINES'}).rows, 2)
    refused(ServerError, 400, 'InvalidJsonData', bucket.select_object, 'text', 'select * from ossobject',
            select_params=document)
