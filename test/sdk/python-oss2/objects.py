"""Scenarios about single objects."""

import base64
import hashlib
from email.utils import formatdate

from clients import make_bucket, refused
from harness import DOT_KEYS, ODD_KEYS, content, equal, scenario
from oss2.exceptions import (InvalidDigest, NoSuchKey, NotModified, ObjectNotAppendable, PositionNotEqualToLength,
                             PreconditionFailed, ServerError)
from oss2.utils import Crc64


def crc(data):
    sum = Crc64()
    sum(data)
    return sum.crc


@scenario('put-get')
def put_get(name):
    bucket = make_bucket(name)
    for key, data in [('data.bin', content(300_000)), ('empty', b'')]:
        digest = hashlib.md5(data)
        put = bucket.put_object(key, data, {'Content-MD5': base64.b64encode(digest.digest()).decode()})
        equal((put.etag, put.crc), (digest.hexdigest().upper(), crc(data)))
        got = bucket.get_object(key)
        equal(got.read(), data)
        equal((got.content_length, got.server_crc), (len(data), got.client_crc))


@scenario('chunked-upload')
def chunked_upload(name):
    bucket = make_bucket(name)
    data = content(300_000)
    put = bucket.put_object('key', iter([data[:100_000], data[100_000:]]))
    equal((put.etag, put.crc), (hashlib.md5(data).hexdigest().upper(), crc(data)))
    equal(bucket.get_object('key').read(), data)


@scenario('metadata')
def metadata(name):
    bucket = make_bucket(name)
    headers = {
        'x-oss-meta-author': 'ann', 'x-oss-meta-Second': 'a b=c', 'Content-Type': 'text/x-test', 'Content-Language': 'de',
        'Cache-Control': 'no-store', 'Content-Disposition': 'attachment; filename="x.txt"', 'Expires': '1000000',
    }
    bucket.put_object('key', b'body', headers)
    for answer in [bucket.get_object('key'), bucket.head_object('key')]:
        equal({field: answer.headers.get(field) for field in headers}, headers)
    bucket.update_object_meta('key', {'x-oss-meta-author': 'bob'})
    head = bucket.head_object('key')
    equal((head.headers['x-oss-meta-author'], head.headers.get('x-oss-meta-second')), ('bob', None))


@scenario('head-and-meta')
def head_and_meta(name):
    bucket = make_bucket(name)
    put = bucket.put_object('key', b'12345')
    head, meta = bucket.head_object('key'), bucket.get_object_meta('key')
    equal((head.content_length, head.etag, head.object_type), (5, put.etag, 'Normal'))
    equal((meta.content_length, meta.etag, meta.last_modified), (5, put.etag, head.last_modified))


@scenario('ranges')
def ranges(name):
    bucket = make_bucket(name)
    bucket.put_object('key', b'0123456789')
    standard = {'x-oss-range-behavior': 'standard'}
    for byte_range, headers, status, body in [
        ((0, 3), None, 206, b'0123'), ((7, None), None, 206, b'789'), ((None, 2), None, 206, b'89'),
        ((5, 20), None, 200, b'0123456789'), ((5, 20), standard, 206, b'56789'),
    ]:
        got = bucket.get_object('key', byte_range, headers)
        equal((byte_range, got.status, got.read()), (byte_range, status, body))
    equal(bucket.get_object('key', (0, 3)).content_range, 'bytes 0-3/10')
    refused(ServerError, 416, 'InvalidRange', bucket.get_object, 'key', (10, 12), standard)


@scenario('conditions')
def conditions(name):
    bucket = make_bucket(name)
    etag = bucket.put_object('key', b'body').etag
    past, future = formatdate(1_000_000_000, usegmt=True), formatdate(4_000_000_000, usegmt=True)
    for call in [bucket.get_object, bucket.head_object]:
        refused(NotModified, 304, '', call, 'key', headers={'If-None-Match': '"%s"' % etag})
        refused(NotModified, 304, '', call, 'key', headers={'If-Modified-Since': future})
        for field, value in [('If-Match', '"no"'), ('If-Unmodified-Since', past)]:
            error = refused(PreconditionFailed, 412, 'PreconditionFailed', call, 'key', headers={field: value})
            equal(error.details['Condition'], field)
    equal(bucket.get_object('key', headers={'If-Match': etag, 'If-Modified-Since': past}).read(), b'body')


def round_trip(bucket, keys):
    for key in keys:
        bucket.put_object(key, key.encode())
        equal((key, bucket.get_object(key).read()), (key, key.encode()))
        equal(bucket.head_object(key).content_length, len(key.encode()))
        bucket.copy_object(bucket.bucket_name, key, 'copy/' + key)
        equal(bucket.get_object('copy/' + key).read(), key.encode())
        bucket.delete_object('copy/' + key)
    listed = bucket.list_objects(max_keys=100)
    equal([o.key for o in listed.object_list], sorted(keys, key=lambda key: key.encode()))
    for key in keys:
        bucket.delete_object(key)
    equal(bucket.list_objects().object_list, [])


@scenario('odd-keys')
def odd_keys(name):
    round_trip(make_bucket(name), ODD_KEYS)


@scenario('dot-keys')
def dot_keys(name):
    round_trip(make_bucket(name), DOT_KEYS)


@scenario('copy-object')
def copy_object(name):
    bucket = make_bucket(name)
    etag = bucket.put_object('source', b'body', {'x-oss-meta-a': '1', 'Content-Type': 'text/x-test'}).etag
    equal(bucket.copy_object(name, 'source', 'kept').etag, etag)
    bucket.copy_object(name, 'source', 'new', {'x-oss-metadata-directive': 'REPLACE', 'x-oss-meta-b': '2'})
    kept, new = bucket.head_object('kept').headers, bucket.head_object('new').headers
    equal((kept.get('x-oss-meta-a'), kept.get('content-type')), ('1', 'text/x-test'))
    equal((new.get('x-oss-meta-a'), new.get('x-oss-meta-b')), (None, '2'))
    refused(PreconditionFailed, 412, 'PreconditionFailed', bucket.copy_object, name, 'source', 'none',
            {'x-oss-copy-source-if-match': '"no"'})
    refused(NotModified, 304, '', bucket.copy_object, name, 'source', 'none', {'x-oss-copy-source-if-none-match': etag})
    refused(NoSuchKey, 404, 'NoSuchKey', bucket.copy_object, name, 'missing', 'none')


@scenario('append-object')
def append_object(name):
    bucket = make_bucket(name)
    first = bucket.append_object('log', 0, b'hello ', {'x-oss-meta-a': '1'}, init_crc=0)
    equal(first.next_position, 6)
    second = bucket.append_object('log', 6, b'world', init_crc=first.crc)
    equal((second.next_position, second.crc), (11, crc(b'hello world')))
    equal(bucket.get_object('log').read(), b'hello world')
    head = bucket.head_object('log')
    equal((head.object_type, head.headers['x-oss-next-append-position']), ('Appendable', '11'))


@scenario('append-refused')
def append_refused(name):
    bucket = make_bucket(name)
    bucket.append_object('log', 0, b'12345')
    error = refused(PositionNotEqualToLength, 409, 'PositionNotEqualToLength', bucket.append_object, 'log', 3, b'x')
    equal(error.next_position, 5)
    bucket.put_object('normal', b'12345')
    refused(ObjectNotAppendable, 409, 'ObjectNotAppendable', bucket.append_object, 'normal', 5, b'x')


@scenario('delete-objects')
def delete_objects(name):
    bucket = make_bucket(name)
    keys = ['a', 'b c', 'd&<e>', '\U0001f600']
    for key in keys:
        bucket.put_object(key, b'')
    equal(bucket.delete_object('a').status, 204)
    equal(bucket.delete_object('a').status, 204)
    equal(bucket.batch_delete_objects(keys).deleted_keys, keys)
    equal(bucket.list_objects().object_list, [])


@scenario('forbid-overwrite')
def forbid_overwrite(name):
    bucket = make_bucket(name)
    headers = {'x-oss-forbid-overwrite': 'true'}
    bucket.put_object('key', b'first', headers)
    refused(ServerError, 409, 'FileAlreadyExists', bucket.put_object, 'key', b'second', headers)
    equal(bucket.get_object('key').read(), b'first')


@scenario('wrong-md5')
def wrong_md5(name):
    bucket = make_bucket(name)
    wrong = base64.b64encode(hashlib.md5(b'other').digest()).decode()
    refused(InvalidDigest, 400, 'InvalidDigest', bucket.put_object, 'key', b'body', {'Content-MD5': wrong})
    equal(bucket.object_exists('key'), False)
