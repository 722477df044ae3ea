"""Scenarios about who may, and how that is signed."""

import datetime

import alibabacloud_oss_v2 as oss
from clients import client, get, head, make_bucket, open_client, put, refused
from harness import SIGNATURE, check, equal, fetch, scenario

MINUTE = datetime.timedelta(minutes=1)


@scenario('object-acl')
def object_acl(name):
    make_bucket(name)
    put(name, 'key', b'body')
    equal(client.get_object_acl(oss.GetObjectAclRequest(name, 'key')).acl, 'default')
    client.put_object_acl(oss.PutObjectAclRequest(name, 'key', acl='public-read'))
    equal(client.get_object_acl(oss.GetObjectAclRequest(name, 'key')).acl, 'public-read')
    stranger = open_client(anonymous=True)
    equal(stranger.get_object(oss.GetObjectRequest(name, 'key')).body.read(), b'body')


@scenario('anonymous')
def anonymous(name):
    make_bucket(name)
    put(name, 'key', b'body')
    stranger = open_client(anonymous=True)
    refused(403, 'AccessDenied', stranger.get_object, oss.GetObjectRequest(name, 'key'))
    refused(403, 'AccessDenied', stranger.put_object, oss.PutObjectRequest(name, 'new', body=b''))
    refused(403, 'AccessDenied', stranger.list_objects, oss.ListObjectsRequest(name))


@scenario('presigned-get')
def presigned_get(name):
    make_bucket(name)
    put(name, 'a dir/key+1.txt', b'body')
    request = oss.GetObjectRequest(name, 'a dir/key+1.txt', response_content_disposition='attachment; filename="a b.txt"')
    signed = client.presign(request, expires=MINUTE)
    answer = fetch(signed.method, signed.url)
    equal((answer.status_code, answer.content), (200, b'body'))
    equal(answer.headers['content-disposition'], request.response_content_disposition)
    changed = fetch('GET', signed.url.replace('a%20b.txt', 'c.txt'))
    equal(changed.status_code, 403)
    check('<Code>SignatureDoesNotMatch</Code>' in changed.text, changed.text)


@scenario('presigned-put')
def presigned_put(name):
    make_bucket(name)
    request = oss.PutObjectRequest(name, 'key', content_type='text/x-test', metadata={'a': '1'})
    signed = client.presign(request, expires=MINUTE)
    equal(fetch(signed.method, signed.url, b'body', dict(signed.signed_headers)).status_code, 200)
    equal((get(name, 'key').data, head(name, 'key').metadata['a']), (b'body', '1'))
    other = fetch(signed.method, signed.url, b'body', {'x-oss-meta-a': '1', 'Content-Type': 'text/x-other'})
    equal(other.status_code, 403)
    check('<Code>SignatureDoesNotMatch</Code>' in other.text, other.text)


@scenario('presigned-expired')
def presigned_expired(name):
    make_bucket(name)
    put(name, 'key', b'body')
    signed = client.presign(oss.GetObjectRequest(name, 'key'), expires=-MINUTE)
    equal(fetch('GET', signed.url).status_code, 403 if SIGNATURE == 'v1' else 400)


@scenario('no-such-key')
def no_such_key(name):
    make_bucket(name)
    for call, request in [
        (client.get_object, oss.GetObjectRequest(name, 'dir/missing')),
        (client.head_object, oss.HeadObjectRequest(name, 'dir/missing')),
        (client.get_object_meta, oss.GetObjectMetaRequest(name, 'dir/missing')),
        (client.get_object_acl, oss.GetObjectAclRequest(name, 'dir/missing')),
    ]:
        error = refused(404, 'NoSuchKey', call, request)
        equal((error.message, error.ec), ('The specified key does not exist.', '0026-00000001'))
        equal(error.error_fileds['Key'], 'dir/missing')
    equal(client.is_object_exist(name, 'dir/missing'), False)


@scenario('no-such-bucket')
def no_such_bucket(name):
    for call, request in [
        (client.get_bucket_info, oss.GetBucketInfoRequest(name)),
        (client.list_objects_v2, oss.ListObjectsV2Request(name)),
        (client.get_object, oss.GetObjectRequest(name, 'key')),
        (client.put_object, oss.PutObjectRequest(name, 'key', body=b'body')),
        (client.head_object, oss.HeadObjectRequest(name, 'key')),
    ]:
        error = refused(404, 'NoSuchBucket', call, request)
        equal((error.message, error.error_fileds['BucketName']), ('The specified bucket does not exist.', name))


@scenario('wrong-secret')
def wrong_secret(name):
    make_bucket(name)
    stranger = open_client(secret='wrong')
    error = refused(403, 'SignatureDoesNotMatch', stranger.put_object, oss.PutObjectRequest(name, 'key', body=b'body'))
    shown = error.error_fileds['StringToSign'] + error.error_fileds.get('CanonicalRequest', '')
    check('/%s/key' % name in shown, shown)


@scenario('unknown-key-id')
def unknown_key_id(name):
    make_bucket(name)
    stranger = open_client(key_id='LTAIunknown')
    error = refused(403, 'InvalidAccessKeyId', stranger.list_objects, oss.ListObjectsRequest(name))
    equal(error.error_fileds['OSSAccessKeyId'], 'LTAIunknown')


@scenario('invalid-name')
def invalid_name(name):
    make_bucket(name)
    refused(400, 'InvalidObjectName', client.put_object, oss.PutObjectRequest(name, '\\key', body=b'body'))


@scenario('clock-skew')
def clock_skew(_):
    request = oss.GetObjectRequest('examplebucket', 'key')
    error = refused(403, 'RequestTimeTooSkewed', open_client(skewed=True, attempts=1).get_object, request)
    equal(error.error_fileds['MaxAllowedSkewMilliseconds'], '900000')
