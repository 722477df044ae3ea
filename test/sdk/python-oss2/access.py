"""Scenarios about who may, and how that is signed."""

import oss2
from clients import auth, make_bucket, open_bucket, refused, skewed_bucket
from harness import SIGNATURE, check, equal, fetch, scenario
from oss2.exceptions import AccessDenied, InvalidObjectName, NoSuchBucket, NoSuchKey, ServerError, SignatureDoesNotMatch


@scenario('object-acl')
def object_acl(name):
    bucket = make_bucket(name)
    bucket.put_object('key', b'body')
    equal(bucket.get_object_acl('key').acl, 'default')
    bucket.put_object_acl('key', 'public-read')
    equal(bucket.get_object_acl('key').acl, 'public-read')
    equal(open_bucket(name, by=oss2.AnonymousAuth()).get_object('key').read(), b'body')


@scenario('anonymous')
def anonymous(name):
    make_bucket(name).put_object('key', b'body')
    stranger = open_bucket(name, by=oss2.AnonymousAuth())
    for call in [lambda: stranger.get_object('key'), lambda: stranger.put_object('new', b''), stranger.list_objects]:
        refused(AccessDenied, 403, 'AccessDenied', call)


@scenario('presigned-get')
def presigned_get(name):
    bucket = make_bucket(name)
    bucket.put_object('a dir/key+1.txt', b'body')
    params = {'response-content-disposition': 'attachment; filename="a b.txt"'}
    url = bucket.sign_url('GET', 'a dir/key+1.txt', 60, params=params, slash_safe=True)
    answer = fetch('GET', url)
    equal((answer.status_code, answer.content), (200, b'body'))
    equal(answer.headers['content-disposition'], params['response-content-disposition'])
    changed = fetch('GET', url.replace('a%20b.txt', 'c.txt').replace('a+b.txt', 'c.txt'))
    equal(changed.status_code, 403)
    check('<Code>SignatureDoesNotMatch</Code>' in changed.text, changed.text)
    equal(bucket.get_object_with_url(bucket.sign_url('GET', 'a dir/key+1.txt', 60)).read(), b'body')


@scenario('presigned-put')
def presigned_put(name):
    bucket = make_bucket(name)
    headers = {'Content-Type': 'text/x-test', 'x-oss-meta-a': '1'}
    url = bucket.sign_url('PUT', 'key', 60, headers=headers)
    equal(fetch('PUT', url, b'body', headers).status_code, 200)
    equal(bucket.get_object('key').read(), b'body')
    equal(bucket.head_object('key').headers['x-oss-meta-a'], '1')
    other = fetch('PUT', url, b'body', {**headers, 'Content-Type': 'text/x-other'})
    equal(other.status_code, 403)
    check('<Code>SignatureDoesNotMatch</Code>' in other.text, other.text)


@scenario('presigned-expired')
def presigned_expired(name):
    bucket = make_bucket(name)
    bucket.put_object('key', b'body')
    answer = fetch('GET', bucket.sign_url('GET', 'key', -10))
    check('<Code>AccessDenied</Code>' in answer.text or SIGNATURE == 'v4', answer.text)
    equal(answer.status_code, 403 if SIGNATURE == 'v1' else 400)


@scenario('no-such-key')
def no_such_key(name):
    bucket = make_bucket(name)
    for call in [bucket.get_object, bucket.head_object, bucket.get_object_meta, bucket.get_object_acl]:
        error = refused(NoSuchKey, 404, 'NoSuchKey', call, 'dir/missing')
        equal((error.message, error.details['Key']), ('The specified key does not exist.', 'dir/missing'))
        equal(error.ec, '0026-00000001')
    equal(bucket.object_exists('dir/missing'), False)


@scenario('no-such-bucket')
def no_such_bucket(name):
    bucket = open_bucket(name)
    for call in [bucket.get_bucket_info, bucket.list_objects, lambda: bucket.get_object('key'),
                 lambda: bucket.put_object('key', b'body'), lambda: bucket.head_object('key')]:
        error = refused(NoSuchBucket, 404, 'NoSuchBucket', call)
        equal((error.message, error.details['BucketName']), ('The specified bucket does not exist.', name))


@scenario('wrong-secret')
def wrong_secret(name):
    make_bucket(name)
    bucket = open_bucket(name, by=auth(secret='wrong'))
    error = refused(SignatureDoesNotMatch, 403, 'SignatureDoesNotMatch', bucket.put_object, 'key', b'body')
    check(('/%s/key' % name) in error.details['StringToSign'] + error.details.get('CanonicalRequest', ''), error.details)


@scenario('unknown-key-id')
def unknown_key_id(name):
    make_bucket(name)
    bucket = open_bucket(name, by=auth(key_id='LTAIunknown'))
    error = refused(ServerError, 403, 'InvalidAccessKeyId', bucket.list_objects)
    equal(error.details['OSSAccessKeyId'], 'LTAIunknown')


@scenario('invalid-name')
def invalid_name(name):
    bucket = make_bucket(name)
    refused(InvalidObjectName, 400, 'InvalidObjectName', bucket.put_object, '\\key', b'body')


@scenario('clock-skew')
def clock_skew(_):
    error = refused(ServerError, 403, 'RequestTimeTooSkewed', skewed_bucket('examplebucket').get_object, 'key')
    equal(error.details['MaxAllowedSkewMilliseconds'], '900000')
