"""Scenarios about single objects."""

import base64
import hashlib
from email.utils import formatdate

import alibabacloud_oss_v2 as oss
from alibabacloud_oss_v2.crc import Crc64
from clients import client, get, head, listed, make_bucket, put, refused
from harness import ODD_KEYS, check, content, equal, scenario


def crc(data):
    total = Crc64(0)
    total.update(data)
    return str(total.sum64())


@scenario('put-get')
def put_get(name):
    make_bucket(name)
    for key, data in [('data.bin', content(300_000)), ('empty', b'')]:
        digest = hashlib.md5(data)
        md5 = base64.b64encode(digest.digest()).decode()
        done = put(name, key, data, content_md5=md5)
        equal((done.etag.strip('"'), done.hash_crc64, done.content_md5), (digest.hexdigest().upper(), crc(data), md5))
        got = get(name, key)
        equal((got.data, got.content_length, got.hash_crc64), (data, len(data), crc(data)))


@scenario('chunked-upload')
def chunked_upload(name):
    make_bucket(name)
    data = content(300_000)
    done = put(name, 'key', iter([data[:100_000], data[100_000:]]))
    equal((done.etag.strip('"'), done.hash_crc64), (hashlib.md5(data).hexdigest().upper(), crc(data)))
    equal(get(name, 'key').data, data)


@scenario('metadata')
def metadata(name):
    make_bucket(name)
    fields = {
        'content_type': 'text/x-test', 'cache_control': 'no-store', 'expires': '1000000',
        'content_disposition': 'attachment; filename="x.txt"', 'content_encoding': 'x-test',
    }
    put(name, 'key', b'body', metadata={'author': 'ann', 'Second': 'a b=c'}, **fields)
    for answer in [get(name, 'key'), head(name, 'key')]:
        equal({field: getattr(answer, field) for field in fields}, fields)
        equal((answer.metadata['author'], answer.metadata['second']), ('ann', 'a b=c'))


@scenario('head-and-meta')
def head_and_meta(name):
    make_bucket(name)
    etag = put(name, 'key', b'12345').etag
    full, meta = head(name, 'key'), client.get_object_meta(oss.GetObjectMetaRequest(name, 'key'))
    equal((full.content_length, full.etag, full.object_type), (5, etag, 'Normal'))
    equal((meta.content_length, meta.etag, meta.last_modified), (5, etag, full.last_modified))


@scenario('ranges')
def ranges(name):
    make_bucket(name)
    put(name, 'key', b'0123456789')
    for header, behavior, status, body in [
        ('bytes=0-3', None, 206, b'0123'), ('bytes=7-', None, 206, b'789'), ('bytes=-2', None, 206, b'89'),
        ('bytes=5-20', None, 200, b'0123456789'), ('bytes=5-20', 'standard', 206, b'56789'),
    ]:
        got = get(name, 'key', range_header=header, range_behavior=behavior)
        equal((header, got.status_code, got.data), (header, status, body))
    equal(get(name, 'key', range_header='bytes=0-3').content_range, 'bytes 0-3/10')
    past = oss.GetObjectRequest(name, 'key', range_header='bytes=10-12', range_behavior='standard')
    refused(416, 'InvalidRange', client.get_object, past)


@scenario('conditions')
def conditions(name):
    make_bucket(name)
    etag = put(name, 'key', b'body').etag
    past, future = formatdate(1_000_000_000, usegmt=True), formatdate(4_000_000_000, usegmt=True)
    for call, kind in [(client.get_object, oss.GetObjectRequest), (client.head_object, oss.HeadObjectRequest)]:
        refused(304, 'BadErrorResponse', call, kind(name, 'key', if_none_match=etag))
        refused(304, 'BadErrorResponse', call, kind(name, 'key', if_modified_since=future))
        for field, request in [('If-Match', kind(name, 'key', if_match='"no"')),
                               ('If-Unmodified-Since', kind(name, 'key', if_unmodified_since=past))]:
            error = refused(412, 'PreconditionFailed', call, request)
            equal(error.error_fileds['Condition'], field)
    equal(get(name, 'key', if_match=etag, if_modified_since=past).data, b'body')


def round_trip(name, keys):
    make_bucket(name)
    for key in keys:
        put(name, key, key.encode())
        equal((key, get(name, key).data), (key, key.encode()))
        equal(head(name, key).content_length, len(key.encode()))
        client.copy_object(oss.CopyObjectRequest(name, 'copy/' + key, source_key=key))
        equal(get(name, 'copy/' + key).data, key.encode())
        client.delete_object(oss.DeleteObjectRequest(name, 'copy/' + key))
    equal(listed(name), sorted(keys, key=lambda key: key.encode()))
    for key in keys:
        client.delete_object(oss.DeleteObjectRequest(name, key))
    equal(listed(name), [])


@scenario('odd-keys')
def odd_keys(name):
    round_trip(name, ODD_KEYS)


@scenario('copy-object')
def copy_object(name):
    make_bucket(name)
    etag = put(name, 'source', b'body', metadata={'a': '1'}, content_type='text/x-test').etag

    def copy(key, source='source', **fields):
        return oss.CopyObjectRequest(name, key, source_bucket=name, source_key=source, **fields)

    equal(client.copy_object(copy('kept')).etag, etag)
    client.copy_object(copy('new', metadata_directive='REPLACE', metadata={'b': '2'}))
    kept, new = head(name, 'kept'), head(name, 'new')
    equal((dict(kept.metadata), kept.content_type), ({'a': '1'}, 'text/x-test'))
    equal(dict(new.metadata), {'b': '2'})
    refused(412, 'PreconditionFailed', client.copy_object, copy('none', if_match='"no"'))
    refused(304, 'BadErrorResponse', client.copy_object, copy('none', if_none_match=etag))
    refused(404, 'NoSuchKey', client.copy_object, copy('none', source='missing'))


@scenario('append-object')
def append_object(name):
    make_bucket(name)
    first = client.append_object(oss.AppendObjectRequest(name, 'log', position=0, body=b'hello ', metadata={'a': '1'}))
    equal(first.next_position, 6)
    second = client.append_object(oss.AppendObjectRequest(name, 'log', position=6, body=b'world'))
    equal((second.next_position, second.hash_crc64), (11, crc(b'hello world')))
    equal(get(name, 'log').data, b'hello world')
    found = head(name, 'log')
    equal((found.object_type, found.next_append_position), ('Appendable', 11))


@scenario('append-refused')
def append_refused(name):
    make_bucket(name)
    client.append_object(oss.AppendObjectRequest(name, 'log', position=0, body=b'12345'))
    wrong = oss.AppendObjectRequest(name, 'log', position=3, body=b'x')
    error = refused(409, 'PositionNotEqualToLength', client.append_object, wrong)
    equal(error.headers['x-oss-next-append-position'], '5')
    put(name, 'normal', b'12345')
    normal = oss.AppendObjectRequest(name, 'normal', position=5, body=b'x')
    refused(409, 'ObjectNotAppendable', client.append_object, normal)


@scenario('delete-objects')
def delete_objects(name):
    make_bucket(name)
    keys = ['a', 'b c', 'd&<e>', '\U0001f600']

    def delete(quiet):
        objects = [oss.DeleteObject(key) for key in keys]
        return client.delete_multiple_objects(oss.DeleteMultipleObjectsRequest(name, objects=objects, quiet=quiet))

    for key in keys:
        put(name, key, b'')
    equal(client.delete_object(oss.DeleteObjectRequest(name, 'a')).status_code, 204)
    equal(client.delete_object(oss.DeleteObjectRequest(name, 'a')).status_code, 204)
    equal([o.key for o in delete(False).deleted_objects], keys)
    equal(listed(name), [])
    check(not delete(True).deleted_objects, 'names in a quiet answer')


@scenario('forbid-overwrite')
def forbid_overwrite(name):
    make_bucket(name)
    put(name, 'key', b'first', forbid_overwrite=True)
    second = oss.PutObjectRequest(name, 'key', body=b'second', forbid_overwrite=True)
    refused(409, 'FileAlreadyExists', client.put_object, second)
    equal(get(name, 'key').data, b'first')


@scenario('wrong-md5')
def wrong_md5(name):
    make_bucket(name)
    wrong = base64.b64encode(hashlib.md5(b'other').digest()).decode()
    refused(400, 'InvalidDigest', client.put_object, oss.PutObjectRequest(name, 'key', body=b'body', content_md5=wrong))
    equal(client.is_object_exist(name, 'key'), False)
