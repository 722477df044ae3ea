"""Scenarios about what objects are beside bytes: links, tags, archived, retained."""

from clients import make_bucket, refused
from harness import equal, scenario
from oss2.exceptions import (InvalidWORMConfiguration, NoSuchWORMConfiguration, OperationNotSupported,
                             RestoreAlreadyInProgress, ServerError, WORMConfigurationLocked)
from oss2.models import Tagging, TaggingRule

TARGET = 'dir/a target+1%.txt'


@scenario('symlink')
def symlink(name):
    bucket = make_bucket(name)
    bucket.put_object(TARGET, b'bytes')
    bucket.put_symlink(TARGET, 'link', {'x-oss-meta-a': '1'})
    equal(bucket.get_symlink('link').target_key, TARGET)
    equal(bucket.get_object('link').read(), b'bytes')
    head = bucket.head_object('link')
    equal((head.object_type, head.content_length, head.headers['x-oss-meta-a']), ('Symlink', 5, '1'))
    bucket.put_symlink('link', 'second')
    refused(ServerError, 400, 'InvalidTargetType', bucket.get_object, 'second')
    refused(ServerError, 400, 'NotSymlink', bucket.get_symlink, TARGET)
    bucket.delete_object(TARGET)
    refused(ServerError, 404, 'SymlinkTargetNotExist', bucket.get_object, 'link')


def tagging(**tags):
    rule = TaggingRule()
    for key, value in tags.items():
        rule.add(key, value)
    return Tagging(rule)


@scenario('object-tagging')
def object_tagging(name):
    bucket = make_bucket(name)
    bucket.put_object('key', b'bytes')
    tags = {'owner': 'Li Lei', 'empty': '', '\u79cd\u7c7b': 'a+b=c/d'}
    bucket.put_object_tagging('key', tagging(**tags))
    equal(bucket.get_object_tagging('key').tag_set.tagging_rule, tags)
    equal(bucket.head_object('key').headers['x-oss-tagging-count'], '3')
    refused(ServerError, 400, 'InvalidTag', bucket.put_object_tagging, 'key', tagging(percent='50%'))
    bucket.delete_object_tagging('key')
    equal(bucket.get_object_tagging('key').tag_set.tagging_rule, {})


@scenario('restore')
def restore(name):
    bucket = make_bucket(name)
    bucket.put_object('key', b'bytes', {'x-oss-storage-class': 'Archive'})
    refused(ServerError, 403, 'InvalidObjectState', bucket.get_object, 'key')
    equal(bucket.restore_object('key').status, 202)
    equal(bucket.head_object('key').headers['x-oss-restore'], 'ongoing-request="true"')
    refused(RestoreAlreadyInProgress, 409, 'RestoreAlreadyInProgress', bucket.restore_object, 'key')
    bucket.put_object('standard', b'bytes')
    refused(OperationNotSupported, 400, 'OperationNotSupported', bucket.restore_object, 'standard')


@scenario('bucket-worm')
def bucket_worm(name):
    bucket = make_bucket(name)
    refused(NoSuchWORMConfiguration, 404, 'NoSuchWORMConfiguration', bucket.get_bucket_worm)
    bucket.put_object('key', b'bytes')
    worm = bucket.init_bucket_worm(1).worm_id
    refused(ServerError, 409, 'FileImmutable', bucket.delete_object, 'key')
    refused(ServerError, 409, 'FileImmutable', bucket.put_object, 'key', b'other')
    refused(InvalidWORMConfiguration, 400, 'InvalidWORMConfiguration', bucket.extend_bucket_worm, worm, 2)
    bucket.complete_bucket_worm(worm)
    bucket.extend_bucket_worm(worm, 2)
    policy = bucket.get_bucket_worm()
    equal((policy.worm_id, policy.state, policy.retention_period_days), (worm, 'Locked', 2))
    refused(WORMConfigurationLocked, 403, 'WORMConfigurationLocked', bucket.abort_bucket_worm)
