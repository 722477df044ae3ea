"""Clients of oss2 with this run's endpoint, signature version and proxy."""

import harness
import oss2


def auth(key_id=harness.KEY_ID, secret=harness.SECRET):
    return (oss2.AuthV4 if harness.SIGNATURE == 'v4' else oss2.Auth)(key_id, secret)


def _settings(proxy):
    return {'region': harness.REGION, 'proxies': {'http': proxy} if proxy else None}


def service():
    return oss2.Service(auth(), harness.ENDPOINT, **_settings(harness.PROXY))


def open_bucket(name, by=None):
    """A bucket object; nothing is sent."""
    return oss2.Bucket(by or auth(), harness.ENDPOINT, name, **_settings(harness.PROXY))


def make_bucket(name):
    bucket = open_bucket(name)
    bucket.create_bucket()
    return bucket


def skewed_bucket(name):
    return oss2.Bucket(auth(), harness.SKEWED_ENDPOINT, name, **_settings(harness.SKEWED_PROXY))


def refused(kind, status, code, call, *arguments, **named):
    """Makes a call that must be refused. @return the exception, of exactly the class `kind`."""
    try:
        call(*arguments, **named)
    except oss2.exceptions.OssError as error:
        harness.equal((type(error), error.status, error.code), (kind, status, code))
        harness.equal(len(error.request_id), 24)
        return error
    raise AssertionError('no refusal, expected %s' % code)
