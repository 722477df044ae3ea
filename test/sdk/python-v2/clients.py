"""Clients of alibabacloud-oss-v2 with this run's endpoint, signature version and proxy."""

import alibabacloud_oss_v2 as oss
import harness
from alibabacloud_oss_v2.credentials import AnonymousCredentialsProvider, StaticCredentialsProvider


def open_client(key_id=harness.KEY_ID, secret=harness.SECRET, anonymous=False, skewed=False, attempts=None, version=harness.SIGNATURE):
    """A client; nothing is sent."""
    config = oss.config.load_default()
    config.credentials_provider = AnonymousCredentialsProvider() if anonymous else StaticCredentialsProvider(key_id, secret)
    config.region = harness.REGION
    config.signature_version = version
    config.endpoint = harness.SKEWED_ENDPOINT if skewed else harness.ENDPOINT
    proxy = harness.SKEWED_PROXY if skewed else harness.PROXY
    # A string would be filed under 'http://', where requests does not look.
    config.proxy_host = {'http': proxy} if proxy else None
    config.retry_max_attempts = attempts
    return oss.Client(config)


client = open_client()


def make_bucket(name):
    client.put_bucket(oss.PutBucketRequest(name))


def put(bucket, key, body, **fields):
    return client.put_object(oss.PutObjectRequest(bucket, key, body=body, **fields))


def get(bucket, key, **fields):
    """@return the answer with its body read in `data`."""
    answer = client.get_object(oss.GetObjectRequest(bucket, key, **fields))
    answer.data = answer.body.read()
    return answer


def head(bucket, key, **fields):
    return client.head_object(oss.HeadObjectRequest(bucket, key, **fields))


def listed(bucket, **fields):
    """@return the keys of one page."""
    return [o.key for o in client.list_objects(oss.ListObjectsRequest(bucket, **fields)).contents or []]


def refused(status, code, call, request):
    """Makes a call that must be refused. @return the ServiceError."""
    try:
        call(request)
    except oss.exceptions.OperationError as error:
        service = error.unwrap()
        harness.equal(type(service), oss.exceptions.ServiceError)
        harness.equal((service.status_code, service.code), (status, code))
        harness.equal(len(service.request_id), 24)
        return service
    raise AssertionError('no refusal, expected %s' % code)
